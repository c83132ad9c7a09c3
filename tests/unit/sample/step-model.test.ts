import { beforeAll, describe, expect, it } from 'vitest';
import { extractCad } from '../../../processors/cad/extract.js';
import { loadKernel } from '../../../processors/cad/kernel/use.js';
import type { CadFact } from '../../../queues/contract/facts.js';
import type { StepMember } from '../../../sample/plan/content-spec.js';
import { planArchive } from '../../../sample/plan/plan-archive.js';
import { familyNames } from '../../../sample/solid/families.js';
import { stepModel } from '../../../sample/solid/step-model.js';
import { familiesOf } from '../../../sample/truth/families.js';

/** What the kernel wrote, read again, against what elementary geometry says of the description it was built from. */

const seed = 3;
const members: readonly StepMember[] = ['base', 'variant', 'rotated', 'mirrored', 'scaled'];

/** Compiling the kernel takes seconds, minutes on a machine that is busy. */
beforeAll(async () => {
  await loadKernel();
}, 300_000);

async function read(bytes: Buffer): Promise<CadFact> {
  const input = { name: 'model.step', format: 'step' as const, bytes };
  const { cad } = await extractCad(input, { stage: () => undefined, keep: null });
  if (cad === null) throw new Error('no model');
  return cad;
}

describe('a STEP model of the sample archive', () => {
  for (const shape of familyNames) {
    it(`is the ${shape} that its truth describes`, async () => {
      for (const member of members) {
        const number = `71736-005_${member}`;
        const variant = member === 'variant' ? 1 : 0;
        const { bytes, truth } = await stepModel(seed, {
          type: 'step_part',
          number,
          family: '71736-005',
          shape,
          member,
          variant,
        });
        const cad = await read(bytes);
        expect([member, cad.solids, cad.faces, cad.edges]).toEqual([member, 1, truth.faces, truth.edges]);
        expect(Math.abs((cad.volume ?? 0) / truth.volume - 1)).toBeLessThan(1e-9);
        expect(cad.units).toBe(truth.units);
      }
    });
  }

  it('is an assembly of as many instances as its truth counts', async () => {
    const content = { type: 'step_assembly', number: '71736-005', family: '71736-005', shape: 'bracket' } as const;
    const { bytes, truth } = await stepModel(seed, { ...content, part: '71736-005_001', instances: 3 });
    const cad = await read(bytes);
    expect(cad.assembly.map(({ parent_name, child_name }) => [parent_name, child_name])).toEqual(
      Array.from({ length: 3 }, () => ['71736-005', '71736-005_001']),
    );
    expect([cad.solids, cad.faces, cad.edges]).toEqual([3, truth.faces, truth.edges]);
    expect(Math.abs((cad.volume ?? 0) / truth.volume - 1)).toBeLessThan(1e-9);
  });

  it('has the same bytes each time, whatever was written before it', async () => {
    const content = { type: 'step_part', number: '1', family: 'f', shape: 'flange', member: 'rotated', variant: 0 } as const;
    const first = await stepModel(9, content);
    await stepModel(9, { ...content, number: '2', member: 'scaled' });
    expect((await stepModel(9, content)).bytes.equals(first.bytes)).toBe(true);
  });
});

describe('families of the archive', () => {
  it('has one that shows every kind of member within the first eighty files', () => {
    const families = [...planArchive(1, 80)].flatMap(({ files }) => familiesOf(files));
    expect(families.map(({ members: found }) => found.map(({ member }) => member))).toContainEqual([...members]);
    expect(families[0]).toMatchObject({ chiral: true, assemblies: [expect.any(String)] });
  });
});
