import type { KernelApi } from '../kernel/api.js';
import type { Shape } from '../kernel/shape-api.js';
import { isMachineFault } from '../kernel/failure.js';
import { scoped, type Scope } from '../kernel/scope.js';

export type Parameters2 = readonly [u: number, v: number];

/** A straight part of a face's boundary in its parameters, in the sense that leaves the face to the left in a plane with u to the right. */
export type OutlineLine = readonly [from: Parameters2, to: Parameters2];
export type Outline = readonly OutlineLine[];

/** OCCT's `GeomAbs_Line`. */
export const lineType = 0;

/**
 * The boundary of a face in its parameters, each use of a seam with its own line. Null where a part of it is curved or has no parameter curve.
 * @param reversed the face's orientation turns the surface's own normal round
 */
export function readOutline(api: KernelApi, face: Shape, reversed: boolean): Outline | null {
  try {
    return scoped((scope) => {
      const lines: OutlineLine[] = [];
      for (const { edge, isReversed } of boundaryEdges(api, face, scope)) {
        const line = readLine(api, edge, face);
        if (line === null) return null;
        lines.push(isReversed === reversed ? line : [line[1], line[0]]);
      }
      return lines;
    });
  } catch (error) {
    if (isMachineFault(error)) throw error;
    return null;
  }
}

/** The edges that bound a face, each as often as it does; those that lie inside of the face bound nothing. */
export function* boundaryEdges(api: KernelApi, face: Shape, scope: Scope): Generator<{ edge: Shape; isReversed: boolean }> {
  const { TopAbs_EDGE, TopAbs_WIRE, TopAbs_SHAPE } = api.TopAbs_ShapeEnum;
  const { TopAbs_FORWARD, TopAbs_REVERSED } = api.TopAbs_Orientation;
  const wires = scope.own(new api.TopExp_Explorer_2(face, TopAbs_WIRE, TopAbs_SHAPE));
  while (wires.More()) {
    const edges = scope.own(new api.TopExp_Explorer_2(scope.own(wires.Current()), TopAbs_EDGE, TopAbs_SHAPE));
    while (edges.More()) {
      const edge = scope.own(api.TopoDS.Edge_1(scope.own(edges.Current())));
      const orientation = edge.Orientation_1().value;
      const isReversed = orientation === TopAbs_REVERSED.value;
      if (isReversed || orientation === TopAbs_FORWARD.value) yield { edge, isReversed };
      edges.Next();
    }
    wires.Next();
  }
}

function readLine(api: KernelApi, edge: Shape, face: Shape): OutlineLine | null {
  return scoped((scope) => {
    const curve = scope.own(new api.BRepAdaptor_Curve2d_2(edge, face));
    if (curve.GetType().value !== lineType) return null;
    const at = (parameter: number): Parameters2 => {
      const point = scope.own(curve.Value(parameter));
      return [point.X(), point.Y()];
    };
    return [at(curve.FirstParameter()), at(curve.LastParameter())];
  });
}
