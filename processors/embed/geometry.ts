import { Histogram, rootShares } from './histogram.js';
import type { Point } from './genome.js';
import { principalMoments } from './moments.js';
import { seededRandom } from './random.js';
import { unitVector } from './vector.js';

const samples = 40_000;
const seed = 20_021;
/** Fewer points say nothing of a shape. */
const minPoints = 64;
/** Bins of each distribution and what it weighs; with 16 numbers for the moments 1,024. */
const bins = { d1: 128, d2: 256, a3: 128, d3: 256, joint: [16, 15] } as const;
const weights = { d1: 1, d2: 1, a3: 0.7, d3: 0.8, joint: 1, moments: 0.8 };

/**
 * A model by its surface points: shape distributions of Osada et al. (Shape Distributions, ACM TOG 21(4), 2002). D1 is the distance of a
 * point from the centre, D2 of two points, A3 the angle at one of three, D3 the root of their triangle's area; then D2 with the mean
 * D1 of its two points, and the principal moments. Lengths are in root mean square radii: turning, moving, mirroring and scaling
 * change nothing but the choice of the points.
 * @param points on the surface, evenly by area
 * @returns 1,024 numbers of length 1, or null for fewer than 64 points or points in one place
 */
export function embedGeometry(points: readonly Point[]): number[] | null {
  if (points.length < minPoints) return null;
  const centred = centre(points);
  if (centred === null) return null;
  const d1 = new Histogram(bins.d1, 3);
  const d2 = new Histogram(bins.d2, 5);
  const a3 = new Histogram(bins.a3, Math.PI);
  const d3 = new Histogram(bins.d3, 3);
  const joint = new Float64Array(bins.joint[0] * bins.joint[1]);
  for (const point of centred) d1.add(Math.hypot(...point));
  const random = seededRandom(seed);
  const pick = (): Point => centred[Math.floor(random() * centred.length)] ?? [0, 0, 0];
  for (let sample = 0; sample < samples; sample++) {
    const [a, b, c] = [pick(), pick(), pick()];
    const ab = difference(b, a);
    const ac = difference(c, a);
    const distance = Math.hypot(...ab);
    d2.add(distance);
    countJoint(joint, distance, (Math.hypot(...a) + Math.hypot(...b)) / 2);
    const normal = Math.hypot(ab[1] * ac[2] - ab[2] * ac[1], ab[2] * ac[0] - ab[0] * ac[2], ab[0] * ac[1] - ab[1] * ac[0]);
    d3.add(Math.sqrt(normal / 2));
    a3.add(Math.atan2(normal, ab[0] * ac[0] + ab[1] * ac[1] + ab[2] * ac[2]));
  }
  return unitVector([
    ...block(d1.bins, weights.d1),
    ...block(d2.bins, weights.d2),
    ...block(a3.bins, weights.a3),
    ...block(d3.bins, weights.d3),
    ...block(joint, weights.joint),
    ...momentBlock(centred),
  ]);
}

const difference = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const block = (counts: Float64Array, weight: number): Float64Array => rootShares(counts).map((share) => share * weight);

function countJoint(joint: Float64Array, distance: number, radius: number): void {
  const [rows, columns] = bins.joint;
  const row = Math.min(rows - 1, Math.floor((distance / 4) * rows));
  const column = Math.min(columns - 1, Math.floor((radius / 2.5) * columns));
  const at = row * columns + column;
  joint[at] = (joint[at] ?? 0) + 1;
}

/** Three principal moments, each in five soft bins over 0..1, and a last number for alignment. */
function momentBlock(points: readonly Point[]): number[] {
  const moments = principalMoments(points);
  const total = moments.reduce((sum, moment) => sum + moment, 0);
  const values = moments.flatMap((moment) => {
    const histogram = new Histogram(5, 1);
    histogram.add(moment / total);
    return [...rootShares(histogram.bins)];
  });
  return [...values.map((value) => (value * weights.moments) / Math.sqrt(3)), 0];
}

/** Moved to their centre, in root mean square radii. */
function centre(points: readonly Point[]): Point[] | null {
  const mean = [0, 1, 2].map((axis) => points.reduce((sum, point) => sum + (point[axis] ?? 0), 0) / points.length);
  const moved = points.map((point): Point => [point[0] - (mean[0] ?? 0), point[1] - (mean[1] ?? 0), point[2] - (mean[2] ?? 0)]);
  const radius = Math.sqrt(moved.reduce((sum, [x, y, z]) => sum + x * x + y * y + z * z, 0) / points.length);
  if (!(radius > 0) || !Number.isFinite(radius)) return null;
  return moved.map(([x, y, z]): Point => [x / radius, y / radius, z / radius]);
}
