import type { DimensionType } from '../../queues/contract/facts.js';
import { objectPlane, toObject, type Vector } from './object-plane.js';
import { radiansPerDegree, sweep, turn } from './plane.js';

/** The tags of one dimension that say what it measures. */
export interface DimensionTags {
  readonly entity: 'DIMENSION' | 'ARC_DIMENSION' | 'LARGE_RADIAL_DIMENSION';
  /** Group 70 as it stands. */
  readonly flags: number;
  /** Group 42, the measurement as the writing program stored it. */
  readonly stored: number | null;
  /** Points by group code: 10, 11, 13, 14, 15, 16. */
  readonly points: ReadonlyMap<number, Vector>;
  /** Group 50, direction of a rotated dimension, degrees. */
  readonly angle: number;
  /** Group 51: the X axis that ordinates are measured along stands at minus this angle, degrees. */
  readonly horizontal: number;
  readonly normal: Vector;
}

/** Low bits of group 70. */
const typeMask = 7;
const ordinateXFlag = 64;

const types: readonly DimensionType[] = ['linear', 'linear', 'angular', 'diameter', 'radial', 'angular', 'ordinate', 'unknown'];

export function dimensionType(record: DimensionTags): DimensionType {
  if (record.entity === 'ARC_DIMENSION') return 'arc_length';
  if (record.entity === 'LARGE_RADIAL_DIMENSION') return 'radial';
  return types[record.flags & typeMask] ?? 'unknown';
}

/** What a dimension measures, in drawing units or degrees, before the linear scale factor. */
export interface Measurement {
  readonly value: number;
  readonly source: 'stored' | 'measured';
}

/**
 * The stored measurement where a program left one (group 42, positive; angles in radians), else what its definition points
 * give. Null when neither is there.
 */
export function measure(record: DimensionTags): Measurement | null {
  const { stored } = record;
  if (stored !== null && stored > 0) {
    return { value: dimensionType(record) === 'angular' ? stored / radiansPerDegree : stored, source: 'stored' };
  }
  const value = measurePoints(record);
  return value === null || !Number.isFinite(value) ? null : { value, source: 'measured' };
}

/** DXF reference, DIMENSION: definition points are in world coordinates, angles in the dimension's own plane. */
export function measurePoints(record: DimensionTags): number | null {
  const plane = objectPlane(...record.normal);
  const point = (code: number): Vector | null => {
    const found = record.points.get(code);
    if (found === undefined) return null;
    return plane === null ? found : toObject(plane, found);
  };
  if (record.entity === 'ARC_DIMENSION') return arcLength(point(15), point(13), point(14));
  if (record.entity === 'LARGE_RADIAL_DIMENSION') return distance(point(10), point(15));
  switch (record.flags & typeMask) {
    case 0:
      return projected(point(13), point(14), record.angle);
    case 1:
      return distance(point(13), point(14));
    case 2:
      return angleOfLines(point(13), point(14), point(15), point(10), point(16));
    case 3:
    case 4:
      return distance(point(10), point(15));
    case 5:
      return angleOfPoints(point(15), point(13), point(14), point(10));
    case 6:
      return ordinate(point(10), point(13), record);
    default:
      return null;
  }
}

function distance(a: Vector | null, b: Vector | null): number | null {
  return a === null || b === null ? null : Math.hypot(b[0] - a[0], b[1] - a[1], b[2] - a[2]);
}

/** Length of a-b seen along a direction: what a rotated dimension measures. */
function projected(a: Vector | null, b: Vector | null, degrees: number): number | null {
  if (a === null || b === null) return null;
  const angle = degrees * radiansPerDegree;
  return Math.abs((b[0] - a[0]) * Math.cos(angle) + (b[1] - a[1]) * Math.sin(angle));
}

/** Ordinates run from the datum (group 10) along or across the dimension's horizontal direction; group 51 turns it clockwise. */
function ordinate(datum: Vector | null, feature: Vector | null, record: DimensionTags): number | null {
  if (feature === null) return null;
  const [originX, originY] = datum ?? [0, 0, 0];
  const angle = -record.horizontal * radiansPerDegree;
  const x = feature[0] - originX;
  const y = feature[1] - originY;
  const along = x * Math.cos(angle) + y * Math.sin(angle);
  const across = y * Math.cos(angle) - x * Math.sin(angle);
  return Math.abs((record.flags & ordinateXFlag) !== 0 ? along : across);
}

function directionOf(from: Vector, to: Vector): number {
  return Math.atan2(to[1] - from[1], to[0] - from[0]) / radiansPerDegree;
}

/** The angle at a vertex between two points: of its two arcs, the one that the dimension line's point lies on. */
function angleOfPoints(vertex: Vector | null, a: Vector | null, b: Vector | null, onArc: Vector | null): number | null {
  if (vertex === null || a === null || b === null) return null;
  const first = directionOf(vertex, a);
  const span = sweep(first, directionOf(vertex, b));
  if (onArc === null) return Math.min(span, 360 - span);
  return turn(directionOf(vertex, onArc) - first) <= span ? span : 360 - span;
}

/** The angle between two lines: of the four sectors at their crossing, the one that holds the arc's point. */
function angleOfLines(
  a0: Vector | null,
  a1: Vector | null,
  b0: Vector | null,
  b1: Vector | null,
  onArc: Vector | null,
): number | null {
  if (a0 === null || a1 === null || b0 === null || b1 === null) return null;
  const crossing = lineCrossing(a0, a1, b0, b1);
  if (crossing === null) return 0;
  const first = directionOf(a0, a1);
  const second = directionOf(b0, b1);
  if (onArc === null) {
    const span = turn(second - first);
    return span > 180 ? 360 - span : span;
  }
  const rays = [first, first + 180, second, second + 180].map(turn).sort((x, y) => x - y);
  const place = directionOf(crossing, onArc);
  for (const [index, ray] of rays.entries()) {
    const next = rays[(index + 1) % rays.length] ?? 0;
    const span = turn(next - ray);
    if (span > 0 && turn(place - ray) <= span) return span;
  }
  return null;
}

function lineCrossing(a0: Vector, a1: Vector, b0: Vector, b1: Vector): Vector | null {
  const ax = a1[0] - a0[0];
  const ay = a1[1] - a0[1];
  const bx = b1[0] - b0[0];
  const by = b1[1] - b0[1];
  const denominator = ax * by - ay * bx;
  if (Math.abs(denominator) <= 1e-12 * Math.hypot(ax, ay) * Math.hypot(bx, by)) return null;
  const t = ((b0[0] - a0[0]) * by - (b0[1] - a0[1]) * bx) / denominator;
  return [a0[0] + t * ax, a0[1] + t * ay, 0];
}

/** Counter-clockwise from the first extension point to the second around the centre. */
function arcLength(centre: Vector | null, start: Vector | null, end: Vector | null): number | null {
  if (centre === null || start === null || end === null) return null;
  const radius = Math.hypot(start[0] - centre[0], start[1] - centre[1]);
  return radius * sweep(directionOf(centre, start), directionOf(centre, end)) * radiansPerDegree;
}
