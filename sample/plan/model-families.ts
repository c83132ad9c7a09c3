import type { FamilyName } from '../solid/families.js';
import type { StepMember } from './content-spec.js';
import { itemIdentity } from './item-files.js';
import type { JobBuilder } from './job-builder.js';
import type { PlannedFile } from './planned-file.js';

interface FamilyPlan {
  readonly shape: FamilyName;
  readonly variants: number;
  /** Of the base part in the assembly. */
  readonly instances: number;
}

/**
 * A family of STEP models under one item: the base part, its sizes, its copies, and an assembly of the base.
 * `71736-005_001.step` and on; the assembly has the item's own number.
 */
export function modelFamily(builder: JobBuilder, item: string, { shape, variants, instances }: FamilyPlan): PlannedFile[] {
  const family = item;
  const folder = builder.shelf('cad', item);
  const codes = { job: builder.job, item: item.slice(-3) };
  const members: readonly { member: StepMember; variant: number }[] = [
    { member: 'base', variant: 0 },
    ...Array.from({ length: variants }, (_, index) => ({ member: 'variant' as const, variant: index + 1 })),
    { member: 'rotated', variant: 0 },
    { member: 'mirrored', variant: 0 },
    { member: 'scaled', variant: 0 },
  ];
  const extension = builder.random.pick(['step', 'stp', 'STEP', 'STP'] as const);
  const parts = members.map(({ member, variant }, index) => {
    const part = String(index + 1).padStart(3, '0');
    const number = `${item}_${part}`;
    return builder.add({
      folder,
      name: `${number}.${extension}`,
      content: { type: 'step_part', number, family, shape, member, variant },
      identity: itemIdentity(item),
      codes: { ...codes, part },
    });
  });
  const assembly = builder.add({
    folder,
    name: `${item}.${extension}`,
    content: { type: 'step_assembly', number: item, family, shape, part: `${item}_001`, instances },
    identity: itemIdentity(item),
    codes,
  });
  return [...parts, assembly].filter((file) => file !== null);
}
