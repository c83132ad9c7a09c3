import { Box, distance } from '../plane.js';
import { circleOf, doubleAreaOf, lengthOf, pointCount, reversed, writePoints, type Segment } from './segment.js';

export interface Bounds {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** A closed contour in travelling order, counter-clockwise. */
export class Contour {
  readonly segments: readonly Segment[];
  readonly area: number;
  readonly length: number;
  readonly bounds: Bounds;
  private points: Float64Array | null = null;
  /** Edges by height, each as the index of its end in the polygon: plates have thousands of holes to place. */
  private bands: number[][] | null = null;

  private constructor(segments: readonly Segment[], area: number, length: number) {
    this.segments = segments;
    this.area = area;
    this.length = length;
    this.bounds = boundsOf(segments);
  }

  /** Null when the segments, joined end to end, enclose nothing. */
  static of(segments: readonly Segment[]): Contour | null {
    let doubleArea = 0;
    let length = 0;
    for (const segment of segments) {
      doubleArea += doubleAreaOf(segment);
      length += lengthOf(segment);
    }
    if (doubleArea === 0) return null;
    return new Contour(doubleArea > 0 ? segments : segments.map(reversed).reverse(), Math.abs(doubleArea) / 2, length);
  }

  /** Points along the contour, x and y in turn; arcs as chords of 15 degrees. */
  get polygon(): Float64Array {
    if (this.points !== null) return this.points;
    let count = 0;
    for (const segment of this.segments) count += pointCount(segment);
    const points = new Float64Array(2 * count);
    let at = 0;
    for (const segment of this.segments) {
      writePoints(segment, points, at);
      at += 2 * pointCount(segment);
    }
    return (this.points = points);
  }

  /** Whether a point is inside, by the even-odd rule over the edges at its height. */
  contains(x: number, y: number): boolean {
    const { polygon, bounds } = this;
    this.bands ??= bandsOf(polygon, bounds);
    let inside = false;
    for (const end of this.bands[bandAt(y, bounds, this.bands.length)] ?? []) {
      const start = end === 0 ? polygon.length - 2 : end - 2;
      const x0 = polygon[end] ?? 0;
      const y0 = polygon[end + 1] ?? 0;
      const x1 = polygon[start] ?? 0;
      const y1 = polygon[start + 1] ?? 0;
      if (y0 > y !== y1 > y && x < ((x1 - x0) * (y - y0)) / (y1 - y0) + x0) inside = !inside;
    }
    return inside;
  }

  /** Distance of a point from the contour's chords. */
  distanceTo(x: number, y: number): number {
    const { polygon } = this;
    let least = Infinity;
    let x0 = polygon[polygon.length - 2] ?? 0;
    let y0 = polygon[polygon.length - 1] ?? 0;
    for (let at = 0; at + 1 < polygon.length; at += 2) {
      const dx = (polygon[at] ?? 0) - x0;
      const dy = (polygon[at + 1] ?? 0) - y0;
      const squared = dx * dx + dy * dy;
      const along = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / squared));
      least = Math.min(least, distance(x - x0 - along * dx, y - y0 - along * dy));
      x0 += dx;
      y0 += dy;
    }
    return least;
  }
}

const maxBands = 256;

function bandsOf(polygon: Float64Array, bounds: Bounds): number[][] {
  const count = Math.max(1, Math.min(maxBands, polygon.length >> 3));
  const bands: number[][] = Array.from({ length: count }, () => []);
  for (let end = 0; end + 1 < polygon.length; end += 2) {
    const start = end === 0 ? polygon.length - 2 : end - 2;
    const a = bandAt(polygon[end + 1] ?? 0, bounds, count);
    const b = bandAt(polygon[start + 1] ?? 0, bounds, count);
    for (let band = Math.min(a, b); band <= Math.max(a, b); band++) bands[band]?.push(end);
  }
  return bands;
}

function bandAt(y: number, { minY, maxY }: Bounds, count: number): number {
  const band = Math.floor(((y - minY) / (maxY - minY)) * count);
  return band < 0 ? 0 : band >= count ? count - 1 : band;
}

export function surrounds(outer: Bounds, inner: Bounds): boolean {
  return outer.minX <= inner.minX && outer.minY <= inner.minY && outer.maxX >= inner.maxX && outer.maxY >= inner.maxY;
}

/** Bounds of a contour's segments, arcs exact. */
function boundsOf(segments: readonly Segment[]): Bounds {
  const box = new Box();
  for (const segment of segments) {
    box.include(segment.x0, segment.y0);
    if (segment.bulge !== 0) includeQuadrants(segment, box);
  }
  return box;
}

/** The outermost points of the circle that lie on the arc. */
function includeQuadrants(segment: Segment, box: Box): void {
  const { x, y, radius } = circleOf(segment);
  const angle = 4 * Math.atan(segment.bulge);
  const start = Math.atan2(segment.y0 - y, segment.x0 - x);
  for (let quadrant = 0; quadrant < 4; quadrant++) {
    const at = (quadrant * Math.PI) / 2;
    const ahead = angle > 0 ? at - start : start - at;
    const turn = ((ahead % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI);
    if (turn > Math.abs(angle)) continue;
    if (quadrant % 2 === 0) box.include(x + (quadrant === 0 ? radius : -radius), y);
    else box.include(x, y + (quadrant === 1 ? radius : -radius));
  }
}
