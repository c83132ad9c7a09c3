import { describe, expect, it } from 'vitest';
import { pointCloud, samplePoints } from '../../../processors/cad/mesh/point-cloud.js';
import { cubeMesh } from './cube.js';

describe('points on a surface', () => {
  it('lie on it, with normals outwards', () => {
    for (const { point, normal } of samplePoints(cubeMesh(2), 500, 1)) {
      const onSide = point.filter((value) => Math.abs(value) < 1e-12 || Math.abs(value - 2) < 1e-12);
      expect(onSide.length).toBeGreaterThan(0);
      const axis = normal.findIndex((value) => Math.abs(value) > 0.5);
      expect(normal[axis]).toBe((point[axis] ?? 0) > 1 ? 1 : -1);
    }
  });

  it('are spread evenly by area', () => {
    const points = samplePoints(cubeMesh(), 6000, 7);
    for (const axis of [0, 1, 2]) {
      const low = points.filter(({ point }) => point[axis] === 0).length;
      // A sixth of 6,000; five standard deviations are 144.
      expect(Math.abs(low - 1000)).toBeLessThan(144);
    }
  });

  it('are the same for the same seed and others for another', () => {
    expect(samplePoints(cubeMesh(), 10, 3)).toEqual(samplePoints(cubeMesh(), 10, 3));
    expect(samplePoints(cubeMesh(), 10, 3)).not.toEqual(samplePoints(cubeMesh(), 10, 4));
  });

  it('of a mesh without area are none', () => {
    const flat = { count: 1, corners: new Float64Array(9), faces: new Int32Array(1) };
    expect(samplePoints(flat, 5, 1)).toEqual([]);
    expect(pointCloud(flat)).toBeNull();
  });
});

describe('the cloud of a model', () => {
  it('has 2,048 points around their centre in the unit sphere, whatever the size of the model', () => {
    const cloud = pointCloud(cubeMesh(250));
    expect(cloud?.points).toHaveLength(2048);
    expect(cloud?.normals).toHaveLength(2048);
    const radii = (cloud?.points ?? []).map((point) => Math.hypot(...point));
    expect(Math.max(...radii)).toBeCloseTo(1, 4);
    for (const axis of [0, 1, 2]) {
      const mean = (cloud?.points ?? []).reduce((sum, point) => sum + (point[axis] ?? 0), 0) / 2048;
      expect(mean).toBeCloseTo(0, 4);
    }
    expect(pointCloud(cubeMesh(1))).toEqual(cloud);
  });
});
