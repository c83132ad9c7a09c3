import type { Extraction } from '../../queues/contract/facts.js';
import type { PdfTruth } from '../../sample/pdf/pdf-truth.js';

export const titleFields = [
  'number',
  'title',
  'revision',
  'material',
  'finish',
  'scale',
  'weight',
  'date',
  'sheet',
  'units',
  'general_tolerance',
  'projection',
] as const;

/** Found and stated, found, stated. */
export interface Count {
  hit: number;
  got: number;
  want: number;
}

export interface Scores {
  files: number;
  readonly fields: Readonly<Record<(typeof titleFields)[number], Count>>;
  /** Value and type. */
  readonly dimensions: Count;
  /** Deviations and fits of dimensions that have any. */
  readonly tolerances: Count;
  readonly bom: Count;
  /** Documents that state no number and were given one. */
  invented: number;
}

const none = (): Count => ({ hit: 0, got: 0, want: 0 });

export function emptyScores(): Scores {
  const fields = Object.fromEntries(titleFields.map((field) => [field, none()])) as Record<(typeof titleFields)[number], Count>;
  return { files: 0, fields, dimensions: none(), tolerances: none(), bom: none(), invented: 0 };
}

/** Harmonic mean of precision and recall; null when nothing was stated and nothing found. */
export function f1({ hit, got, want }: Count): number | null {
  return got + want === 0 ? null : Math.round((20_000 * hit) / (got + want)) / 10_000;
}

export function titleF1({ fields }: Scores): number | null {
  const all = none();
  for (const field of titleFields) addTo(all, fields[field]);
  return f1(all);
}

function addTo(sum: Count, { hit, got, want }: Count): void {
  sum.hit += hit;
  sum.got += got;
  sum.want += want;
}

/** Adds one document: its facts against what a reader sees on it. */
export function addDocument(scores: Scores, facts: Extraction, truth: PdfTruth): void {
  scores.files++;
  const numbers = [truth.title_block.drawing_number, truth.title_block.part_number].filter(isStated);
  const found = facts.metadata.drawing_number ?? facts.metadata.part_number;
  if (numbers.length === 0 && isStated(found)) scores.invented++;
  if (truth.kind === 'drawing') {
    for (const field of titleFields) {
      const want = field === 'number' ? numbers : [truth.title_block[field]].filter(isStated);
      const got = field === 'number' ? found : facts.metadata[field];
      addTo(scores.fields[field], fieldCount(field, want, typeof got === 'string' ? got : null));
    }
    addDimensions(scores, facts, truth);
  }
  addTo(scores.bom, {
    want: truth.bom.length,
    got: facts.bom_items.length,
    hit: pairs(truth.bom, facts.bom_items, sameRow),
  });
}

function isStated(value: string | null | undefined): value is string {
  return value !== null && value !== undefined && value !== '';
}

function fieldCount(field: string, want: readonly string[], got: string | null): Count {
  const isFound = isStated(got);
  const hit = isFound && want.some((value) => isRight(field, got, value));
  return { want: want.length > 0 ? 1 : 0, got: isFound ? 1 : 0, hit: hit ? 1 : 0 };
}

/** Equal but for case, blanks and signs; of running text nine words in ten. */
function isRight(field: string, got: string, want: string): boolean {
  if (plain(got) === plain(want)) return true;
  return ['title', 'material', 'finish', 'general_tolerance'].includes(field) && likeness(got, want) >= 0.9;
}

function plain(text: string | null): string {
  return (text ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/⌀/g, 'ø')
    .replace(/,/g, '.')
    .replace(/[^\p{L}\p{N}.:/ø°±%]+/gu, '');
}

function likeness(a: string | null, b: string | null): number {
  const [x, y] = [wordsOf(a), wordsOf(b)];
  const shared = [...x].filter((word) => y.has(word)).length;
  return x.size + y.size === 0 ? 0 : (2 * shared) / (x.size + y.size);
}

function wordsOf(text: string | null): Set<string> {
  const words = (text ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return new Set(words.filter((word) => word !== ''));
}

type Wanted = PdfTruth['dimensions'][number];
type Found = Extraction['dimensions'][number];

function addDimensions(scores: Scores, { dimensions }: Extraction, truth: PdfTruth): void {
  const want = truth.dimensions;
  const same = (wanted: Wanted, found: Found) => hasValue(wanted, found) && kindOf(found) === wanted.type;
  addTo(scores.dimensions, { want: want.length, got: dimensions.length, hit: pairs(want, dimensions, same) });
  const wanted = want.filter((dimension) => dimension.upper !== null || dimension.fit !== null);
  const found = dimensions.filter((dimension) => dimension.tolerance_plus !== null || dimension.fit !== null);
  addTo(scores.tolerances, { want: wanted.length, got: found.length, hit: pairs(wanted, found, sameTolerance) });
}

/** A size given by its limits has no value of its own: either limit or their middle will do. */
function hasValue({ value, upper, lower }: Wanted, found: Found): boolean {
  if (value !== null) return isClose(found.value, value);
  if (upper === null || lower === null) return found.value === null;
  return [upper, lower, (upper + lower) / 2].some((limit) => isClose(found.value, limit));
}

function kindOf({ dimension_type: type }: Found): string {
  return type === 'radial' ? 'radius' : type === 'angular' ? 'angle' : type;
}

function sameTolerance(wanted: Wanted, found: Found): boolean {
  if (!hasValue(wanted, found)) return false;
  if (wanted.fit !== null) return plain(wanted.fit) === plain(found.fit);
  const near = (a: number | null, b: number | null) => a !== null && b !== null && isClose(Math.abs(a), Math.abs(b));
  return near(found.tolerance_plus, wanted.upper) && near(found.tolerance_minus, wanted.lower ?? wanted.upper);
}

function isClose(a: number | null, b: number): boolean {
  return a !== null && Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b));
}

type Row = PdfTruth['bom'][number];

function sameRow(wanted: Row, found: Extraction['bom_items'][number]): boolean {
  if (Number.isFinite(wanted.quantity) && Number(found.quantity) !== wanted.quantity) return false;
  if (!wanted.part_number) return likeness(found.description, wanted.description) >= 0.8;
  return plain(found.part_number) === plain(wanted.part_number) || likeness(found.part_number, wanted.part_number) >= 0.9;
}

/** How many of `wanted` find a partner of their own. */
function pairs<W, G>(wanted: readonly W[], got: readonly G[], same: (wanted: W, got: G) => boolean): number {
  const left = [...got];
  let hit = 0;
  for (const item of wanted) {
    const index = left.findIndex((candidate) => same(item, candidate));
    if (index < 0) continue;
    left.splice(index, 1);
    hit++;
  }
  return hit;
}
