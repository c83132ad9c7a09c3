import { distance } from '../plane.js';
/** A straight or circular piece of a contour. The bulge is the tangent of a quarter of the arc's angle, positive to the left of the chord's direction turned counter-clockwise; 0 is straight. */
export interface Segment {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly bulge: number;
}

export function reversed({ x0, y0, x1, y1, bulge }: Segment): Segment {
  return { x0: x1, y0: y1, x1: x0, y1: y0, bulge: -bulge };
}

export function lengthOf({ x0, y0, x1, y1, bulge }: Segment): number {
  return pieceLength(x0, y0, x1, y1, bulge);
}

export function pieceLength(x0: number, y0: number, x1: number, y1: number, bulge: number): number {
  const chord = distance(x1 - x0, y1 - y0);
  if (bulge === 0) return chord;
  const quarter = Math.atan(Math.abs(bulge));
  return (chord / Math.sin(2 * quarter)) * 2 * quarter;
}

/** Twice the signed area that the segment adds to a closed contour's shoelace sum, the circular segment beside its chord included. */
export function doubleAreaOf({ x0, y0, x1, y1, bulge }: Segment): number {
  return pieceDoubleArea(x0, y0, x1, y1, bulge);
}

export function pieceDoubleArea(x0: number, y0: number, x1: number, y1: number, bulge: number): number {
  const triangle = x0 * y1 - x1 * y0;
  if (bulge === 0) return triangle;
  const angle = 4 * Math.atan(bulge);
  const radius = distance(x1 - x0, y1 - y0) / (2 * Math.sin(angle / 2));
  return triangle + radius * radius * (angle - Math.sin(angle));
}

/** Direction of travel at the start, radians. */
export function startAngle({ x0, y0, x1, y1, bulge }: Segment): number {
  return Math.atan2(y1 - y0, x1 - x0) - 2 * Math.atan(bulge);
}

/** Curvature, positive when the segment turns to the left. */
export function curvature({ x0, y0, x1, y1, bulge }: Segment): number {
  if (bulge === 0) return 0;
  return (2 * Math.sin(2 * Math.atan(bulge))) / distance(x1 - x0, y1 - y0);
}

/** Centre and radius of a circular segment. */
export function circleOf({ x0, y0, x1, y1, bulge }: Segment): {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
} {
  const offset = (1 - bulge * bulge) / (4 * bulge);
  return {
    x: (x0 + x1) / 2 - (y1 - y0) * offset,
    y: (y0 + y1) / 2 + (x1 - x0) * offset,
    radius: (distance(x1 - x0, y1 - y0) * (1 + bulge * bulge)) / (4 * Math.abs(bulge)),
  };
}

/** How many points stand for a segment: its start, and for arcs one more for every 15 degrees. */
export function pointCount({ bulge }: Segment): number {
  return bulge === 0 ? 1 : Math.max(1, Math.ceil(Math.abs(4 * Math.atan(bulge)) / (Math.PI / 12)));
}

/** Writes a segment's points, x and y in turn, its end left out. */
export function writePoints(segment: Segment, into: Float64Array, from: number): void {
  into[from] = segment.x0;
  into[from + 1] = segment.y0;
  const steps = pointCount(segment);
  if (steps === 1) return;
  const { x, y, radius } = circleOf(segment);
  const angle = 4 * Math.atan(segment.bulge);
  const first = Math.atan2(segment.y0 - y, segment.x0 - x);
  for (let step = 1; step < steps; step++) {
    const at = first + (angle * step) / steps;
    into[from + 2 * step] = x + radius * Math.cos(at);
    into[from + 2 * step + 1] = y + radius * Math.sin(at);
  }
}
