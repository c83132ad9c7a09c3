import { seededRandom } from '../../embed/random.js';
import type { Vector } from '../topology/vector.js';
import { areaVector, cornerOf, type TriangleMesh } from './triangle-mesh.js';

export interface SurfacePoint {
  readonly point: Vector;
  /** Of length 1, outwards. */
  readonly normal: Vector;
}

/** Points on the surface, evenly by area, the same for the same seed. Empty for a mesh without area. */
export function samplePoints(mesh: TriangleMesh, count: number, seed: number): SurfacePoint[] {
  const upTo = new Float64Array(mesh.count);
  let area = 0;
  for (let triangle = 0; triangle < mesh.count; triangle += 1) {
    area += Math.hypot(...areaVector(mesh, triangle));
    upTo[triangle] = area;
  }
  if (area === 0) return [];
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const triangle = firstAbove(upTo, random() * area);
    // Osada et al., Shape Distributions (2002), section 3.1: the square root makes the density even.
    const [r, s] = [Math.sqrt(random()), random()];
    const [a, b, c] = [cornerOf(mesh, triangle, 0), cornerOf(mesh, triangle, 1), cornerOf(mesh, triangle, 2)];
    const at = (axis: 0 | 1 | 2): number => (1 - r) * a[axis] + r * (1 - s) * b[axis] + r * s * c[axis];
    const [x, y, z] = areaVector(mesh, triangle);
    const length = Math.hypot(x, y, z);
    return { point: [at(0), at(1), at(2)], normal: [x / length, y / length, z / length] };
  });
}

/** As the facts carry it: 2,048 points around their centre of gravity in the unit sphere, with normals. Five digits. */
export interface PointCloud {
  readonly points: number[][];
  readonly normals: number[][];
}

const pointsPerCloud = 2048;
const cloudSeed = 2048;

/** Null for a mesh without extent. */
export function pointCloud(mesh: TriangleMesh): PointCloud | null {
  const samples = samplePoints(mesh, pointsPerCloud, cloudSeed);
  const centre = [0, 1, 2].map((axis) => samples.reduce((sum, { point }) => sum + (point[axis] ?? 0), 0) / samples.length);
  const centred = samples.map(({ point }) => point.map((value, axis) => value - (centre[axis] ?? 0)));
  const radius = centred.reduce((most, point) => Math.max(most, Math.hypot(...point)), 0);
  if (radius === 0) return null;
  return {
    points: centred.map((point) => point.map((value) => short(value / radius))),
    normals: samples.map(({ normal }) => normal.map(short)),
  };
}

function short(value: number): number {
  return Math.round(value * 1e5) / 1e5 + 0;
}

function firstAbove(upTo: Float64Array, value: number): number {
  let [low, high] = [0, upTo.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((upTo[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
