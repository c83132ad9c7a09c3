import type { Arc } from './arc.js';
import type { EdgeCurve } from './curve.js';
import type { FaceNode, ShapeGraph } from './graph.js';
import type { Matrix } from './matrix.js';
import { identity, transformPoint } from './matrix.js';
import type { Analytic } from './analytic.js';
import { norm } from './vector.js';
import type { Vector } from './vector.js';

export type Box = [number, number, number, number, number, number];

/** What of a shape can touch its bounding box. */
export interface Support {
  readonly points: readonly Vector[];
  readonly arcs: readonly Arc[];
  /** Spheres and tori bulge past their edges; they are exact where the mesh says that the bulge is part of the face. */
  readonly bulges: readonly { readonly surface: Analytic; readonly nodes: readonly Vector[] }[];
  /** How far the mesh may lie below the surface, mm. */
  readonly deflection: number;
}

/**
 * Planes, cylinders and cones reach their extremes on their edges, because a straight line through each of their points does.
 * `nodesOf` gives the mesh nodes of a face whose surface can bulge (spheres, tori, free surfaces).
 */
export function supportOf(graph: ShapeGraph, nodesOf: (face: number) => readonly Vector[], deflection: number): Support {
  const curves = graph.edges.filter((edge): edge is EdgeCurve => edge !== null);
  const points = curves.flatMap((curve) => curve.points);
  const bulges: { surface: Analytic; nodes: readonly Vector[] }[] = [];
  graph.faces.forEach((face, index) => {
    if (isStraight(face)) return;
    const nodes = nodesOf(index);
    points.push(...nodes);
    const analytic = face.surface?.analytic ?? null;
    if (analytic !== null) bulges.push({ surface: analytic, nodes });
  });
  return { points, arcs: curves.flatMap(arcsOf), bulges, deflection };
}

/** Whether a straight line runs through each point of a face up to its edges. */
export function isStraight({ surface }: FaceNode): boolean {
  const kind = surface?.recognised?.analytic.kind ?? surface?.kind;
  return kind === 'plane' || kind === 'cylinder' || kind === 'cone' || kind === 'extrusion';
}

function arcsOf({ arc, recognised }: EdgeCurve): Arc[] {
  if (arc !== null) return [arc];
  return recognised?.type === 'circle' ? [recognised.arc] : [];
}

/** Axis-parallel box of the support after a transformation; null for nothing. [minX, minY, minZ, maxX, maxY, maxZ]. */
export function boxOf(support: Support, matrix: Matrix = identity): Box | null {
  const box: Box = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];
  const include = (axis: number, value: number): void => {
    box[axis] = Math.min(box[axis] ?? value, value);
    box[axis + 3] = Math.max(box[axis + 3] ?? value, value);
  };
  for (const point of support.points) transformPoint(matrix, point).forEach((value, axis) => include(axis, value));
  for (const axis of [0, 1, 2]) {
    const direction: Vector = [matrix[axis * 4] ?? 0, matrix[axis * 4 + 1] ?? 0, matrix[axis * 4 + 2] ?? 0];
    const offset = matrix[axis * 4 + 3] ?? 0;
    for (const arc of support.arcs) for (const value of arcExtremes(arc, direction)) include(axis, value + offset);
    for (const bulge of support.bulges) {
      for (const value of bulgeExtremes(bulge.surface, bulge.nodes, direction, support.deflection)) include(axis, value + offset);
    }
  }
  return box.every(Number.isFinite) ? box : null;
}

/** How far the support reaches along a direction of length 1, both ways. */
export function reachAlong(support: Support, direction: Vector): { readonly highest: number; readonly lowest: number } {
  let [lowest, highest] = [Infinity, -Infinity];
  const include = (value: number): void => {
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  };
  for (const point of support.points) include(along(direction, point));
  for (const arc of support.arcs) arcExtremes(arc, direction).forEach(include);
  for (const { surface, nodes } of support.bulges) bulgeExtremes(surface, nodes, direction, support.deflection).forEach(include);
  return { highest, lowest };
}

/** Length across the box, mm; 1 where there is no extent, e.g. for the edges of a whole sphere: one seam of no area. */
export function diagonalOf(support: Support): number {
  const box = boxOf(support);
  if (box === null) return 1;
  const length = Math.hypot(box[3] - box[0], box[4] - box[1], box[5] - box[2]);
  return length > 0 ? length : 1;
}

export function unite(a: Box | null, b: Box | null): Box | null {
  if (a === null || b === null) return a ?? b;
  return [
    Math.min(a[0], b[0]),
    Math.min(a[1], b[1]),
    Math.min(a[2], b[2]),
    Math.max(a[3], b[3]),
    Math.max(a[4], b[4]),
    Math.max(a[5], b[5]),
  ];
}

/** d.(c + a cos t + b sin t) is extreme at t = atan2(d.b, d.a) and half a turn on, where the arc reaches that far. */
function arcExtremes({ centre, a, b, from, to }: Arc, direction: Vector): number[] {
  const [p, q] = [along(direction, a), along(direction, b)];
  const top = Math.atan2(q, p);
  return [top, top + Math.PI].flatMap((angle) => {
    const turns = Math.ceil((from - angle) / (2 * Math.PI));
    const reached = angle + turns * 2 * Math.PI;
    return reached <= to ? [along(direction, centre) + p * Math.cos(reached) + q * Math.sin(reached)] : [];
  });
}

/**
 * Nodes of the mesh stand at most half a radian apart on a round surface (1 - cos 0.5 of its reach). Without this a small blend of a large part, of which the mesh
 * may lie off by more than its radius, would reach as far as the whole ball or ring.
 */
const facetShare = 0.13;

/** The whole surface's extreme, where the face's mesh comes as near to it as its deflection allows. */
function bulgeExtremes(surface: Analytic, nodes: readonly Vector[], direction: Vector, deflection: number): number[] {
  const reach = reachOf(surface, direction);
  if (reach === null || nodes.length === 0) return [];
  const centre = along(direction, surface.axis.location);
  const heights = nodes.map((node) => along(direction, node) - centre);
  const slack = Math.min(2 * deflection * norm(direction), facetShare * reach);
  const extremes: number[] = [];
  if (Math.max(...sampleOf(heights)) >= reach - slack) extremes.push(centre + reach);
  if (-Math.min(...sampleOf(heights)) >= reach - slack) extremes.push(centre - reach);
  return extremes;
}

/** Support function: how far the surface reaches from its centre along a direction. */
function reachOf(surface: Analytic, direction: Vector): number | null {
  const length = norm(direction);
  if (surface.kind === 'sphere') return surface.radius * length;
  if (surface.kind !== 'torus') return null;
  const lift = along(direction, surface.axis.direction);
  const across = Math.sqrt(Math.max(0, length * length - lift * lift));
  return surface.majorRadius * across + surface.minorRadius * length;
}

/** Spreading a very long list into `Math.max` would exhaust the stack. */
function sampleOf(values: readonly number[]): readonly number[] {
  if (values.length < 10_000) return values;
  return [values.reduce((a, b) => Math.max(a, b)), values.reduce((a, b) => Math.min(a, b))];
}

function along(direction: Vector, vector: Vector): number {
  return direction[0] * vector[0] + direction[1] * vector[1] + direction[2] * vector[2];
}
