import type { PlannedFile } from '../plan/planned-file.js';
import { type FamilyName, families } from '../solid/families.js';

/** One line of families.jsonl: STEP files whose parts are variants and copies of one part. */
export interface FamilyTruth {
  readonly family: string;
  readonly shape: string;
  /** Whether the mirrored copy is another part. */
  readonly chiral: boolean;
  readonly members: readonly { readonly path: string; readonly member: string; readonly variant: number }[];
  /** Assemblies of instances of the base part. */
  readonly assemblies: readonly string[];
}

/** The families of one job's files; none reaches beyond the job that plans it. Copies of a file are members too. */
export function familiesOf(files: readonly PlannedFile[]): FamilyTruth[] {
  const contents = new Map(files.map(({ path, content }) => [path, content]));
  const found = new Map<string, { shape: FamilyName; members: FamilyTruth['members'][number][]; assemblies: string[] }>();
  for (const { path, content } of files) {
    const made = content.type === 'copy' ? contents.get(content.of) : content;
    if (made?.type !== 'step_part' && made?.type !== 'step_assembly') continue;
    const family = found.get(made.family) ?? { shape: made.shape, members: [], assemblies: [] };
    found.set(made.family, family);
    if (made.type === 'step_assembly') family.assemblies.push(path);
    else family.members.push({ path, member: made.member, variant: made.variant });
  }
  return [...found].map(([family, { shape, members, assemblies }]) => ({
    family,
    shape,
    chiral: families[shape].chiral,
    members,
    assemblies,
  }));
}
