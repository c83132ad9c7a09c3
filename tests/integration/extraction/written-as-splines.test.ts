import { beforeAll, describe, expect, it } from 'vitest';
import { extractCad } from '../../../processors/cad/extract.js';
import { loadKernel } from '../../../processors/cad/kernel/use.js';
import type { CadFact } from '../../../queues/contract/facts.js';
import type { FamilyName } from '../../../sample/solid/families.js';
import { stepModel } from '../../../sample/solid/step-model.js';
import { asSplines, drilledBlock, roundBody } from '../../support/spline-step.js';

/** Models whose planes and cylinders are written as rational B-splines, against the same models as the kernel writes them by default. */

beforeAll(async () => {
  await loadKernel();
}, 300_000);

async function read(bytes: Uint8Array): Promise<CadFact> {
  const { cad } = await extractCad({ name: 'part.step', format: 'step', bytes }, { stage: () => undefined, keep: null });
  if (!cad) throw new Error('no model was read');
  return cad;
}

async function bothWays(shape: FamilyName): Promise<{ plain: CadFact; splines: CadFact }> {
  const content = { type: 'step_part', number: 'part', family: 'family', shape, member: 'rotated', variant: 0 } as const;
  const { bytes } = await stepModel(3, content);
  return { plain: await read(bytes), splines: await read(await asSplines(bytes)) };
}

/** To 6 digits and in one order: what differs between two files of one model is rounding. */
function features({ features: found }: CadFact): string[] {
  return found
    .map(({ feature_type, parameters }) => {
      const rows = Object.entries(parameters as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1));
      const short = rows.map(
        ([key, value]) => `${key} ${typeof value === 'number' ? Number(value.toPrecision(6)) : String(value)}`,
      );
      return [feature_type, ...short].join(', ');
    })
    .sort();
}

function counts(rows: readonly Readonly<Record<string, unknown>>[], key: string): Record<string, number> {
  const found: Record<string, number> = {};
  for (const row of rows) found[String(row[key])] = (found[String(row[key])] ?? 0) + 1;
  return found;
}

describe('a model that is written in B-splines', () => {
  it.each(['flange', 'bracket', 'stud', 'plate'] as const)(
    'has the features of the same %s in planes and cylinders',
    async (shape) => {
      const { plain, splines } = await bothWays(shape);
      expect(counts(splines.face_list, 'surface_kind')).toEqual({ bspline: plain.faces });
      expect(plain.features.length).toBeGreaterThan(0);
      expect(features(splines)).toEqual(features(plain));
      expect(counts(splines.face_list, 'surface_type')).toEqual(counts(plain.face_list, 'surface_type'));
      expect(counts(splines.face_list, 'feature')).toEqual(counts(plain.face_list, 'feature'));
    },
  );

  it('has the lines, circles and angles between faces of the same model, and tells what they are written as', async () => {
    const { plain, splines } = await bothWays('flange');
    for (const key of ['curve_type', 'convexity']) {
      expect(counts(splines.adjacency, key)).toEqual(counts(plain.adjacency, key));
    }
    expect(counts(splines.adjacency, 'curve_kind')).toEqual({ bspline: plain.adjacency.length });
    expect(plain.adjacency.every((pair) => !('curve_kind' in pair))).toBe(true);
    splines.bounding_box?.forEach((value, at) => expect(value).toBeCloseTo(plain.bounding_box?.[at] ?? NaN, 4));
  });

  it('has the axes and radii of its cylinders', async () => {
    const { plain, splines } = await bothWays('flange');
    const radii = ({ face_list: faces }: CadFact): unknown[] =>
      faces
        .map(({ radius }) => radius)
        .filter(Number.isFinite)
        .sort();
    radii(splines).forEach((radius, at) => expect(radius).toBeCloseTo(Number(radii(plain)[at]), 5));
    expect(radii(splines)).toHaveLength(radii(plain).length);
  });

  it('has one blind hole where a drill left two half cylinders and two half cones', async () => {
    const cad = await read(await drilledBlock());
    expect(counts(cad.face_list, 'surface_type')).toMatchObject({ cylinder: 2, cone: 2 });
    const holes = cad.features.filter(({ feature_type }) => feature_type === 'hole');
    expect(holes).toHaveLength(1);
    expect(holes[0]?.['face_ids']).toHaveLength(4);
    expect(holes[0]?.['parameters']).toMatchObject({ kind: 'simple', through: false });
    expect(holes[0]?.['parameters']).not.toHaveProperty('countersink_angle');
  });

  it('is a sphere or a ring up to its poles', async () => {
    const sphere = await read(await roundBody('sphere'));
    expect(sphere.face_list).toMatchObject([{ surface_type: 'sphere', surface_kind: 'bspline' }]);
    expect(sphere.face_list[0]?.['radius']).toBeCloseTo(12, 6);
    const ring = await read(await roundBody('torus'));
    expect(ring.face_list).toMatchObject([{ surface_type: 'torus', surface_kind: 'bspline' }]);
    expect(ring.face_list[0]?.['major_radius']).toBeCloseTo(20, 6);
    expect(ring.face_list[0]?.['minor_radius']).toBeCloseTo(6, 6);
  });
});
