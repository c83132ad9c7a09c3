import { Contour } from './contour.js';
import { NodeIndex } from './node-index.js';
import { curvature, pieceDoubleArea, pieceLength, startAngle, type Segment } from './segment.js';
import type { SegmentList } from './segment-list.js';

export interface ContourSearch {
  readonly contours: readonly Contour[];
  /** Length of the segments that lie on no closed contour. */
  readonly openLength: number;
}

/**
 * The outer boundary of every connected group of segments, found by walking the faces of the plane graph they form.
 * Ends closer than `tolerance` are one point. Lines inside a group, such as bend lines drawn like cuts, do not matter.
 */
export function findContours(segments: SegmentList, tolerance: number): ContourSearch {
  const graph = new SegmentGraph(segments, tolerance);
  graph.dropDuplicates();
  graph.dropLooseEnds();
  const seen = new Uint8Array(2 * segments.size);
  const contours: Contour[] = [];
  let closedLength = 0;
  const face: number[] = [];
  for (let first = 0; first < seen.length; first++) {
    if (seen[first] === 1 || !graph.isAlive(first >> 1)) continue;
    face.length = 0;
    let doubleArea = 0;
    for (let half = first; seen[half] !== 1; half = graph.next(half)) {
      seen[half] = 1;
      face.push(half);
      doubleArea += graph.doubleAreaOf(half);
    }
    // The unbounded face of a group is walked clockwise; its boundary is the group's contour.
    const contour = doubleArea < 0 ? Contour.of(face.reverse().map((half) => graph.segmentOf(half ^ 1))) : null;
    if (contour === null) continue;
    closedLength += contour.length;
    contours.push(contour);
  }
  let total = 0;
  for (let index = 0; index < segments.size; index++) total += graph.lengthOf(index);
  return { contours, openLength: Math.max(0, total - closedLength - graph.duplicateLength) };
}

/** Leaves out contours that lie exactly on another. */
export function distinctContours(contours: readonly Contour[], tolerance: number): Contour[] {
  const seen = new Map<number, Contour[]>();
  return contours.filter((contour) => {
    const key = Math.round(contour.length / tolerance);
    const rivals = seen.get(key);
    if (rivals === undefined) seen.set(key, [contour]);
    else if (rivals.some((rival) => isSame(rival, contour, tolerance))) return false;
    else rivals.push(contour);
    return true;
  });
}

function isSame(a: Contour, b: Contour, tolerance: number): boolean {
  const near = (x: number, y: number): boolean => Math.abs(x - y) <= tolerance;
  const { bounds: p } = a;
  const { bounds: q } = b;
  return (
    near(p.minX, q.minX) &&
    near(p.minY, q.minY) &&
    near(p.maxX, q.maxX) &&
    near(p.maxY, q.maxY) &&
    near(a.area / a.length, b.area / b.length)
  );
}

/** Segments between numbered points. Half edge 2i runs along segment i, 2i+1 against it. */
class SegmentGraph {
  duplicateLength = 0;
  private readonly segments: SegmentList;
  private readonly from: Int32Array;
  private readonly to: Int32Array;
  private readonly dead: Uint8Array;
  private readonly degree: Int32Array;
  /** Segments at node n: `incident` from `offsets[n]` up to `offsets[n + 1]`. */
  private readonly offsets: Int32Array;
  private readonly incident: Int32Array;

  constructor(segments: SegmentList, tolerance: number) {
    const { size } = segments;
    this.segments = segments;
    this.from = new Int32Array(size);
    this.to = new Int32Array(size);
    this.dead = new Uint8Array(size);
    const nodes = new NodeIndex(tolerance, 2 * size + 1);
    for (let index = 0; index < size; index++) {
      this.from[index] = nodes.at(segments.value(index, 0), segments.value(index, 1));
      this.to[index] = nodes.at(segments.value(index, 2), segments.value(index, 3));
      if (this.from[index] === this.to[index]) this.dead[index] = 1;
    }
    this.degree = new Int32Array(nodes.size);
    this.offsets = new Int32Array(nodes.size + 1);
    this.incident = new Int32Array(2 * size);
    this.link(nodes.size);
  }

  isAlive(segment: number): boolean {
    return this.dead[segment] !== 1;
  }

  segmentOf(half: number): Segment {
    const { segments } = this;
    const index = half >> 1;
    if ((half & 1) === 0) return segments.at(index);
    return {
      x0: segments.value(index, 2),
      y0: segments.value(index, 3),
      x1: segments.value(index, 0),
      y1: segments.value(index, 1),
      bulge: -segments.value(index, 4),
    };
  }

  /** What a half edge adds to the doubled area of its face. */
  doubleAreaOf(half: number): number {
    const { segments } = this;
    const index = half >> 1;
    const value = pieceDoubleArea(
      segments.value(index, 0),
      segments.value(index, 1),
      segments.value(index, 2),
      segments.value(index, 3),
      segments.value(index, 4),
    );
    return (half & 1) === 0 ? value : -value;
  }

  lengthOf(index: number): number {
    const { segments } = this;
    return pieceLength(
      segments.value(index, 0),
      segments.value(index, 1),
      segments.value(index, 2),
      segments.value(index, 3),
      segments.value(index, 4),
    );
  }

  /** The half edge after one: at its end the sharpest turn to the right, which keeps the face on the left. */
  next(half: number): number {
    const own = half >> 1;
    const node = ((half & 1) === 0 ? this.to[own] : this.from[own]) ?? 0;
    const isSimple = this.degree[node] === 2;
    const back = isSimple ? null : this.segmentOf(half ^ 1);
    const backAngle = back === null ? 0 : startAngle(back);
    const backCurvature = back === null ? 0 : curvature(back);
    let best = half ^ 1;
    let least = Infinity;
    for (let at = this.offsets[node] ?? 0; at < (this.offsets[node + 1] ?? 0); at++) {
      const other = this.incident[at] ?? 0;
      if (other === own || this.dead[other] === 1) continue;
      const candidate = this.from[other] === node ? 2 * other : 2 * other + 1;
      if (isSimple) return candidate;
      const segment = this.segmentOf(candidate);
      const turn = clockwiseTurn(backAngle, backCurvature, startAngle(segment), curvature(segment));
      if (turn < least) [best, least] = [candidate, turn];
    }
    return best;
  }

  /** Lines are often drawn twice, one exactly over the other. */
  dropDuplicates(): void {
    for (let index = 0; index < this.from.length; index++) {
      if (this.dead[index] === 1) continue;
      const node = this.from[index] ?? 0;
      for (let at = this.offsets[node] ?? 0; at < (this.offsets[node + 1] ?? 0); at++) {
        const other = this.incident[at] ?? 0;
        if (other >= index || this.dead[other] === 1 || !this.isTwin(index, other)) continue;
        this.duplicateLength += this.lengthOf(index);
        this.remove(index);
        break;
      }
    }
  }

  /** Takes away, again and again, what ends in the open. */
  dropLooseEnds(): void {
    const loose: number[] = [];
    for (let node = 0; node < this.degree.length; node++) if (this.degree[node] === 1) loose.push(node);
    for (let node = loose.pop(); node !== undefined; node = loose.pop()) {
      for (let at = this.offsets[node] ?? 0; at < (this.offsets[node + 1] ?? 0); at++) {
        const segment = this.incident[at] ?? 0;
        if (this.dead[segment] === 1) continue;
        this.remove(segment);
        for (const end of [this.from[segment] ?? 0, this.to[segment] ?? 0]) if (this.degree[end] === 1) loose.push(end);
      }
    }
  }

  private isTwin(a: number, b: number): boolean {
    const bulge = this.segments.value(a, 4);
    const other = this.segments.value(b, 4);
    if (this.from[a] === this.from[b] && this.to[a] === this.to[b]) return Math.abs(bulge - other) < 1e-3;
    return this.from[a] === this.to[b] && this.to[a] === this.from[b] && Math.abs(bulge + other) < 1e-3;
  }

  private remove(segment: number): void {
    this.dead[segment] = 1;
    for (const node of [this.from[segment] ?? 0, this.to[segment] ?? 0]) this.degree[node] = (this.degree[node] ?? 0) - 1;
  }

  private link(nodeCount: number): void {
    const { degree, offsets, incident, from, to } = this;
    for (let index = 0; index < from.length; index++) {
      if (this.dead[index] === 1) continue;
      const [a, b] = [from[index] ?? 0, to[index] ?? 0];
      degree[a] = (degree[a] ?? 0) + 1;
      degree[b] = (degree[b] ?? 0) + 1;
    }
    for (let node = 0; node < nodeCount; node++) offsets[node + 1] = (offsets[node] ?? 0) + (degree[node] ?? 0);
    const cursor = offsets.slice(0, nodeCount);
    for (let index = 0; index < from.length; index++) {
      if (this.dead[index] === 1) continue;
      for (const node of [from[index] ?? 0, to[index] ?? 0]) {
        const at = cursor[node] ?? 0;
        incident[at] = index;
        cursor[node] = at + 1;
      }
    }
  }
}

/**
 * How far to turn clockwise from one direction to another, in [0, 2 pi]. Of two curves that leave in one direction, the one
 * that bends more to the right lies clockwise of the other.
 */
function clockwiseTurn(fromAngle: number, fromCurvature: number, toAngle: number, toCurvature: number): number {
  const full = 2 * Math.PI;
  const turn = (((fromAngle - toAngle) % full) + full) % full;
  if (turn > 1e-7 && full - turn > 1e-7) return turn;
  return toCurvature < fromCurvature ? 0 : full;
}
