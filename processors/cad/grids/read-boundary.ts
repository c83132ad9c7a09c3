import type { KernelApi } from '../kernel/api.js';
import type { Shape } from '../kernel/shape-api.js';
import { scoped } from '../kernel/scope.js';
import { arcPoint, type EdgeCurve } from '../topology/curve.js';
import type { FaceNode } from '../topology/graph.js';
import { boundaryEdges, lineType, type Parameters2 } from '../topology/outline.js';
import { dot, subtract, type Vector } from '../topology/vector.js';
import { Boundary, chordsOf, type Chord } from './boundary.js';

/** Even, so that a curve has an odd number of samples. */
const intervalsOfCurve = 24;

/**
 * The boundary of a face in its parameters: from its straight lines there, from the edges of a plane, or else from the kernel's parameter curves.
 * Chords are in shares of the parameters' bounds, so that radians and millimetres weigh the same.
 */
export function readBoundary(
  api: KernelApi,
  face: FaceNode,
  edges: readonly (EdgeCurve | null)[],
  bounds: readonly [number, number, number, number],
  shapeOf: () => Shape,
): Boundary {
  const [uMin, uMax, vMin, vMax] = bounds;
  const normalise = (u: number, v: number): Parameters2 => [(u - uMin) / (uMax - uMin || 1), (v - vMin) / (vMax - vMin || 1)];
  const samples = face.outline ?? planarSamples(face, edges) ?? kernelSamples(api, shapeOf());
  const chords = samples.flatMap((curve): Chord[] => chordsOf(curve.map(([u, v]) => normalise(u, v))));
  return new Boundary(chords, normalise);
}

/** Null for other surfaces and where an edge is neither a line nor an arc. */
function planarSamples({ surface, loops }: FaceNode, edges: readonly (EdgeCurve | null)[]): (readonly Parameters2[])[] | null {
  const analytic = surface?.analytic;
  if (analytic?.kind !== 'plane') return null;
  const { location, xDirection, yDirection } = analytic.axis;
  const parametersOf = (point: Vector): Parameters2 => {
    const offset = subtract(point, location);
    return [dot(offset, xDirection), dot(offset, yDirection)];
  };
  const curves: Parameters2[][] = [];
  for (const { edge } of loops.flat()) {
    const curve = edges[edge];
    if (!curve || (curve.type !== 'line' && curve.arc === null)) return null;
    curves.push(pointsOf(curve).map(parametersOf));
  }
  return curves;
}

function pointsOf({ arc, ends }: EdgeCurve): readonly Vector[] {
  if (arc === null) return ends;
  const step = (arc.to - arc.from) / intervalsOfCurve;
  return Array.from({ length: intervalsOfCurve + 1 }, (_, index) => arcPoint(arc, arc.from + index * step).point);
}

/** Each use of a seam has its own curve. */
function kernelSamples(api: KernelApi, face: Shape): Parameters2[][] {
  return scoped((scope) =>
    Array.from(boundaryEdges(api, face, scope), ({ edge }) =>
      scoped((inner) => {
        const curve = inner.own(new api.BRepAdaptor_Curve2d_2(edge, face));
        const [from, to] = [curve.FirstParameter(), curve.LastParameter()];
        const intervals = curve.GetType().value === lineType ? 1 : intervalsOfCurve;
        return Array.from({ length: intervals + 1 }, (_, index): Parameters2 => {
          const point = inner.own(curve.Value(from + ((to - from) * index) / intervals));
          return [point.X(), point.Y()];
        });
      }),
    ),
  );
}
