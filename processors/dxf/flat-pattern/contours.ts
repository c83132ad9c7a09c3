import { curvature, doubleAreaOf, lengthOf, reversed, startAngle, type Segment } from './segment.js';

/** A closed contour in travelling order, counter-clockwise. */
export interface Contour {
  readonly segments: readonly Segment[];
  readonly area: number;
  readonly length: number;
}

export interface ContourSearch {
  readonly contours: readonly Contour[];
  /** Length of the segments that lie on no closed contour. */
  readonly openLength: number;
}

interface HalfEdge {
  readonly segment: Segment;
  readonly from: number;
  readonly to: number;
  readonly twin: number;
  readonly angle: number;
  readonly curvature: number;
}

/**
 * The outer boundary of every connected group of segments, found by walking the faces of the plane graph they form.
 * Ends closer than `tolerance` are one point. Lines inside a group, such as bend lines drawn like cuts, do not matter.
 */
export function findContours(segments: readonly Segment[], tolerance: number): ContourSearch {
  const nodes = new NodeIndex(tolerance);
  const total = segments.reduce((sum, segment) => sum + lengthOf(segment), 0);
  let edges = withoutDuplicates(
    segments.map((segment) => ({ segment, from: nodes.at(segment.x0, segment.y0), to: nodes.at(segment.x1, segment.y1) })),
  );
  edges = withoutLooseEnds(edges, nodes.size);
  const halves: HalfEdge[] = [];
  for (const { segment, from, to } of edges) {
    const back = reversed(segment);
    const at = halves.length;
    halves.push({ segment, from, to, twin: at + 1, angle: startAngle(segment), curvature: curvature(segment) });
    halves.push({ segment: back, from: to, to: from, twin: at, angle: startAngle(back), curvature: curvature(back) });
  }
  const next = nextHalves(halves, nodes.size);
  const seen = new Uint8Array(halves.length);
  const contours: Contour[] = [];
  let closedLength = 0;
  for (let first = 0; first < halves.length; first++) {
    if (seen[first] === 1) continue;
    const face: Segment[] = [];
    for (let at = first; seen[at] !== 1; at = next[at] ?? first) {
      seen[at] = 1;
      const half = halves[at];
      if (half !== undefined) face.push(half.segment);
    }
    const doubleArea = face.reduce((sum, segment) => sum + doubleAreaOf(segment), 0);
    // The unbounded face of a group is walked clockwise; its boundary is the group's contour.
    if (doubleArea >= 0) continue;
    const length = face.reduce((sum, segment) => sum + lengthOf(segment), 0);
    closedLength += length;
    contours.push({ segments: face.reverse().map(reversed), area: -doubleArea / 2, length });
  }
  return { contours, openLength: Math.max(0, total - closedLength) };
}

/** The contour of segments that are one closed curve as drawn: a circle, a closed polyline. Null when it has no area. */
export function closedContour(segments: readonly Segment[]): Contour | null {
  const doubleArea = segments.reduce((sum, segment) => sum + doubleAreaOf(segment), 0);
  if (doubleArea === 0) return null;
  const length = segments.reduce((sum, segment) => sum + lengthOf(segment), 0);
  return { segments: doubleArea > 0 ? segments : [...segments].reverse().map(reversed), area: Math.abs(doubleArea) / 2, length };
}

/** Leaves out contours that lie exactly on another. */
export function distinctContours(contours: readonly Contour[], tolerance: number): Contour[] {
  const seen = new Set<string>();
  return contours.filter(({ segments, area, length }) => {
    let x = Infinity;
    let y = Infinity;
    for (const { x0, y0 } of segments) {
      x = Math.min(x, x0);
      y = Math.min(y, y0);
    }
    const key = [x, y, length, Math.sqrt(area)].map((value) => Math.round(value / (10 * tolerance))).join(' ');
    return !seen.has(key) && seen.add(key);
  });
}

interface Edge {
  readonly segment: Segment;
  readonly from: number;
  readonly to: number;
}

/** Lines are often drawn twice, one exactly over the other. */
function withoutDuplicates(edges: readonly Edge[]): Edge[] {
  const seen = new Set<string>();
  return edges.filter(({ segment, from, to }) => {
    if (from === to) return false;
    const bulge = from < to ? segment.bulge : -segment.bulge;
    const key = `${Math.min(from, to)} ${Math.max(from, to)} ${bulge.toFixed(3)}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Takes away, again and again, what ends in the open. */
function withoutLooseEnds(edges: readonly Edge[], nodeCount: number): Edge[] {
  const degree = new Int32Array(nodeCount);
  const atNode: number[][] = Array.from({ length: nodeCount }, () => []);
  for (const [index, { from, to }] of edges.entries()) {
    for (const node of [from, to]) {
      degree[node] = (degree[node] ?? 0) + 1;
      atNode[node]?.push(index);
    }
  }
  const isGone = new Uint8Array(edges.length);
  const loose: number[] = [];
  for (let node = 0; node < nodeCount; node++) if (degree[node] === 1) loose.push(node);
  for (let node = loose.pop(); node !== undefined; node = loose.pop()) {
    for (const index of atNode[node] ?? []) {
      const edge = edges[index];
      if (edge === undefined || isGone[index] === 1) continue;
      isGone[index] = 1;
      for (const end of [edge.from, edge.to]) {
        degree[end] = (degree[end] ?? 0) - 1;
        if (degree[end] === 1) loose.push(end);
      }
    }
  }
  return edges.filter((_, index) => isGone[index] !== 1);
}

/** At the end of each half edge the sharpest turn to the right, which keeps the face on the left. */
function nextHalves(halves: readonly HalfEdge[], nodeCount: number): Int32Array {
  const outgoing: number[][] = Array.from({ length: nodeCount }, () => []);
  for (const [index, half] of halves.entries()) outgoing[half.from]?.push(index);
  const next = new Int32Array(halves.length);
  for (const list of outgoing) {
    list.sort((a, b) => compareDirections(halves[a], halves[b]));
    for (const [position, index] of list.entries()) {
      const twin = halves[index]?.twin;
      const before = list[(position + list.length - 1) % list.length];
      if (twin !== undefined && before !== undefined) next[twin] = before;
    }
  }
  return next;
}

/** Counter-clockwise order around a point; of two that leave in one direction, the one that turns right comes first. */
function compareDirections(a: HalfEdge | undefined, b: HalfEdge | undefined): number {
  if (a === undefined || b === undefined) return 0;
  const full = 2 * Math.PI;
  const angleOf = (angle: number): number => {
    const positive = ((angle % full) + full) % full;
    return full - positive < 1e-7 ? 0 : positive;
  };
  const difference = angleOf(a.angle) - angleOf(b.angle);
  return Math.abs(difference) > 1e-7 ? difference : a.curvature - b.curvature;
}

/** Numbers points so that those within the tolerance share a number. */
class NodeIndex {
  private readonly cells = new Map<number, number>();
  private readonly tolerance: number;
  private count = 0;

  constructor(tolerance: number) {
    this.tolerance = tolerance;
  }

  get size(): number {
    return this.count;
  }

  at(x: number, y: number): number {
    const column = Math.round(x / this.tolerance);
    const row = Math.round(y / this.tolerance);
    const own = cellKey(column, row);
    const known = this.cells.get(own);
    if (known !== undefined) return known;
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        const near = this.cells.get(cellKey(column + dx, row + dy));
        if (near !== undefined) return near;
      }
    }
    this.cells.set(own, this.count);
    return this.count++;
  }
}

/** One number per cell; far cells may share one only beyond 2^26 tolerances. */
function cellKey(column: number, row: number): number {
  return column * 134_217_728 + row;
}
