import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../processors/embed/random.js';
import type { TriangleMesh } from '../../../processors/cad/mesh/triangle-mesh.js';
import { distanceTo } from '../../../processors/cad/sdf/nearest.js';
import { writeNpz } from '../../../processors/cad/sdf/npz.js';
import { sampleDistances } from '../../../processors/cad/sdf/samples.js';
import { buildTree } from '../../../processors/cad/sdf/triangle-tree.js';
import { windingNumber } from '../../../processors/cad/sdf/winding-number.js';
import { cubeMesh } from './cube.js';

/** A sphere around the origin of as many triangles as a fine mesh has. */
function sphereMesh(rings: number): TriangleMesh {
  const corners: number[] = [];
  const at = (i: number, j: number): number[] => {
    const [theta, phi] = [(Math.PI * i) / rings, (2 * Math.PI * j) / (2 * rings)];
    return [Math.sin(theta) * Math.cos(phi), Math.sin(theta) * Math.sin(phi), Math.cos(theta)];
  };
  for (let i = 0; i < rings; i++) {
    for (let j = 0; j < 2 * rings; j++) {
      corners.push(...at(i, j), ...at(i + 1, j), ...at(i + 1, j + 1), ...at(i, j), ...at(i + 1, j + 1), ...at(i, j + 1));
    }
  }
  return { count: corners.length / 9, corners: Float64Array.from(corners), faces: new Int32Array(corners.length / 9) };
}

/** Points of a cube of edge 4 around the origin. */
function pointsAround(count: number): [number, number, number][] {
  const random = seededRandom(5);
  return Array.from({ length: count }, () => [4 * random() - 2, 4 * random() - 2, 4 * random() - 2]);
}

describe('the winding number', () => {
  it('is one inside and zero outside of a closed surface, near and far', () => {
    const tree = buildTree(sphereMesh(40));
    for (const point of pointsAround(500)) {
      const length = Math.hypot(...point);
      // Between the sphere and its facets nobody can tell.
      if (Math.abs(length - 1) < 0.01) continue;
      expect(Math.abs(windingNumber(tree, ...point) - (length < 1 ? 1 : 0))).toBeLessThan(0.05);
    }
  });

  it('is minus one inside of a surface that is turned inside out', () => {
    const { corners, ...cube } = cubeMesh();
    const turned = corners.map((_, at) => corners[at - (at % 9) + ((9 - 3 * Math.floor((at % 9) / 3)) % 9) + (at % 3)] ?? 0);
    expect(windingNumber(buildTree({ ...cube, corners: turned }), 0.4, 0.5, 0.6)).toBeCloseTo(-1, 9);
  });
});

describe('the distance', () => {
  it('is that of a cube, to its faces, edges and corners', () => {
    const tree = buildTree(cubeMesh(2));
    for (const [x, y, z] of pointsAround(300)) {
      const out = [x, y, z].map((value) => Math.max(-value, 0, value - 2));
      const inside = Math.min(...[x, y, z].flatMap((value) => [value, 2 - value]));
      expect(distanceTo(tree, x, y, z)).toBeCloseTo(inside > 0 ? inside : Math.hypot(...out), 12);
    }
  });

  it('by the tree is the least over all triangles', () => {
    const mesh = sphereMesh(12);
    const tree = buildTree(mesh);
    const alone = Array.from({ length: mesh.count }, (_, triangle) =>
      buildTree({ count: 1, corners: mesh.corners.slice(triangle * 9, triangle * 9 + 9), faces: new Int32Array(1) }),
    );
    for (const point of pointsAround(40))
      expect(distanceTo(tree, ...point)).toBe(Math.min(...alone.map((single) => distanceTo(single, ...point))));
  });
});

describe('samples of a distance field', () => {
  const counts = { surface: 50, near: 200, volume: 400 };

  it('lie in the unit sphere, with the distance of each, and are the same each time', () => {
    const samples = sampleDistances(cubeMesh(3), counts);
    expect(samples).not.toBeNull();
    if (samples === null) return;
    expect(samples.centre).toEqual([1.5, 1.5, 1.5]);
    expect(samples.radius).toBeCloseTo(1.5 * Math.sqrt(3), 12);
    const half = 1 / Math.sqrt(3);
    for (const [kind, size] of Object.entries(counts)) {
      const values = samples[kind as keyof typeof counts];
      expect(values).toHaveLength(size * 4);
      for (let at = 0; at < size; at++) {
        const [x = 0, y = 0, z = 0, distance = 0] = values.subarray(at * 4, at * 4 + 4);
        const beyond = [x, y, z].map((value) => Math.abs(value) - half);
        const outside = Math.hypot(...beyond.map((value) => Math.max(value, 0)));
        expect(distance).toBeCloseTo(outside > 0 ? outside : Math.max(...beyond), 5);
      }
    }
    expect(sampleDistances(cubeMesh(3), counts)).toEqual(samples);
  });

  it('of a mesh without extent are none', () => {
    expect(sampleDistances({ count: 1, corners: new Float64Array(9), faces: new Int32Array(1) }, counts)).toBeNull();
  });
});

it('an array in an archive is as NumPy wants it', () => {
  const archive = writeNpz([{ name: 'a', shape: [1, 2], values: Float32Array.of(0.5, -2) }]);
  expect(writeNpz([{ name: 'a', shape: [1, 2], values: Float32Array.of(0.5, -2) }])).toEqual(archive);
  const bytes = Buffer.from(unzipSync(archive)['a.npy'] ?? []);
  expect(bytes.subarray(0, 8)).toEqual(Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]));
  const start = 10 + bytes.readUInt16LE(8);
  expect(start % 64).toBe(0);
  expect(bytes.toString('latin1', 10, start)).toMatch(/^\{'descr': '<f4', 'fortran_order': False, 'shape': \(1, 2\), \} *\n$/u);
  expect([bytes.readFloatLE(start), bytes.readFloatLE(start + 4), bytes.length - start]).toEqual([0.5, -2, 8]);
});
