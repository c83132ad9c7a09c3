import type { Genome, Point } from './genome.js';
import { apply, secondMoments } from './moments.js';

/** Numbers that change their sign, and nothing else, when a model is mirrored; none of them changes when it is turned, moved or scaled. */
export type Chirality = readonly number[];

/**
 * Handedness from faces as masses at their centroids: with M the second moments and v = sum of m |x|^2 x, the product
 * det[v, Mv, M^2 v] is invariant under rotation and changes its sign under reflection; likewise with w = sum of m |x|^4 x and
 * u = sum of m (n . x) n. A part with a plane of symmetry has zeros.
 * @returns three numbers relative to the size of their vectors, or null when no face states area and centroid
 */
export function chiralityOf({ faces }: Genome): Chirality | null {
  const masses = faces.flatMap(({ area, centroid, normal }) =>
    area !== null && centroid !== null && area > 0 ? [{ area, centroid, normal }] : [],
  );
  const total = masses.reduce((sum, { area }) => sum + area, 0);
  if (!(total > 0)) return null;
  const mean = weighted(masses.map(({ area, centroid }) => [area / total, centroid]));
  const scale = Math.sqrt(total);
  const points = masses.map(({ centroid }): Point => times(minus(centroid, mean), 1 / scale));
  const shares = masses.map(({ area }) => area / total);
  const moments = secondMoments(points, (index) => shares[index] ?? 0);
  const sumOf = (weightOf: (point: Point, index: number) => number): Point =>
    weighted(points.map((point, index) => [(shares[index] ?? 0) * weightOf(point, index), point]));
  const v = sumOf((point) => dot(point, point));
  const w = sumOf((point) => dot(point, point) ** 2);
  const u = weighted(
    points.map((point, index) => {
      const normal = masses[index]?.normal ?? [0, 0, 0];
      return [(shares[index] ?? 0) * dot(normal, point), normal];
    }),
  );
  return [
    relativeDeterminant(v, apply(moments, v), apply(moments, apply(moments, v))),
    relativeDeterminant(v, w, apply(moments, v)),
    relativeDeterminant(u, v, apply(moments, u)),
  ];
}

/** Below this a number is rounding, not handedness. */
const noise = 1e-4;

/** How a model relates to another of the same shape: made like it, its mirror image, or not told apart (a symmetric part is both). */
export function handOf(query: Chirality, candidate: Chirality): 'same' | 'mirrored' | 'either' {
  let agreement = 0;
  for (let at = 0; at < query.length; at++) {
    const [a, b] = [query[at] ?? 0, candidate[at] ?? 0];
    if (Math.abs(a) > noise && Math.abs(b) > noise) agreement += Math.sign(a * b) * Math.min(Math.abs(a), Math.abs(b));
  }
  if (agreement === 0) return 'either';
  return agreement > 0 ? 'same' : 'mirrored';
}

const dot = (a: Point, b: Point): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const minus = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const times = (a: Point, factor: number): Point => [a[0] * factor, a[1] * factor, a[2] * factor];

function weighted(terms: readonly (readonly [number, Point])[]): Point {
  return terms.reduce<Point>(
    (sum, [weight, [x, y, z]]) => [sum[0] + weight * x, sum[1] + weight * y, sum[2] + weight * z],
    [0, 0, 0],
  );
}

/** Volume of the box spanned by the directions alone; 0 where one of the vectors vanishes. */
function relativeDeterminant(a: Point, b: Point, c: Point): number {
  const lengths = Math.hypot(...a) * Math.hypot(...b) * Math.hypot(...c);
  if (Math.min(Math.hypot(...a), Math.hypot(...b), Math.hypot(...c)) < 1e-9) return 0;
  const cross: Point = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
  return dot(cross, c) / lengths;
}
