import type { KernelApi } from '../kernel/api.js';
import type { Shape } from '../kernel/shape-api.js';
import { isMachineFault } from '../kernel/failure.js';
import { scoped } from '../kernel/scope.js';
import type { Scope } from '../kernel/scope.js';
import type { MeasuredPart } from '../measure-part.js';
import { areaBetween, evaluate } from '../topology/evaluate.js';
import type { Evaluation, SurfacePoint } from '../topology/evaluate.js';
import type { EdgeCurve } from '../topology/curve.js';
import type { FaceNode } from '../topology/graph.js';
import { shapeMap } from '../topology/measure.js';
import { kernelPoints } from '../topology/surface.js';
import { edgeGrid, edgeGridLength } from './edge-grid.js';
import { faceGrid, faceGridLength } from './face-grid.js';
import { readBoundary } from './read-boundary.js';

/** Rows in the order of the model's lists of faces and of adjacencies, one after the other. */
export interface Grids {
  readonly faces: Float32Array;
  readonly edges: Float32Array;
}

export type Measured = Pick<MeasuredPart, 'part' | 'graph' | 'adjacency'>;

/** Some 5,000 faces with their edges. A grid takes 2.8 kB of a face and 240 bytes of an edge. */
const maxBytes = 16 * 1024 * 1024;

/** In the parameters of a face; the kernel's own `Precision::PConfusion`. */
const parameterTolerance = 1e-9;

/** A face fills its parameter rectangle when their areas agree to this; Gauss integration over analytic faces is better by far. */
const sameArea = 1e-9;

/** @returns null for a model whose grids would be larger than 16 MiB */
export function readGrids(api: KernelApi, parts: readonly Measured[], evaluation: Evaluation = 'analytic'): Grids | null {
  const faceCount = parts.reduce((sum, { graph }) => sum + graph.faces.length, 0);
  const edgeCount = parts.reduce((sum, { adjacency }) => sum + adjacency.pairs.length, 0);
  const [faceLength, edgeLength] = [faceCount * faceGridLength, edgeCount * edgeGridLength];
  if ((faceLength + edgeLength) * Float32Array.BYTES_PER_ELEMENT > maxBytes) return null;
  const faces = new Float32Array(faceLength).fill(NaN);
  const edges = new Float32Array(edgeLength).fill(NaN);
  let [nextFace, nextEdge] = [0, 0];
  for (const part of parts) {
    for (const grid of faceGrids(api, part, evaluation)) {
      if (grid !== null) faces.set(grid, nextFace);
      nextFace += faceGridLength;
    }
    for (const { edge } of part.adjacency.pairs) {
      const curve = part.graph.edges[edge];
      if (curve) edges.set(edgeGrid(curve), nextEdge);
      nextEdge += edgeGridLength;
    }
  }
  return { faces, edges };
}

/** The grid of each face of a part, in its coordinates; null for a face that the kernel cannot evaluate. */
export function faceGrids(
  api: KernelApi,
  { part, graph }: Measured,
  evaluation: Evaluation = 'analytic',
): (Float64Array | null)[] {
  return scoped((scope) => {
    const shapes = shapeMap(api, part.shape, api.TopAbs_ShapeEnum.TopAbs_FACE, scope);
    return graph.faces.map((face, index) =>
      scoped((inner) => {
        const shapeOf = (): Shape => inner.own(api.TopoDS.Face_1(inner.own(shapes.FindKey(index + 1))));
        try {
          return gridOf(api, face, graph.edges, shapeOf, evaluation, inner);
        } catch (error) {
          if (isMachineFault(error)) throw error;
          return null;
        }
      }),
    );
  });
}

function gridOf(
  api: KernelApi,
  face: FaceNode,
  edges: readonly (EdgeCurve | null)[],
  shapeOf: () => Shape,
  evaluation: Evaluation,
  scope: Scope,
): Float64Array | null {
  const { surface, area, reversed } = face;
  if (surface === null || !surface.bounds.every(Number.isFinite)) return null;
  const { bounds } = surface;
  const analytic = evaluation === 'analytic' ? surface.analytic : null;
  const fillsItsRectangle =
    analytic !== null && area !== null && Math.abs(areaBetween(analytic, bounds) - area) <= sameArea * Math.abs(area);
  const insideOf = (): Inside => {
    const exact = exactInside(api, shapeOf, scope);
    if (evaluation === 'kernel') return exact;
    const boundary = readBoundary(api, face, edges, bounds, shapeOf);
    return (u, v) => boundary.isInside(u, v) ?? exact(u, v);
  };
  return faceGrid({
    bounds,
    reversed,
    at: analytic === null ? pointsByKernel(api, shapeOf(), scope) : (u, v) => evaluate(analytic, u, v),
    isInside: fillsItsRectangle ? () => true : insideOf(),
  });
}

function pointsByKernel(api: KernelApi, face: Shape, scope: Scope): (u: number, v: number) => SurfacePoint {
  return kernelPoints(api, scope.own(new api.BRepAdaptor_Surface_2(face, false)), scope);
}

type Inside = (u: number, v: number) => boolean;

/** By the kernel's classifier, which is made when it is first asked. */
function exactInside(api: KernelApi, shapeOf: () => Shape, scope: Scope): Inside {
  let classifier: Inside | null = null;
  return (u, v) => (classifier ??= insideByKernel(api, shapeOf(), scope))(u, v);
}

/** A point on the boundary counts as inside. */
function insideByKernel(api: KernelApi, face: Shape, scope: Scope): Inside {
  const classifier = scope.own(new api.BRepTopAdaptor_FClass2d(face, parameterTolerance));
  const point = scope.own(new api.gp_Pnt2d_1());
  return (u, v) => {
    point.SetCoord_2(u, v);
    return classifier.Perform(point, false).value !== api.TopAbs_State.TopAbs_OUT.value;
  };
}
