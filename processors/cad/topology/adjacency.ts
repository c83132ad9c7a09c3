import type { KernelApi } from '../kernel/api.js';
import { isMachineFault } from '../kernel/failure.js';
import { scoped } from '../kernel/scope.js';
import { analyticNormal } from './analytic-normal.js';
import type { CurveType, EdgeCurve } from './curve.js';
import type { Evaluation } from './evaluate.js';
import type { NumberedShape, ShapeGraph } from './graph.js';
import { normalOnEdge } from './surface.js';
import { cross, dot, scale, unit } from './vector.js';
import type { Vector } from './vector.js';

export type Convexity = 'convex' | 'concave' | 'smooth';

/** Two faces that meet in an edge. Faces and edges by their index in the graph. */
export interface Adjacency {
  readonly edge: number;
  readonly face1: number;
  readonly face2: number;
  /** Seen from outside of the material; null where a normal is not defined. */
  readonly convexity: Convexity | null;
  /** Angle through the material in degrees: 90 on a box, 270 in its pocket, 180 where the faces are tangent. */
  readonly angle: number | null;
  /** mm. */
  readonly length: number;
  readonly curveType: CurveType;
  /** As the file writes it. */
  readonly curveKind: CurveType;
}

export interface AdjacencyList {
  readonly pairs: readonly Adjacency[];
  /** Edges that bound one face only: where the surface is open. Seams of closed surfaces do not count. */
  readonly openEdges: number;
  /** Edges in which more than two faces meet. */
  readonly crowdedEdges: number;
}

/** Faces that meet at less than this are tangent; exporters round blends to far better than half a degree. */
const smoothDegrees = 0.5;

interface Use {
  readonly face: number;
  readonly reversed: boolean;
}

export function readAdjacency(
  api: KernelApi,
  numbered: NumberedShape,
  graph: ShapeGraph,
  evaluation: Evaluation = 'analytic',
): AdjacencyList {
  const uses = usesByEdge(graph);
  const normalAt = (index: number, edge: number, curve: EdgeCurve): Vector | null => {
    const face = graph.faces[index];
    if (face?.surface == null) return null;
    const { analytic } = face.surface;
    if (analytic !== null && evaluation === 'analytic') return analyticNormal(analytic, curve.middle, face.reversed);
    return kernelNormalAt(api, numbered, index, edge, curve.middleParameter, face.reversed);
  };
  const pairs: Adjacency[] = [];
  let openEdges = 0;
  let crowdedEdges = 0;
  graph.edges.forEach((curve, edge) => {
    const around = uses[edge] ?? [];
    if (curve === null || around.length === 0) return;
    if (around.length === 1) openEdges += 1;
    const faces = [...new Map(around.map((use) => [use.face, use])).values()];
    if (faces.length > 2) crowdedEdges += 1;
    for (let second = 1; second < faces.length; second += 1) {
      const a = faces[0];
      const b = faces[second];
      if (a === undefined || b === undefined) continue;
      const normal1 = normalAt(a.face, edge, curve);
      const normal2 = normalAt(b.face, edge, curve);
      const meeting = meetingOf(curve, a, normal1, normal2);
      pairs.push({ edge, face1: a.face, face2: b.face, ...meeting, length: curve.length, ...kindsOf(curve) });
    }
  });
  return { pairs, openEdges, crowdedEdges };
}

function kindsOf({ type, recognised }: EdgeCurve): Pick<Adjacency, 'curveType' | 'curveKind'> {
  return { curveType: recognised?.type ?? type, curveKind: type };
}

function usesByEdge(graph: ShapeGraph): Use[][] {
  const uses: Use[][] = graph.edges.map(() => []);
  graph.faces.forEach((face, index) => {
    for (const { edge, reversed } of face.loops.flat()) uses[edge]?.push({ face: index, reversed });
  });
  return uses;
}

function kernelNormalAt(
  api: KernelApi,
  numbered: NumberedShape,
  face: number,
  edge: number,
  parameter: number,
  reversed: boolean,
): Vector | null {
  try {
    return scoped((scope) =>
      normalOnEdge(
        api,
        scope.own(api.TopoDS.Face_1(scope.own(numbered.faces.FindKey(face + 1)))),
        scope.own(api.TopoDS.Edge_1(scope.own(numbered.edges.FindKey(edge + 1)))),
        parameter,
        reversed,
      ),
    );
  } catch (error) {
    // A face without a parameter curve for this edge: no normal, so no convexity.
    if (isMachineFault(error)) throw error;
    return null;
  }
}

/**
 * Along an edge, with the outward normal up and the edge running as the face uses it, the material of the face lies to the left
 * (TopoDS convention): n1 x t points into face 1. The edge is convex when going there means going below face 2.
 */
function meetingOf(
  curve: EdgeCurve,
  use: Use,
  normal1: Vector | null,
  normal2: Vector | null,
): { convexity: Convexity | null; angle: number | null } {
  if (normal1 === null || normal2 === null || curve.tangent === null) return { convexity: null, angle: null };
  const tangent = use.reversed ? scale(curve.tangent, -1) : curve.tangent;
  const inward = unit(cross(normal1, tangent));
  if (inward === null) return { convexity: null, angle: null };
  const turn = (Math.acos(Math.max(-1, Math.min(1, dot(normal1, normal2)))) * 180) / Math.PI;
  if (turn < smoothDegrees) return { convexity: 'smooth', angle: 180 };
  const convex = dot(inward, normal2) < 0;
  return { convexity: convex ? 'convex' : 'concave', angle: convex ? 180 - turn : 180 + turn };
}
