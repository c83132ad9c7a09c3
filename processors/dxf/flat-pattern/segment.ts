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
  const chord = Math.hypot(x1 - x0, y1 - y0);
  if (bulge === 0) return chord;
  const quarter = Math.atan(Math.abs(bulge));
  return (chord / Math.sin(2 * quarter)) * 2 * quarter;
}

/** Twice the signed area that the segment adds to a closed contour's shoelace sum, the circular segment beside its chord included. */
export function doubleAreaOf({ x0, y0, x1, y1, bulge }: Segment): number {
  const triangle = x0 * y1 - x1 * y0;
  if (bulge === 0) return triangle;
  const angle = 4 * Math.atan(bulge);
  const chord = Math.hypot(x1 - x0, y1 - y0);
  const radius = chord / (2 * Math.sin(angle / 2));
  return triangle + radius * radius * (angle - Math.sin(angle));
}

/** Direction of travel at the start, radians. */
export function startAngle({ x0, y0, x1, y1, bulge }: Segment): number {
  return Math.atan2(y1 - y0, x1 - x0) - 2 * Math.atan(bulge);
}

/** Curvature, positive when the segment turns to the left. */
export function curvature({ x0, y0, x1, y1, bulge }: Segment): number {
  if (bulge === 0) return 0;
  return (2 * Math.sin(2 * Math.atan(bulge))) / Math.hypot(x1 - x0, y1 - y0);
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
    radius: (Math.hypot(x1 - x0, y1 - y0) * (1 + bulge * bulge)) / (4 * Math.abs(bulge)),
  };
}

/** Points along the segment, its end left out; arcs in steps of at most 15 degrees. */
export function* pointsOf(segment: Segment): Generator<readonly [x: number, y: number]> {
  const { x0, y0, bulge } = segment;
  yield [x0, y0];
  if (bulge === 0) return;
  const { x, y, radius } = circleOf(segment);
  const angle = 4 * Math.atan(bulge);
  const steps = Math.ceil(Math.abs(angle) / (Math.PI / 12));
  const first = Math.atan2(y0 - y, x0 - x);
  for (let step = 1; step < steps; step++) {
    const at = first + (angle * step) / steps;
    yield [x + radius * Math.cos(at), y + radius * Math.sin(at)];
  }
}
