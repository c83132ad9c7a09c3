import { beforeAll, describe, expect, it } from 'vitest';
import { extractCad } from '../../../processors/cad/extract.js';
import { loadKernel } from '../../../processors/cad/kernel/use.js';
import type { FamilyName } from '../../../sample/solid/families.js';
import { stepModel, type StepTruth } from '../../../sample/solid/step-model.js';

/** Features of real models that the kernel wrote: what was drilled and bent is known from the description they were built from. */

interface FoundFeature {
  readonly feature_type: string;
  readonly face_ids: readonly number[];
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly source: string;
}

beforeAll(async () => {
  await loadKernel();
}, 300_000);

async function featuresOf(
  shape: FamilyName,
  member: 'base' | 'rotated' = 'base',
): Promise<{ found: readonly FoundFeature[]; truth: StepTruth; faces: readonly Record<string, unknown>[] }> {
  const content = { type: 'step_part', number: 'part', family: 'family', shape, member, variant: 0 } as const;
  const { bytes, truth } = await stepModel(3, content);
  const { cad } = await extractCad({ name: 'part.step', format: 'step', bytes }, { stage: () => undefined, keep: null });
  return { found: (cad?.features ?? []) as unknown as FoundFeature[], truth, faces: cad?.face_list ?? [] };
}

function diameters(found: readonly FoundFeature[]): number[] {
  return found
    .filter(({ feature_type, parameters }) => feature_type === 'hole' && parameters['through'] === true)
    .map(({ parameters }) => Number(parameters['diameter']));
}

describe('manufacturing features', () => {
  it('are the bolt holes and the bore of a flange', async () => {
    const { found, truth } = await featuresOf('flange');
    const { holes = 0, hole = 0, bore = 0 } = truth.sizes;
    const expected = [...Array.from({ length: holes }, () => hole), bore].sort((a, b) => a - b);
    expect(diameters(found).sort((a, b) => a - b)).toEqual(expected);
    expect(found.every(({ source }) => source === 'recognised')).toBe(true);
  });

  it('are the same for a part that stands askew', async () => {
    const [straight, askew] = [await featuresOf('bracket'), await featuresOf('bracket', 'rotated')];
    const kinds = ({ found }: typeof straight): string[] => found.map(({ feature_type }) => feature_type).sort();
    expect(kinds(askew)).toEqual(kinds(straight));
    expect(diameters(straight.found)).toHaveLength((straight.truth.sizes['holes'] ?? 0) + 1);
    const blends = straight.found.filter(({ feature_type }) => feature_type === 'fillet' || feature_type === 'round');
    expect(blends.map(({ feature_type, parameters }) => [feature_type, parameters['radius']]).sort()).toEqual([
      ['fillet', straight.truth.sizes['bend']],
      ['round', (straight.truth.sizes['bend'] ?? 0) + (straight.truth.sizes['thickness'] ?? 0)],
    ]);
  });

  it('tell a blind hole from one that goes through', async () => {
    const { found, truth } = await featuresOf('stud');
    const holes = found.filter(({ feature_type }) => feature_type === 'hole');
    expect(holes.map(({ parameters }) => parameters)).toEqual([
      expect.objectContaining({ through: false, diameter: truth.sizes['bore'], depth: truth.sizes['depth'] }),
    ]);
  });

  it('name the faces that they left, and the sides of the block', async () => {
    const { found, faces } = await featuresOf('plate');
    for (const { face_ids, feature_type } of found.filter(({ feature_type: type }) => type === 'hole')) {
      for (const id of face_ids) expect(faces[id]).toMatchObject({ face_id: id, feature: feature_type });
    }
    expect(faces.filter(({ feature }) => feature === 'stock')).toHaveLength(6);
    expect(found.map(({ feature_type }) => feature_type)).toContain('passage');
  });
});
