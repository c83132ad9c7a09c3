import { seededRandom } from '../../embed/random.js';
import { samplePoints } from '../mesh/point-cloud.js';
import { boundingSphere, type TriangleMesh } from '../mesh/triangle-mesh.js';
import type { Vector } from '../topology/vector.js';
import { distanceTo } from './nearest.js';
import { buildTree } from './triangle-tree.js';
import { windingNumber } from './winding-number.js';

/** How many there are of each, as DeepSDF trains on them (Park et al., 2019). */
export const sampleCounts = { surface: 10_000, near: 50_000, volume: 100_000 } as const;

/** Standard deviations of the points near the surface, in radii of the model; the first half is strewn wider. Park et al., section 5. */
const spreads = [Math.sqrt(0.0025), Math.sqrt(0.00025)] as const;

const seed = 2019;

/** Samples of the signed distance to a surface, negative inside, in the frame of the unit sphere: (point - centre) / radius. */
export interface DistanceSamples {
  readonly centre: Vector;
  /** mm */
  readonly radius: number;
  /** x, y, z, 0 of each. */
  readonly surface: Float32Array;
  /** x, y, z, distance of each. */
  readonly near: Float32Array;
  readonly volume: Float32Array;
}

/** The same mesh gives the same samples. Null for a mesh without extent. The mesh must be closed: only then is there an inside. */
export function sampleDistances(
  mesh: TriangleMesh,
  counts: Readonly<Record<keyof typeof sampleCounts, number>> = sampleCounts,
): DistanceSamples | null {
  const sphere = boundingSphere(mesh);
  const points = samplePoints(mesh, counts.surface + counts.near, seed);
  if (sphere === null || sphere.radius === 0 || points.length === 0) return null;
  const { centre, radius } = sphere;
  const tree = buildTree(mesh);
  const random = seededRandom(seed);
  const signed = (x: number, y: number, z: number): number => {
    const distance = distanceTo(tree, x, y, z) / radius;
    // A surface that is turned inside out winds the other way.
    return Math.abs(windingNumber(tree, x, y, z)) > 0.5 ? -distance : distance;
  };
  const surface = new Float32Array(counts.surface * 4);
  const near = new Float32Array(counts.near * 4);
  const volume = new Float32Array(counts.volume * 4);
  const put = (samples: Float32Array, at: number, [x, y, z]: Vector, distance: number): void =>
    samples.set([(x - centre[0]) / radius, (y - centre[1]) / radius, (z - centre[2]) / radius, distance], at * 4);
  points.forEach(({ point }, index) => {
    if (index < counts.surface) {
      put(surface, index, point, 0);
      return;
    }
    const at = index - counts.surface;
    const spread = radius * (at < counts.near / 2 ? spreads[0] : spreads[1]);
    const moved: Vector = [
      point[0] + spread * normal(random),
      point[1] + spread * normal(random),
      point[2] + spread * normal(random),
    ];
    put(near, at, moved, signed(...moved));
  });
  for (let at = 0; at < counts.volume; at += 1) {
    const [x, y, z] = inUnitBall(random);
    const point: Vector = [centre[0] + radius * x, centre[1] + radius * y, centre[2] + radius * z];
    put(volume, at, point, signed(...point));
  }
  return { centre, radius, surface, near, volume };
}

/** Box and Muller. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function inUnitBall(random: () => number): Vector {
  for (;;) {
    const point: Vector = [2 * random() - 1, 2 * random() - 1, 2 * random() - 1];
    if (Math.hypot(...point) <= 1) return point;
  }
}
