import { projectNames } from '../lexicon.js';
import { Random } from '../random.js';

/** How a job's folder is laid out inside. */
export type Layout = 'flat' | 'by_type' | 'by_item' | 'by_phase';

/** What is fixed about a job before any of its files: other jobs may put files into its folder. */
export interface JobHead {
  readonly index: number;
  readonly number: string;
  readonly project: string;
  readonly folder: string;
  readonly layout: Layout;
  /** Part sheets are named job_3 digits, without an item, as before items were numbered. */
  readonly oldNumbers: boolean;
}

/** 40 thousands of 999 numbers: one that ends in 000 would look like a thousand folder. */
const jobCount = 40 * 999;
/** Has no factor in common with `jobCount`, so that no number comes twice. */
const stride = 7919;

/** The first jobs show each kind of folder; from the fourth on, chance decides. */
const shownLayouts: readonly Layout[] = ['by_type', 'by_item', 'flat'];

export function jobHead(seed: number, index: number): JobHead {
  if (index >= jobCount) throw new RangeError(`no more than ${jobCount} jobs in one archive`);
  const start = Random.of(seed, 'first job').int(0, jobCount - 1);
  const position = (start + index * stride) % jobCount;
  const number = String(50_000 + Math.floor(position / 999) * 1000 + (position % 999) + 1);
  const random = Random.of(seed, 'job', index);
  const project = random.pick(projectNames);
  const thousand = `${number.slice(0, 2)}000`;
  const apostrophe = index === 1 || (index > 2 && Random.of(seed, 'thousand', thousand).chance(0.4));
  const shownFolder = [`${number}_${project}`, `${number} - ${project}`, `${number} ${project}`][index];
  const folder =
    shownFolder ??
    random.weighted([
      [`${number}_${project}`, 5] as const,
      [`${number} - ${project}`, 2] as const,
      [`${number} ${project}`, 2] as const,
      [number, 1] as const,
    ]);
  return {
    index,
    number,
    project,
    folder: `${thousand}${apostrophe ? "'s" : ''}/${folder}`,
    layout: shownLayouts[index] ?? random.pick(['flat', 'by_type', 'by_item', 'by_phase']),
    oldNumbers: index === 2 || (index > 2 && random.chance(0.15)),
  };
}

export type Shelf = 'dxf' | 'pdf' | 'cad' | 'office';

/** The folder of a kind of file; `item` for layouts with a folder per item. */
export function shelfFolder({ folder, layout }: JobHead, shelf: Shelf, item: string | null): string {
  switch (layout) {
    case 'flat':
      return folder;
    case 'by_type':
      return `${folder}/${{ dxf: 'DXF', pdf: 'PDF', cad: 'CAD', office: 'OFFICE' }[shelf]}`;
    case 'by_item':
      return item === null ? folder : `${folder}/${item}`;
    case 'by_phase':
      return `${folder}/${{ dxf: 'SHOP/DXF FILES', pdf: 'SHOP DRAWINGS', cad: 'MODELS', office: 'ADMIN' }[shelf]}`;
  }
}
