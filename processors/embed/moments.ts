import type { Point } from './genome.js';

type Symmetric = readonly [xx: number, yy: number, zz: number, xy: number, xz: number, yz: number];

/** Principal second moments of centred points, greatest first: eigenvalues of their mean outer product. */
export function principalMoments(points: readonly Point[]): [number, number, number] {
  return eigenvalues(secondMoments(points, () => 1 / Math.max(1, points.length)));
}

/** Sum of weighted outer products. */
export function secondMoments(points: readonly Point[], weightOf: (index: number) => number): Symmetric {
  let [xx, yy, zz, xy, xz, yz] = [0, 0, 0, 0, 0, 0];
  points.forEach(([x, y, z], index) => {
    const weight = weightOf(index);
    xx += weight * x * x;
    yy += weight * y * y;
    zz += weight * z * z;
    xy += weight * x * y;
    xz += weight * x * z;
    yz += weight * y * z;
  });
  return [xx, yy, zz, xy, xz, yz];
}

export function apply([xx, yy, zz, xy, xz, yz]: Symmetric, [x, y, z]: Point): Point {
  return [xx * x + xy * y + xz * z, xy * x + yy * y + yz * z, xz * x + yz * y + zz * z];
}

/** Trigonometric solution of the characteristic cubic (O. K. Smith, Comm. ACM 4(4), 1961). */
export function eigenvalues([xx, yy, zz, xy, xz, yz]: Symmetric): [number, number, number] {
  const mean = (xx + yy + zz) / 3;
  const [a, b, c] = [xx - mean, yy - mean, zz - mean];
  const spread = Math.sqrt((a * a + b * b + c * c + 2 * (xy * xy + xz * xz + yz * yz)) / 6);
  if (spread === 0) return [mean, mean, mean];
  const determinant = a * (b * c - yz * yz) - xy * (xy * c - yz * xz) + xz * (xy * yz - b * xz);
  const angle = Math.acos(Math.max(-1, Math.min(1, determinant / (2 * spread ** 3)))) / 3;
  const greatest = mean + 2 * spread * Math.cos(angle);
  const least = mean + 2 * spread * Math.cos(angle + (2 * Math.PI) / 3);
  return [greatest, 3 * mean - greatest - least, least];
}
