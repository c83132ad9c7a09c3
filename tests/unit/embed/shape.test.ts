import { describe, expect, it } from 'vitest';
import { embedBrep } from '../../../processors/embed/brep.js';
import { chiralityOf, handOf } from '../../../processors/embed/chirality.js';
import type { Point } from '../../../processors/embed/genome.js';
import { embedGeometry } from '../../../processors/embed/geometry.js';
import { embedProfile, profileOfPattern, profileOfSolid } from '../../../processors/embed/profile.js';
import { seededRandom } from '../../../processors/embed/random.js';
import { embedSizes, sizesOfDrawing, sizesOfSolid } from '../../../processors/embed/sizes.js';
import { cosine } from '../../../processors/embed/vector.js';
import { blockGenome, blockMeasures, grown, mirrored, turned, type Block } from './block-part.js';

const plate: Block = {
  size: [120, 80, 4],
  holes: [
    { x: 15, y: 20, diameter: 9 },
    { x: 100, y: 61, diameter: 22 },
    { x: 33, y: 70, diameter: 5.5 },
  ],
};
const otherPlate: Block = { size: [150, 60, 4], holes: [{ x: 20, y: 20, diameter: 12 }] };

describe('brep', () => {
  const original = embedBrep(blockGenome(plate)) ?? [];

  it.each([
    ['turned and moved', turned],
    ['mirrored', mirrored],
    ['scaled', grown],
  ])('does not change when the model is %s', (_, place) => {
    const vector = embedBrep(blockGenome(plate, place)) ?? [];
    expect(vector).toHaveLength(512);
    expect(cosine(original, vector)).toBeGreaterThan(0.9999);
  });

  it('tells another plate apart', () => {
    expect(cosine(original, embedBrep(blockGenome(otherPlate)) ?? [])).toBeLessThan(0.7);
  });
});

describe('chirality', () => {
  const original = chiralityOf(blockGenome(plate)) ?? [];

  it('knows a plate with holes from its mirror image only if it has no plane of symmetry', () => {
    // A flat plate is its own mirror image across its middle plane.
    expect(handOf(original, chiralityOf(blockGenome(plate, mirrored)) ?? [])).toBe('either');
  });

  it('knows left from right', () => {
    const genome = blockGenome(plate);
    // A boss on one side takes the middle plane of symmetry away.
    const boss = { id: 99, type: 'plane', area: 900, centroid: [30, 20, 25] as Point, normal: [0, 0, 1] as Point };
    const withBoss = (place: (point: Point) => Point, scale = 1) =>
      chiralityOf({
        ...genome,
        faces: [
          ...blockGenome(plate, place).faces,
          {
            ...boss,
            area: boss.area * scale ** 2,
            centroid: place(boss.centroid),
            normal: null,
            radius: null,
            axis: null,
            bounds: null,
          },
        ],
      }) ?? [];
    const left = withBoss((point) => point);
    expect(handOf(left, withBoss(turned))).toBe('same');
    expect(handOf(left, withBoss(grown, 2.5))).toBe('same');
    expect(handOf(left, withBoss(mirrored))).toBe('mirrored');
  });
});

describe('geometry', () => {
  /** Points on a box, by area. */
  const cloud = ([x, y, z]: Point, seed: number, place: (point: Point) => Point = (point) => point): Point[] => {
    const random = seededRandom(seed);
    const areas = [x * y, x * z, y * z];
    return Array.from({ length: 2048 }, () => {
      const pick = random() * (x * y + x * z + y * z);
      const side = random() < 0.5 ? 0 : 1;
      if (pick < (areas[0] ?? 0)) return place([random() * x, random() * y, side * z]);
      if (pick < (areas[0] ?? 0) + (areas[1] ?? 0)) return place([random() * x, side * y, random() * z]);
      return place([side * x, random() * y, random() * z]);
    });
  };
  const original = embedGeometry(cloud([100, 60, 20], 1)) ?? [];

  it('is the same for the same points, moved, turned, mirrored or scaled', () => {
    for (const place of [turned, mirrored, grown]) {
      const vector = embedGeometry(cloud([100, 60, 20], 1, place)) ?? [];
      expect(vector).toHaveLength(1024);
      expect(cosine(original, vector)).toBeGreaterThan(0.9999);
    }
  });

  it('is closer to other points of the same shape than to another shape', () => {
    const same = cosine(original, embedGeometry(cloud([100, 60, 20], 2)) ?? []);
    const other = cosine(original, embedGeometry(cloud([100, 40, 20], 3)) ?? []);
    expect(same).toBeGreaterThan(0.99);
    expect(other).toBeLessThan(same);
  });

  it('is missing for too few points, and for points in one place', () => {
    expect(embedGeometry(cloud([1, 1, 1], 1).slice(0, 20))).toBeNull();
    expect(embedGeometry(Array.from({ length: 100 }, (): Point => [1, 2, 3]))).toBeNull();
  });
});

describe('sheet profile', () => {
  it('of a plate equals that of its flat pattern, whatever the unit', () => {
    const solid = profileOfSolid(blockGenome(plate, turned), blockMeasures(plate));
    const open = (Math.PI / 4) * (81 + 484 + 30.25);
    const cut = 2 * (120 + 80) + Math.PI * (9 + 22 + 5.5);
    expect(solid?.netArea).toBeCloseTo(120 * 80 - open, 6);
    expect(solid?.cutLength).toBeCloseTo(cut, 6);
    expect(solid?.holes.map(({ count }) => count)).toEqual([1, 1, 1]);
    const inches = {
      netArea: (120 * 80 - open) / 25.4 ** 2,
      cutLength: cut / 25.4,
      holes: [5.5, 9, 22].map((diameter) => ({ diameter: diameter / 25.4, count: 1 })),
    };
    const drawn = profileOfPattern(inches, 'inch');
    if (solid === null || drawn === null) throw new Error('both are sheets');
    expect(cosine(embedProfile(solid) ?? [], embedProfile(drawn) ?? [])).toBeGreaterThan(0.999);
  });

  it('is missing for a block, and for a pattern without a unit', () => {
    const block: Block = { size: [50, 50, 50], holes: [] };
    expect(profileOfSolid(blockGenome(block), blockMeasures(block))).toBeNull();
    expect(profileOfPattern({ netArea: 1, cutLength: 4, holes: [] }, null)).toBeNull();
  });
});

describe('sizes', () => {
  it('of a drawing are close to those of its model, and not to another', () => {
    const model = embedSizes(sizesOfSolid(blockGenome(plate, turned), [])) ?? [];
    const stated = (type: string, valueMm: number) => ({ type, valueMm });
    const drawing = sizesOfDrawing([
      stated('linear', 120),
      stated('linear', 80),
      stated('linear', 4),
      stated('diameter', 22),
      stated('radial', 4.5),
      stated('angular', 90),
      stated('diameter', 5.5),
    ]);
    expect(drawing.diameters).toEqual([22, 5.5, 9]);
    expect(cosine(model, embedSizes(drawing) ?? [])).toBeGreaterThan(0.95);
    expect(cosine(model, embedSizes(sizesOfSolid(blockGenome(otherPlate), [])) ?? [])).toBeLessThan(0.5);
  });

  it('are missing for a drawing without any', () => {
    expect(embedSizes(sizesOfDrawing([{ type: 'angular', valueMm: 90 }]))).toBeNull();
  });
});
