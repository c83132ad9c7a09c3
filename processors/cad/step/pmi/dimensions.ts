import type { DimensionFact, DimensionType } from '../../../../queues/contract/facts.js';
import type { Presented } from './annotations.js';
import type { StepEntities } from '../entities.js';
import { isTyped, meaningful, referencesIn, type StepTyped, type StepValue } from '../values.js';
import { inUnitOf, printed, readMeasure, type Measure } from './measures.js';

/**
 * Semantic dimensions (ISO 10303-47; CAx-IF, "Representation and Presentation of PMI", section 5): sizes and locations with their values, deviations,
 * limits and fits.
 * @param annotations by the instance that they present, see `annotations.ts`; the label is composed where there is none
 */
export function readDimensions(entities: StepEntities, annotations: ReadonlyMap<number, Presented>): DimensionFact[] {
  const representations = new Map<number, number[]>();
  for (const { values } of entities.all('DIMENSIONAL_CHARACTERISTIC_REPRESENTATION')) {
    const [dimension] = referencesIn(values[0]);
    const [representation] = referencesIn(values[1]);
    if (dimension === undefined || representation === undefined) continue;
    representations.set(dimension, [...(representations.get(dimension) ?? []), representation]);
  }
  const ranges = new Map<number, StepValue | undefined>();
  for (const { values } of entities.all('PLUS_MINUS_TOLERANCE')) {
    for (const dimension of referencesIn(values[1])) ranges.set(dimension, values[0]);
  }
  return [...representations].flatMap(([id, items]) => {
    const characteristic = characteristicOf(entities.entities(id));
    const read = characteristic === null ? null : readValues(entities, items, ranges.get(id));
    return characteristic === null || read === null ? [] : [factOf(characteristic, read, annotations.get(id) ?? null)];
  });
}

interface Characteristic {
  readonly name: string;
  readonly isAngular: boolean;
}

/** What is measured: `diameter`, `linear distance`; null for an instance that is no dimension. */
function characteristicOf(parts: readonly StepTyped[]): Characteristic | null {
  const keywords = parts.map(({ keyword }) => keyword);
  if (!keywords.some((keyword) => /^(?:DIRECTED_)?(?:DIMENSIONAL|ANGULAR)_(?:SIZE|LOCATION)(?:_WITH_\w+)?$/.test(keyword)))
    return null;
  // A size has its name last or before the choice of the angle; a location is a relationship and has it first.
  const names = parts.map(({ keyword, values }) => values[/_SIZE(?:_WITH_\w+)?$/.test(keyword) ? 1 : 0]);
  return {
    name:
      names
        .map(meaningful)
        .find((name) => name !== null)
        ?.toLowerCase() ?? '',
    isAngular: keywords.some((keyword) => keyword.startsWith('ANGULAR_')),
  };
}

interface Values {
  readonly nominal: Measure | null;
  readonly upper: Measure | null;
  readonly lower: Measure | null;
  /** Signed, in the unit of the nominal value. */
  readonly deviations: readonly [lower: number, upper: number] | null;
  readonly fit: string | null;
  /** `theoretical`, `auxiliary`, `controlled radius`. */
  readonly notes: readonly string[];
}

function readValues(entities: StepEntities, representations: readonly number[], range: StepValue | undefined): Values | null {
  const measures: Measure[] = [];
  const notes: string[] = [];
  const visit = (id: number, depth: number): void => {
    const text = entities.values(id, 'DESCRIPTIVE_REPRESENTATION_ITEM')?.[1];
    const note = meaningful(text);
    if (note !== null) notes.push(note.toLowerCase());
    const compound = entities.values(id, 'COMPOUND_REPRESENTATION_ITEM');
    if (compound !== null && depth < 3) for (const part of partsOf(compound[1])) visit(part, depth + 1);
    const measure = readMeasure(entities, { ref: id });
    if (measure !== null) measures.push(measure);
  };
  for (const representation of representations) {
    const values =
      entities.values(representation, 'SHAPE_DIMENSION_REPRESENTATION') ?? entities.values(representation, 'REPRESENTATION');
    for (const id of referencesIn(values?.[1])) visit(id, 0);
  }
  const named = (pattern: RegExp): Measure | null => measures.find(({ name }) => name !== null && pattern.test(name)) ?? null;
  const [upper, lower] = [named(/^upper limit/), named(/^lower limit/)];
  const nominal = named(/^nominal/) ?? measures.find((measure) => measure !== upper && measure !== lower) ?? null;
  if (nominal === null && upper === null && lower === null) return null;
  return { nominal, upper, lower, notes, ...rangeOf(entities, range, nominal) };
}

/** Items of `SET_REPRESENTATION_ITEM((#1,#2))` and of a plain list. */
function partsOf(value: StepValue | undefined): number[] {
  return referencesIn(isTyped(value) ? value.values[0] : value);
}

function rangeOf(
  entities: StepEntities,
  range: StepValue | undefined,
  nominal: Measure | null,
): Pick<Values, 'deviations' | 'fit'> {
  const none = { deviations: null, fit: null };
  const fits = entities.follow(range, 'LIMITS_AND_FITS');
  if (fits !== null) {
    // Form variance `H` and grade `7`; some write both into the first.
    const [form, , grade] = fits.values.map((value) => meaningful(value) ?? '');
    const written = `${form ?? ''}${grade ?? ''}`;
    return { ...none, fit: written === '' ? null : written };
  }
  const value = entities.follow(range, 'TOLERANCE_VALUE');
  if (value === null) return none;
  const [lower, upper] = [readMeasure(entities, value.values[0]), readMeasure(entities, value.values[1])];
  if (lower === null || upper === null) return none;
  return {
    ...none,
    deviations: nominal === null ? [lower.value, upper.value] : [inUnitOf(lower, nominal), inUnitOf(upper, nominal)],
  };
}

function factOf({ name, isAngular }: Characteristic, values: Values, annotation: Presented | null): DimensionFact {
  const { nominal, upper, lower, fit } = values;
  const measure = nominal ?? upper ?? lower;
  return {
    value: nominal?.value ?? null,
    unit: measure?.unit ?? null,
    unit_source: measure?.unit == null ? 'unknown' : 'stated',
    dimension_type: typeOf(name, isAngular || measure?.isAngle === true),
    ...toleranceOf(values),
    fit,
    quantity: annotation?.quantity ?? 1,
    label: annotation?.label ?? composed(name, values),
    layer: null,
    source_page: null,
    position_x: null,
    position_y: null,
    measured_or_stored: 'stored',
  };
}

function typeOf(name: string, isAngular: boolean): DimensionType {
  if (isAngular || /angle/.test(name)) return 'angular';
  if (/diameter/.test(name)) return 'diameter';
  if (/radius/.test(name)) return 'radial';
  return /^(?:curve length|curved distance)|arc/.test(name) ? 'arc_length' : 'linear';
}

function toleranceOf({
  nominal,
  upper,
  lower,
  deviations,
  notes,
}: Values): Pick<DimensionFact, 'tolerance_plus' | 'tolerance_minus' | 'tolerance_type'> {
  if (deviations !== null) {
    const [minus, plus] = deviations;
    const isSymmetric = Math.abs(plus + minus) <= 1e-9 * Math.abs(plus) && plus !== 0;
    return { tolerance_plus: plus, tolerance_minus: minus, tolerance_type: isSymmetric ? 'symmetric' : 'asymmetric' };
  }
  if (upper !== null || lower !== null) {
    const own = nominal ?? upper ?? lower;
    const limit = (measure: Measure | null): number | null => (measure === null || own === null ? null : inUnitOf(measure, own));
    return { tolerance_plus: limit(upper), tolerance_minus: limit(lower), tolerance_type: 'limits' };
  }
  // Some writers qualify the value where others add a note.
  const said = nominal?.qualifier == null ? notes : [...notes, nominal.qualifier];
  const kind = said.some(isBasic) ? 'basic' : said.some(isReferenceOnly) ? 'reference' : null;
  return { tolerance_plus: null, tolerance_minus: null, tolerance_type: kind };
}

const isBasic = (note: string): boolean => /^(?:theoretical|basic)/.test(note);
const isReferenceOnly = (note: string): boolean => /^(?:auxiliary|reference)/.test(note);

/** ISO 14405-1 and ASME Y14.5, for the descriptions that CAx-IF lists. */
const modifiers: Readonly<Record<string, string>> = {
  'envelope requirement': 'Ⓔ',
  independency: 'Ⓘ',
  statistical: '⟨ST⟩',
  'statistical tolerance': '⟨ST⟩',
  'continuous feature': '⟨CF⟩',
};

/** The dimension as a drawing would print it. */
function composed(name: string, { nominal, upper, lower, deviations, fit, notes }: Values): string {
  const decimals = nominal?.decimals ?? null;
  const sign = signOf(name, notes);
  const degree = (nominal ?? upper ?? lower)?.isAngle === true ? '°' : '';
  const number = (measure: Measure): string => `${printed(measure.value, measure.decimals ?? decimals)}${degree}`;
  const limits = [lower, upper].filter((limit) => limit !== null).map(number);
  const figure = `${sign}${nominal === null ? limits.join(' - ') : number(nominal)}`;
  const bounds = nominal !== null && limits.length > 0 ? ` (${limits.join(' - ')})` : '';
  const suffix = [
    ...(fit === null ? [] : [fit]),
    ...(deviations === null ? [] : [deviation(deviations, decimals, degree)]),
    ...(nominal?.qualifier == null ? [] : (qualifiers[nominal.qualifier] ?? [])),
    ...notes.flatMap((note) => modifiers[note] ?? []),
  ];
  const whole = [`${figure}${bounds}`, ...suffix].join(' ');
  return notes.some(isReferenceOnly) ? `(${whole})` : whole;
}

const qualifiers: Readonly<Record<string, readonly string[]>> = { maximum: ['MAX'], minimum: ['MIN'], average: ['AVG'] };

function signOf(name: string, notes: readonly string[]): string {
  if (notes.includes('controlled radius') || name === 'controlled radius') return 'CR';
  if (notes.includes('square')) return '□';
  const around = /spherical/.test(name) ? 'S' : '';
  if (/diameter/.test(name)) return `${around}Ø`;
  return /radius/.test(name) ? `${around}R` : '';
}

function deviation([lower, upper]: readonly [number, number], decimals: number | null, degree: string): string {
  const digits = (value: number): string => {
    // A tolerance of 0.005 of a size that shows two digits must not read 0.01.
    const shown = decimals !== null && Number(value.toFixed(decimals)) === value ? decimals : null;
    return `${printed(value, shown)}${degree}`;
  };
  if (upper !== 0 && Math.abs(upper + lower) <= 1e-9 * Math.abs(upper)) return `±${digits(upper)}`;
  const signed = (value: number): string => `${value > 0 ? '+' : ''}${digits(value)}`;
  return `${signed(upper)}/${signed(lower)}`;
}
