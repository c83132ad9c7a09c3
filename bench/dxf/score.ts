import type { Extraction } from '../../queues/contract/facts.js';
import type { DxfTruth, FlatPatternTruth } from '../../sample/dxf/dxf-truth.js';

const fields = [
  'drawing_number',
  'part_number',
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

/** What was found and is right, what was found, what is there. */
export class Count {
  hit = 0;
  got = 0;
  want = 0;

  get precision(): number {
    return this.got === 0 ? 1 : this.hit / this.got;
  }

  get recall(): number {
    return this.want === 0 ? 1 : this.hit / this.want;
  }

  /** Counts two lists of which every item may have one partner. */
  add<W, G>(want: readonly W[], got: readonly G[], same: (wanted: W, found: G) => boolean): void {
    const left = [...got];
    for (const item of want) {
      const index = left.findIndex((candidate) => same(item, candidate));
      if (index < 0) continue;
      left.splice(index, 1);
      this.hit++;
    }
    this.want += want.length;
    this.got += got.length;
  }
}

export class Scores {
  files = 0;
  readonly documentClass = new Count();
  readonly flatSizes = new Count();
  readonly openings = new Count();
  readonly bends = new Count();
  readonly titleBlock = new Count();
  readonly dimensions = new Count();
  readonly tolerances = new Count();
  readonly partsList = new Count();
  readonly texts = new Count();

  add(facts: Extraction, truth: DxfTruth): void {
    this.files++;
    const same = (a: string, b: string): boolean => a === b;
    this.documentClass.add([truth.document_class], [facts.metadata.document_class ?? ''], same);
    const wanted = truth.flat_pattern === null ? null : featuresOf(truth.flat_pattern);
    const found = foundFeatures(facts);
    this.flatSizes.add(wanted?.sizes ?? [], found.sizes, sameFeature);
    this.openings.add(wanted?.openings ?? [], found.openings, sameFeature);
    this.bends.add(wanted?.bends ?? [], found.bends, sameFeature);
    this.titleBlock.add(wantedFields(truth), foundFields(facts, truth), same);
    this.dimensions.add(truth.dims, facts.dimensions, sameDimension);
    this.tolerances.add(
      truth.dims.filter(({ upper, fit }) => upper !== null || fit !== null),
      facts.dimensions.filter((dimension) => dimension.tolerance_plus !== null || dimension.fit !== null),
      (dimension, other) => isClose(other.value, dimension.value) && sameTolerance(dimension, other),
    );
    this.partsList.add(
      truth.bom,
      facts.bom_items,
      (row, item) => plain(item.part_number) === plain(row.part_number) && Number(item.quantity) === row.quantity,
    );
    this.texts.add(
      truth.texts.filter(([, place]) => place !== 'dimension' && place !== 'table').map(([, , text]) => seen(text)),
      facts.texts.filter(({ source }) => ['text', 'mtext', 'attdef'].includes(source)).map(({ text }) => seen(text)),
      same,
    );
  }
}

type Feature = readonly [name: string, ...numbers: number[]];

interface Features {
  readonly sizes: readonly Feature[];
  readonly openings: readonly Feature[];
  readonly bends: readonly Feature[];
}

function featuresOf(flat: FlatPatternTruth): Features {
  return {
    sizes: [
      ['overall_width', flat.width],
      ['overall_height', flat.height],
      ['outline_perimeter', flat.perimeter],
      ['outline_area', flat.area],
      ['net_area', flat.net_area],
      ['cut_length', flat.cut_length],
    ],
    openings: [
      ...flat.holes.map(({ diameter, count }): Feature => ['hole_diameter', diameter, count]),
      ...flat.slots.map(({ length, width, count }): Feature => ['slot', length, count, width]),
      ...(flat.cutouts > 0 ? [['cutout_count', flat.cutouts] as const] : []),
    ],
    bends: flat.bend_lines.map(({ length }): Feature => ['bend_line', length]),
  };
}

function foundFeatures({ parameters }: Extraction): Features {
  const features = parameters.flatMap(({ name, value, value_numeric: size }): Feature[] => {
    if (size === null || value === null) return [];
    // Openings are printed as `4 x Ø7` and `2 x 30 x 8`.
    if (name === 'hole_diameter') return [[name, size, Number.parseInt(value, 10)]];
    if (name === 'slot') return [[name, size, Number.parseInt(value, 10), Number(value.split(' x ')[2])]];
    if (name === 'cutout_count' && size === 0) return [];
    return [[name, size]];
  });
  const named = (...names: readonly string[]): Feature[] => features.filter(([name]) => names.includes(name));
  return {
    sizes: named('overall_width', 'overall_height', 'outline_perimeter', 'outline_area', 'net_area', 'cut_length'),
    openings: named('hole_diameter', 'slot', 'cutout_count'),
    bends: named('bend_line'),
  };
}

/** The truth is rounded to six decimals, and openings that are equal to a ten-thousandth count as one size. */
function sameFeature([name, ...numbers]: Feature, [other, ...others]: Feature): boolean {
  return name === other && numbers.every((number, index) => isClose(others[index] ?? null, number, 1e-4));
}

function wantedFields({ title_block: title }: DxfTruth): string[] {
  return fields.flatMap((field) => {
    const value = title?.[field];
    return typeof value === 'string' && value !== '' ? [`${field}: ${plain(value)}`] : [];
  });
}

/** Units count where a title block states them; the header states them too, for files that have none. */
function foundFields({ metadata }: Extraction, { title_block: title }: DxfTruth): string[] {
  return fields.flatMap((field) => {
    const value = metadata[field];
    if (field === 'units' && (title?.units ?? null) === null) return [];
    return typeof value === 'string' && value !== '' ? [`${field}: ${plain(value)}`] : [];
  });
}

type Wanted = DxfTruth['dims'][number];
type Found = Extraction['dimensions'][number];

function sameDimension(wanted: Wanted, found: Found): boolean {
  return isClose(found.value, wanted.value) && typeOf(found) === wanted.kind && found.quantity === wanted.quantity;
}

function typeOf({ dimension_type: type }: Found): string {
  return type === 'radial' ? 'radius' : type === 'angular' ? 'angle' : type;
}

function sameTolerance(wanted: Wanted, found: Found): boolean {
  if (wanted.fit !== null) return plain(wanted.fit) === plain(found.fit);
  const { upper, lower } = wanted;
  const near = (a: number | null, b: number | null): boolean => a !== null && b !== null && isClose(Math.abs(a), Math.abs(b));
  return near(found.tolerance_plus, upper) && near(found.tolerance_minus, lower ?? upper);
}

function isClose(a: number | null, b: number, within = 1e-6): boolean {
  return a !== null && Math.abs(a - b) <= within * Math.max(1, Math.abs(b));
}

function plain(text: string | null): string {
  return (text ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.:/ø°±%#]+/gu, '');
}

/** As it is read on the sheet: the truth holds the codes as they stand in the file. */
function seen(text: string): string {
  return text
    .replace(/%%[uok]/gi, '')
    .replace(/%%c/gi, 'Ø')
    .replace(/%%d/gi, '°')
    .replace(/%%p/gi, '±')
    .replace(/\^ /g, '^')
    .replace(/\s+/g, '');
}
