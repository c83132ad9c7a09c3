import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StepMember } from '../../sample/plan/content-spec.js';
import { familyNames, type FamilyName, type Sizes } from '../../sample/solid/families.js';
import { stepModel } from '../../sample/solid/step-model.js';
import { dropKernel } from '../../processors/cad/kernel/load.js';

/** A part with its variants and copies, each a STEP file; paths are inside the archive. */
export interface PartFamily {
  readonly shape: FamilyName;
  readonly sizes: Sizes;
  readonly base: string;
  readonly copies: Readonly<Record<Transformed, string>>;
}

export type Transformed = 'rotated' | 'mirrored' | 'scaled';
export const transformations: readonly Transformed[] = ['rotated', 'mirrored', 'scaled'];

const variants = 2;

/** Writes so many families of the sample archive's shapes. File names tell nothing: words must not find what shapes should. */
export async function writeFamilies(folder: string, count: number, seed: number): Promise<PartFamily[]> {
  await mkdir(folder, { recursive: true });
  const families: PartFamily[] = [];
  let files = 0;
  for (let no = 0; no < count; no++) {
    const shape = familyNames[no % familyNames.length] ?? 'plate';
    const write = async (member: StepMember, variant = 0) => {
      const number = `M${String((files++ * 7919) % 100_003).padStart(6, '0')}`;
      const content = { type: 'step_part' as const, number, family: `family ${no}`, shape, member, variant };
      const { bytes, truth } = await stepModel(seed, content);
      await writeFile(join(folder, `${number}.step`), bytes);
      return { path: `${number}.step`, sizes: truth.sizes };
    };
    const { path: base, sizes } = await write('base');
    for (let variant = 1; variant <= variants; variant++) await write('variant', variant);
    const [rotated, mirrored, scaled] = [await write('rotated'), await write('mirrored'), await write('scaled')];
    families.push({ shape, sizes, base, copies: { rotated: rotated.path, mirrored: mirrored.path, scaled: scaled.path } });
  }
  dropKernel();
  return families;
}
