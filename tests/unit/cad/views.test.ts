import { describe, expect, it } from 'vitest';
import { boundingSphere, type Sphere } from '../../../processors/cad/mesh/triangle-mesh.js';
import { cameraOf, canonicalViews } from '../../../processors/cad/views/camera.js';
import { emptyPicture, rasterise } from '../../../processors/cad/views/rasterise.js';
import { renderViews } from '../../../processors/cad/views/render-views.js';
import { shade } from '../../../processors/cad/views/shade.js';
import type { Artifact } from '../../../queues/contract/artifacts.js';
import { cubeMesh } from './cube.js';

const sphere: Sphere = boundingSphere(cubeMesh()) ?? { centre: [0, 0, 0], radius: 0 };
const seen = (name: string, side = 64): Set<number> => {
  const view = canonicalViews.find((candidate) => candidate.name === name) ?? { name, azimuth: 0, elevation: 0 };
  return new Set(rasterise(cubeMesh(), sphere, cameraOf(view), emptyPicture(side)).face);
};

describe('a camera', () => {
  it.each(canonicalViews)('$name has three axes at right angles, right-handed', (view) => {
    const { right, up, towardsEye } = cameraOf(view);
    const dot = (a: readonly number[], b: readonly number[]): number =>
      a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
    for (const axis of [right, up, towardsEye]) expect(Math.hypot(...axis)).toBeCloseTo(1, 12);
    expect(dot(right, up)).toBeCloseTo(0, 12);
    const across = [
      right[1] * up[2] - right[2] * up[1],
      right[2] * up[0] - right[0] * up[2],
      right[0] * up[1] - right[1] * up[0],
    ];
    across.forEach((value, axis) => expect(value).toBeCloseTo(towardsEye[axis] ?? 0, 12));
  });

  it.each([
    ['front', [-1, 2]],
    ['back', [-1, 3]],
    ['left', [-1, 4]],
    ['right', [-1, 5]],
    ['top', [-1, 1]],
    ['bottom', [-1, 0]],
    ['iso-1', [-1, 1, 2, 5]],
    ['iso-2', [-1, 1, 3, 5]],
    ['iso-3', [-1, 1, 3, 4]],
    ['iso-4', [-1, 1, 2, 4]],
  ] as const)('%s sees the faces that are turned to it and no other', (name, faces) => {
    expect([...seen(name)].sort((a, b) => a - b)).toEqual(faces);
  });
});

describe('a picture', () => {
  it('has no holes where triangles meet, and one scale', () => {
    const side = 100;
    const { face } = rasterise(cubeMesh(), sphere, cameraOf({ name: 'top', azimuth: 0, elevation: 90 }), emptyPicture(side));
    const rows = Array.from({ length: side }, (_, row) => [...face.slice(row * side, (row + 1) * side)]);
    const filled = rows.filter((row) => row.some((id) => id !== -1));
    // The cube's edge over the diameter of its sphere, of 94 pixels.
    expect(filled.length).toBeCloseTo(94 / Math.sqrt(3), -0.5);
    for (const row of filled) expect(row.slice(row.indexOf(1), row.lastIndexOf(1) + 1).every((id) => id === 1)).toBe(true);
  });

  it('has lines between faces and none inside them', () => {
    const picture = rasterise(cubeMesh(), sphere, cameraOf({ name: 'top', azimuth: 0, elevation: 90 }), emptyPicture(100));
    const grey = shade(picture, (2 * sphere.radius) / 100);
    expect(new Set(grey).size).toBe(3);
    expect(grey[50 * 100 + 50]).toBeGreaterThan(100);
    expect(grey[0]).toBe(255);
  });
});

describe('a picture that is drawn finer', () => {
  const top = cameraOf({ name: 'top', azimuth: 0, elevation: 90 });
  const draw = (side: number, fineness: number): Uint8Array =>
    shade(rasterise(cubeMesh(), sphere, top, emptyPicture(side)), (2 * sphere.radius) / side, fineness);

  it('is the mean of its pixels', () => {
    const [fine, coarse] = [draw(200, 1), draw(200, 2)];
    for (let row = 0; row < 100; row += 1) {
      for (let column = 0; column < 100; column += 1) {
        const at = 2 * row * 200 + 2 * column;
        const sum = [at, at + 1, at + 200, at + 201].reduce((total, pixel) => total + (fine[pixel] ?? 0), 0);
        expect(coarse[row * 100 + column], `${row}, ${column}`).toBe(Math.floor(sum / 4));
      }
    }
  });

  it('shows nothing of what was drawn on it before', () => {
    const picture = emptyPicture(100);
    for (const view of canonicalViews) rasterise(cubeMesh(), sphere, cameraOf(view), picture);
    const again = shade(rasterise(cubeMesh(), sphere, top, picture), (2 * sphere.radius) / 100);
    expect(Buffer.from(again).equals(draw(100, 1))).toBe(true);
  });
});

describe('the views of a model', () => {
  it('are ten kept pictures, the same at every run', async () => {
    const draw = async (): Promise<Artifact[]> => {
      const kept: Artifact[] = [];
      const views = await renderViews(cubeMesh(), (artifact) => Promise.resolve(String(kept.push(artifact))));
      expect(views.map(({ view_type }) => view_type)).toEqual(canonicalViews.map(({ name }) => name));
      expect(views.map(({ storage_key }) => storage_key)).toEqual(kept.map((_, index) => String(index + 1)));
      return kept;
    };
    const first = await draw();
    expect(new Set(first.map(({ name }) => name)).size).toBe(10);
    expect(first.every(({ bytes, width }) => bytes.byteLength > 200 && width === 512)).toBe(true);
    expect((await draw()).map(({ bytes }) => Buffer.from(bytes).toString('base64'))).toEqual(
      first.map(({ bytes }) => Buffer.from(bytes).toString('base64')),
    );
  });
});
