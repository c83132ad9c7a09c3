import type { KernelApi } from '../kernel/api.js';
import type { Shape, ShapeMap } from '../kernel/shape-api.js';
import { isMachineFault, kernelReason } from '../kernel/failure.js';
import { scoped } from '../kernel/scope.js';
import type { Coedge } from './coedge.js';
import { readCurve } from './curve.js';
import type { EdgeCurve } from './curve.js';
import type { Evaluation } from './evaluate.js';
import { measureByBoundary, measureByKernel } from './face-measure.js';
import { readOutline, type Outline } from './outline.js';
import { recogniseCurve } from './recognise-curve.js';
import { readSurface } from './surface.js';
import type { FaceSurface } from './surface.js';
import type { Vector } from './vector.js';

export interface FaceNode {
  readonly reversed: boolean;
  /** Null where the kernel could not read the surface; the warning says why. */
  readonly surface: FaceSurface | null;
  readonly area: number | null;
  readonly centroid: Vector | null;
  /** Of a cylinder, cone, sphere or torus whose boundary is straight in its parameters; else null. */
  readonly outline: Outline | null;
  /** Boundary loops; the kernel's wires in its order. */
  readonly loops: readonly (readonly Coedge[])[];
  /** How often the shape uses the face; 2 between two solids that share it. */
  readonly uses: number;
}

export interface ShapeGraph {
  readonly faces: readonly FaceNode[];
  /** Null for degenerate edges and for those that could not be read. */
  readonly edges: readonly (EdgeCurve | null)[];
  readonly warnings: readonly string[];
}

/** A shape with its faces and edges numbered from 0 in the kernel's order of first use. */
export interface NumberedShape {
  readonly shape: Shape;
  readonly faces: ShapeMap;
  readonly edges: ShapeMap;
}

/** Reads the boundary graph of a shape. A face or edge that the kernel cannot measure is null and named, not fatal. */
export function readShapeGraph(api: KernelApi, numbered: NumberedShape, evaluation: Evaluation = 'analytic'): ShapeGraph {
  const warnings: string[] = [];
  const attempt = <T>(what: string, read: () => T): T | null => {
    try {
      return read();
    } catch (error) {
      if (isMachineFault(error)) throw error;
      warnings.push(`${what} could not be read: ${kernelReason(api, error)}`);
      return null;
    }
  };
  const uses = countUses(api, numbered);
  const written: (EdgeCurve | null)[] = [];
  for (let index = 0; index < numbered.edges.Size(); index += 1) {
    written.push(
      scoped((scope) => {
        const edge = scope.own(api.TopoDS.Edge_1(scope.own(numbered.edges.FindKey(index + 1))));
        return attempt(`edge ${index}`, () => readCurve(api, edge, evaluation));
      }),
    );
  }
  const extent = extentOf(written);
  const edges = written.map((edge) => (edge === null ? null : withRecognised(edge, extent)));
  const faces: FaceNode[] = [];
  for (let index = 0; index < numbered.faces.Size(); index += 1) {
    faces.push(
      scoped((scope) => {
        const face = scope.own(api.TopoDS.Face_1(scope.own(numbered.faces.FindKey(index + 1))));
        const reversed = isReversed(api, face);
        const surface = attempt(`surface of face ${index}`, () => readSurface(api, face, reversed, evaluation, extent));
        const loops = readLoops(api, face, numbered.edges);
        const isRevolved = surface?.analytic != null && surface.kind !== 'plane' && evaluation === 'analytic';
        const outline = isRevolved ? readOutline(api, face, reversed) : null;
        const measure = attempt(`area of face ${index}`, () => {
          const here = surface === null ? null : measureByBoundary({ surface, reversed, loops, outline }, edges, evaluation);
          return here ?? measureByKernel(api, face);
        });
        return {
          reversed,
          surface,
          area: measure?.area ?? null,
          centroid: measure?.centroid ?? null,
          outline,
          loops,
          uses: uses[index] ?? 1,
        };
      }),
    );
  }
  return { faces, edges, warnings };
}

function withRecognised(edge: EdgeCurve, extent: number): EdgeCurve {
  if (edge.type === 'line' || edge.arc !== null) return edge;
  return { ...edge, recognised: recogniseCurve(edge, extent) };
}

/** Length across the points of the edges, mm; of a model without edges that have an extent, e.g. a whole sphere, of no use as a limit. */
function extentOf(edges: readonly (EdgeCurve | null)[]): number {
  const [low, high] = [
    [Infinity, Infinity, Infinity],
    [-Infinity, -Infinity, -Infinity],
  ];
  for (const edge of edges) {
    for (const point of edge?.points ?? []) {
      point.forEach((value, axis) => {
        low[axis] = Math.min(low[axis] ?? value, value);
        high[axis] = Math.max(high[axis] ?? value, value);
      });
    }
  }
  const extent = Math.hypot(...high.map((value, axis) => value - (low[axis] ?? value)));
  return extent > 0 && Number.isFinite(extent) ? extent : Infinity;
}

export function isReversed(api: KernelApi, shape: Shape): boolean {
  return shape.Orientation_1().value === api.TopAbs_Orientation.TopAbs_REVERSED.value;
}

function countUses(api: KernelApi, { shape, faces }: NumberedShape): number[] {
  const uses = Array.from({ length: faces.Size() }, () => 0);
  scoped((scope) => {
    const { TopAbs_FACE, TopAbs_SHAPE } = api.TopAbs_ShapeEnum;
    const explorer = scope.own(new api.TopExp_Explorer_2(shape, TopAbs_FACE, TopAbs_SHAPE));
    while (explorer.More()) {
      const face = explorer.Current();
      const index = faces.FindIndex(face) - 1;
      face.delete();
      uses[index] = (uses[index] ?? 0) + 1;
      explorer.Next();
    }
  });
  return uses;
}

/** Edges that lie inside of a face or touch it from outside bound nothing and are left out. */
function readLoops(api: KernelApi, face: Shape, edges: ShapeMap): Coedge[][] {
  const { TopAbs_WIRE, TopAbs_EDGE, TopAbs_SHAPE } = api.TopAbs_ShapeEnum;
  const { TopAbs_FORWARD, TopAbs_REVERSED } = api.TopAbs_Orientation;
  return scoped((scope) => {
    const loops: Coedge[][] = [];
    const wires = scope.own(new api.TopExp_Explorer_2(face, TopAbs_WIRE, TopAbs_SHAPE));
    while (wires.More()) {
      const loop: Coedge[] = [];
      const wire = scope.own(wires.Current());
      const explorer = scope.own(new api.TopExp_Explorer_2(wire, TopAbs_EDGE, TopAbs_SHAPE));
      while (explorer.More()) {
        const edge = explorer.Current();
        const orientation = edge.Orientation_1().value;
        const index = edges.FindIndex(edge) - 1;
        edge.delete();
        explorer.Next();
        if (orientation !== TopAbs_FORWARD.value && orientation !== TopAbs_REVERSED.value) continue;
        loop.push({ edge: index, reversed: orientation === TopAbs_REVERSED.value });
      }
      loops.push(loop);
      wires.Next();
    }
    return loops;
  });
}
