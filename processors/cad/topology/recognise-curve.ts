import type { Arc } from './arc.js';
import { axisAlong, circleThrough } from './fit-surface.js';
import { toleranceFor } from './recognise-surface.js';
import { add, cross, dot, norm, scale, subtract, unit } from './vector.js';
import type { Vector } from './vector.js';

/** The line or circle that an edge is which the file writes as another curve; with its arc where it is a circle. */
export type RecognisedCurve = { readonly type: 'line' } | { readonly type: 'circle'; readonly arc: Arc };

interface SampledCurve {
  readonly points: readonly Vector[];
  /** mm. */
  readonly length: number;
}

/** Radii beyond this many lengths of the edge are not told from free curves. */
const widestRadius = 100;

/**
 * From the samples of a free curve, by the tolerance of surfaces; null for one that is neither or stands still.
 * @param extent length across the model, mm
 */
export function recogniseCurve({ points, length }: SampledCurve, extent: number): RecognisedCurve | null {
  const first = points[0];
  const last = points.at(-1);
  const middle = points[Math.floor(points.length / 3)];
  if (first === undefined || last === undefined || middle === undefined || !(length > 0)) return null;
  const tolerance = toleranceFor(length, extent);
  const along = unit(subtract(last, first));
  const isStraight = along !== null && norm(subtract(last, first)) >= length - tolerance;
  if (isStraight && points.every((point) => norm(cross(subtract(point, first), along)) <= tolerance)) return { type: 'line' };
  const second = points[Math.floor((2 * points.length) / 3)] ?? last;
  const normal = unit(cross(subtract(middle, first), subtract(second, middle)));
  const arc = normal === null ? null : arcThrough(points, normal, tolerance);
  return arc === null || norm(arc.a) > widestRadius * length ? null : { type: 'circle', arc };
}

/** Counter-clockwise about the normal, whatever the sense of the curve: it runs that way, because the normal was taken from three of its points. */
function arcThrough(points: readonly Vector[], normal: Vector, tolerance: number): Arc | null {
  const [first] = points;
  if (first === undefined) return null;
  const { xDirection, yDirection } = axisAlong(first, normal);
  const offsets = points.map((point) => subtract(point, first));
  if (offsets.some((offset) => Math.abs(dot(offset, normal)) > tolerance)) return null;
  const circle = circleThrough(offsets.map((offset) => [dot(offset, xDirection), dot(offset, yDirection)]));
  if (circle === null) return null;
  const centre = add(first, add(scale(xDirection, circle.centre[0]), scale(yDirection, circle.centre[1])));
  const radial = unit(subtract(first, centre));
  if (radial === null) return null;
  const across = cross(normal, radial);
  let turned = 0;
  for (const point of points) {
    const offset = subtract(point, centre);
    if (Math.abs(norm(offset) - circle.radius) > tolerance) return null;
    const angle = Math.atan2(dot(offset, across), dot(offset, radial));
    const next = angle + 2 * Math.PI * Math.round((turned - angle) / (2 * Math.PI));
    // A curve that goes back on itself is no arc.
    if (next < turned - 1e-3) return null;
    turned = next;
  }
  return { centre, a: scale(radial, circle.radius), b: scale(across, circle.radius), from: 0, to: turned };
}
