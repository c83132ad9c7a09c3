import type { Analytic } from './analytic.js';
import { naturalNormal } from './analytic-normal.js';
import type { SurfacePoint } from './evaluate.js';
import { candidates, distanceFrom, type SurfaceSample } from './fit-surface.js';
import { cross, dot, norm, scale, subtract } from './vector.js';
import type { Vector } from './vector.js';

type Bounds = readonly [number, number, number, number];

/** The plane, cylinder, cone, sphere or torus that a surface is which the file writes as another kind. */
export interface Recognised {
  /** Its axis is left-handed where the written surface's own normal points to the axis, so that it turns round with the face as the written one does. */
  readonly analytic: Analytic;
  /** [uMin, uMax, vMin, vMax] of the trimmed face in the parameters of the recognised surface; null but for cylinders and cones. */
  readonly bounds: Bounds | null;
}

/** A surface by its own parameters, as far as a face uses it. */
export interface WrittenSurface {
  readonly bounds: Bounds;
  /** Pieces of polynomial along u and along v. */
  readonly spans: readonly [number, number];
  readonly at: (u: number, v: number) => SurfacePoint;
}

/**
 * How far a surface may lie off what it is taken for. Conversions of analytic surfaces to rational splines are exact, so that what remains is the
 * file's rounding: exporters write 7 digits at least, 1e-7 of the model, and approximate where they do to 1e-6. Of the face 1e-4, lest a small
 * free face of a large model pass for flat. A part that is really free leaves its nearest torus by far more within a hundredth of its radius.
 */
const ofModel = 1e-5;
const ofFace = 1e-4;

/** Sine of the angle between normals: a surface that waves within the tolerance leans by more. */
const lean = 0.01;

/** Radii beyond this many times the face bulge by less than 1e-3 of it and are not told from free surfaces. */
const widestRadius = 100;

const coarse = 5;
const [fewest, most] = [8, 24];
const perSpan = 4;

/** mm by which geometry of a size may lie off, in a model of an extent. */
export function toleranceFor(size: number, extent: number): number {
  return Math.min(ofFace * size, ofModel * extent);
}

/**
 * Null for a free surface, of which a few samples are enough to tell it, and for one without a normal somewhere inside.
 * @param extent length across the model, mm
 */
export function recogniseSurface(surface: WrittenSurface, extent: number): Recognised | null {
  if (!surface.bounds.every(Number.isFinite)) return null;
  const few = gridOf(surface, coarse, coarse, (index, count) => (index + 0.5) / count).flat();
  const known = few.filter(hasNormal);
  if (known.length < few.length) return null;
  const size = sizeOf(known);
  const tolerance = toleranceFor(size, extent);
  for (const rough of candidates(known)) {
    // Fitted to few samples, it may lie off by somewhat more than fitted to all.
    if (!fits(rough, known, 4 * tolerance, size)) continue;
    const [countU, countV] = surface.spans.map((spans) => Math.min(Math.max(spans * perSpan, fewest), most) + 1) as [
      number,
      number,
    ];
    const all = gridOf(surface, countU, countV, (index, count) => index / (count - 1));
    // Poles and apexes lie on the rim of the parameters, where a normal is what rounding leaves of it.
    const samples = all
      .slice(1, -1)
      .flatMap((line) => line.slice(1, -1))
      .filter(hasNormal);
    const points = all.flat().map(({ point }) => point);
    const better = [...candidates(samples)].find(({ kind }) => kind === rough.kind);
    const analytic = [better, rough].find(
      (found) =>
        found !== undefined &&
        fits(found, samples, tolerance, size) &&
        points.every((point) => Math.abs(distanceFrom(found, point)) <= tolerance),
    );
    if (analytic === undefined) continue;
    const oriented = withHandOf(analytic, known);
    return oriented === null ? null : { analytic: oriented, bounds: boundsOf(oriented, all) };
  }
  return null;
}

function gridOf(
  { bounds: [u0, u1, v0, v1], at }: WrittenSurface,
  countU: number,
  countV: number,
  share: (index: number, count: number) => number,
): SurfacePoint[][] {
  return Array.from({ length: countU }, (_, i) =>
    Array.from({ length: countV }, (__, j) => at(u0 + (u1 - u0) * share(i, countU), v0 + (v1 - v0) * share(j, countV))),
  );
}

function hasNormal(sample: SurfacePoint): sample is SurfaceSample {
  return sample.normal !== null && sample.point.every(Number.isFinite);
}

function sizeOf(samples: readonly SurfaceSample[]): number {
  const spread = ([0, 1, 2] as const).map((axis) => {
    const values = samples.map(({ point }) => point[axis]);
    return Math.max(...values) - Math.min(...values);
  });
  return Math.hypot(...spread);
}

function fits(surface: Analytic, samples: readonly SurfaceSample[], tolerance: number, size: number): boolean {
  if (largestRadius(surface) > widestRadius * size) return false;
  return samples.every(({ point, normal }) => {
    if (!(Math.abs(distanceFrom(surface, point)) <= tolerance)) return false;
    const expected = naturalNormal(surface, point);
    return expected === null || norm(cross(expected, normal)) <= lean;
  });
}

function largestRadius(surface: Analytic): number {
  if (surface.kind === 'plane') return 0;
  return surface.kind === 'torus' ? Math.max(surface.majorRadius, surface.minorRadius) : surface.radius;
}

/** Null where the surface turns its normal over, which no analytic one does. */
function withHandOf(surface: Analytic, samples: readonly SurfaceSample[]): Analytic | null {
  const sides = samples.map(({ point, normal }) => dot(naturalNormal(surface, point) ?? normal, normal) > 0);
  if (sides.some((side) => side !== sides[0])) return null;
  if (sides[0] === true) return surface;
  const { axis } = surface;
  return { ...surface, axis: { ...axis, yDirection: scale(axis.yDirection, -1), rightHanded: false } };
}

/** The angle is followed from sample to sample, which lie less than half a turn apart; at an apex it is that of the sample before. */
function boundsOf(surface: Analytic, grid: readonly (readonly SurfacePoint[])[]): Bounds | null {
  if (surface.kind !== 'cylinder' && surface.kind !== 'cone') return null;
  const slope = surface.kind === 'cone' ? Math.cos(surface.semiAngle) : 1;
  const { location, direction, xDirection, yDirection } = surface.axis;
  const angles: number[] = [];
  const heights: number[] = [];
  const angleAt = (point: Vector, near: number): number => {
    const offset = subtract(point, location);
    const [x, y] = [dot(offset, xDirection), dot(offset, yDirection)];
    heights.push(dot(offset, direction) / slope);
    if (Math.hypot(x, y) < 1e-6 * surface.radius) return near;
    const angle = Math.atan2(y, x);
    return angle + 2 * Math.PI * Math.round((near - angle) / (2 * Math.PI));
  };
  let start = 0;
  grid.forEach((line) => {
    let last = start;
    line.forEach(({ point }, column) => {
      last = angleAt(point, last);
      if (column === 0) start = last;
      angles.push(last);
    });
  });
  return [Math.min(...angles), Math.max(...angles), Math.min(...heights), Math.max(...heights)];
}
