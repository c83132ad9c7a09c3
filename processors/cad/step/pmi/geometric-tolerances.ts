import type { StepEntities } from '../entities.js';
import { isEnum, isReference, isTyped, meaningful, referencesIn, type StepTyped, type StepValue } from '../values.js';
import { printed, readMeasure } from './measures.js';

/** A geometric tolerance (ISO 1101, ASME Y14.5) as the file states it. */
export interface GeometricTolerance {
  /** By the names of ISO 1101: `position`, `surface profile`. */
  readonly characteristic: string;
  /** Width or diameter of the zone; null where the file states none. */
  readonly tolerance: number | null;
  readonly unit: string | null;
  /** Whether the zone is a cylinder or a circle. */
  readonly is_diameter: boolean;
  readonly modifiers: readonly string[];
  /** In their order: `A`, `B-C`, `DⓂ`. */
  readonly datums: readonly string[];
  /** The feature control frame: `⌖ | Ø0.2Ⓜ | A | B`. */
  readonly text: string;
}

/** ISO 10303-47; symbols of ISO 1101. */
const kinds: Readonly<Record<string, readonly [characteristic: string, symbol: string]>> = {
  ANGULARITY_TOLERANCE: ['angularity', '∠'],
  CIRCULAR_RUNOUT_TOLERANCE: ['circular run-out', '↗'],
  COAXIALITY_TOLERANCE: ['concentricity', '◎'],
  CONCENTRICITY_TOLERANCE: ['concentricity', '◎'],
  CYLINDRICITY_TOLERANCE: ['cylindricity', '⌭'],
  FLATNESS_TOLERANCE: ['flatness', '⏥'],
  LINE_PROFILE_TOLERANCE: ['line profile', '⌒'],
  PARALLELISM_TOLERANCE: ['parallelism', '∥'],
  PERPENDICULARITY_TOLERANCE: ['perpendicularity', '⟂'],
  POSITION_TOLERANCE: ['position', '⌖'],
  ROUNDNESS_TOLERANCE: ['roundness', '○'],
  STRAIGHTNESS_TOLERANCE: ['straightness', '⏤'],
  SURFACE_PROFILE_TOLERANCE: ['surface profile', '⌓'],
  SYMMETRY_TOLERANCE: ['symmetry', '⌯'],
  TOTAL_RUNOUT_TOLERANCE: ['total run-out', '⌰'],
};

/** Of tolerances and of datum references; the first edition says `CONDITION` for `REQUIREMENT`. */
const symbols: Readonly<Record<string, string>> = {
  MAXIMUM_MATERIAL: 'Ⓜ',
  LEAST_MATERIAL: 'Ⓛ',
  REGARDLESS_OF_FEATURE_SIZE: 'Ⓢ',
  RECIPROCITY: 'Ⓡ',
  FREE_STATE: 'Ⓕ',
  TANGENT_PLANE: 'Ⓣ',
  STATISTICAL_TOLERANCE: '⟨ST⟩',
  TRANSLATION: '▷',
  COMMON_ZONE: 'CZ',
  SEPARATE_REQUIREMENT: 'SEP REQT',
  MAJOR_DIAMETER: 'MD',
  MINOR_DIAMETER: 'LD',
  PITCH_DIAMETER: 'PD',
  LINE_ELEMENT: 'LE',
  ANY_CROSS_SECTION: 'ACS',
  NOT_CONVEX: 'NC',
};

export function readGeometricTolerances(entities: StepEntities): GeometricTolerance[] {
  const round = roundZones(entities);
  return Object.entries(kinds).flatMap(([keyword, [characteristic, symbol]]) =>
    entities.all(keyword).flatMap(({ id }) => {
      const parts = entities.entities(id);
      const head = headOf(parts, keyword);
      if (head === null) return [];
      const measure = readMeasure(entities, head[2]);
      const modifiers = modifiersOf(entities, parts);
      const datums = datumsOf(entities, parts, head[4]);
      const isDiameter = round.has(id);
      const zone = measure === null ? '' : printed(measure.value, measure.decimals);
      const cells = [symbol, `${isDiameter ? 'Ø' : ''}${[zone, ...modifiers].join('')}`, ...datums];
      return [
        {
          characteristic,
          tolerance: measure?.value ?? null,
          unit: measure?.unit ?? null,
          is_diameter: isDiameter,
          modifiers,
          datums,
          text: cells.filter((cell) => cell !== '').join(' | '),
        },
      ];
    }),
  );
}

/** Name, description, magnitude and toleranced shape, and the datums where one keyword has all. */
function headOf(parts: readonly StepTyped[], keyword: string): readonly StepValue[] | null {
  const own = parts.find((part) => part.keyword === keyword)?.values ?? [];
  const head = own.length >= 4 ? own : parts.find((part) => part.keyword === 'GEOMETRIC_TOLERANCE')?.values;
  return head === undefined || head.length < 4 ? null : head;
}

function modifiersOf(entities: StepEntities, parts: readonly StepTyped[]): string[] {
  return parts.flatMap(({ keyword, values }) => {
    const [first] = values;
    if (keyword === 'GEOMETRIC_TOLERANCE_WITH_MODIFIERS') return listed(first).flatMap(symbolOf);
    if (keyword === 'MODIFIED_GEOMETRIC_TOLERANCE') return symbolOf(first);
    const measured = wordsOfMeasures[keyword];
    const measure = measured === undefined ? null : readMeasure(entities, first);
    return measured === undefined || measure === null ? [] : [` ${measured}${printed(measure.value, measure.decimals)}`];
  });
}

/** ASME Y14.5: unequally disposed; ISO 1101: per unit of length, and a largest tolerance. */
const wordsOfMeasures: Readonly<Record<string, string>> = {
  UNEQUALLY_DISPOSED_GEOMETRIC_TOLERANCE: 'Ⓤ',
  GEOMETRIC_TOLERANCE_WITH_DEFINED_UNIT: '/ ',
  GEOMETRIC_TOLERANCE_WITH_MAXIMUM_TOLERANCE: 'MAX ',
};

function symbolOf(value: StepValue | undefined): string[] {
  // `SIMPLE_DATUM_REFERENCE_MODIFIER(.LEAST_MATERIAL_REQUIREMENT.)`
  if (isTyped(value)) return symbolOf(value.values[0]);
  if (!isEnum(value)) return [];
  const name = value.name.replace(/_(?:REQUIREMENT|CONDITION)$/, '');
  return [symbols[name] ?? symbols[value.name] ?? ` ${value.name.toLowerCase().replaceAll('_', ' ')}`];
}

function listed(value: StepValue | undefined): readonly StepValue[] {
  return Array.isArray(value) ? (value as readonly StepValue[]) : value == null ? [] : [value];
}

/** Either a system of compartments (AP242) or references with a precedence each (AP203, AP214). */
function datumsOf(entities: StepEntities, parts: readonly StepTyped[], own: StepValue | undefined): string[] {
  const stated = parts.find(({ keyword }) => keyword === 'GEOMETRIC_TOLERANCE_WITH_DATUM_REFERENCE')?.values[0] ?? own;
  const references = referencesIn(stated);
  const compartments = references.flatMap((id) => {
    const system = entities.values(id, 'DATUM_SYSTEM');
    return system === null ? [] : referencesIn(system[4]);
  });
  if (compartments.length > 0) return compartments.flatMap((id) => compartment(entities, id, 'DATUM_REFERENCE_COMPARTMENT', 0));
  return references
    .flatMap((id) => {
      const values = entities.values(id, 'DATUM_REFERENCE') ?? entities.values(id, 'REFERENCED_MODIFIED_DATUM');
      const letter = values === null ? null : letterOf(entities, values[1]);
      const modified = entities.values(id, 'REFERENCED_MODIFIED_DATUM');
      const modifier = modified?.at(-1);
      return letter === null ? [] : [{ order: Number(values?.[0]), text: [letter, ...symbolOf(modifier)].join('') }];
    })
    .sort((a, b) => a.order - b.order)
    .map(({ text }) => text);
}

/** Attributes: name, description, of_shape, product_definitional, base, modifiers. */
function compartment(entities: StepEntities, id: number, keyword: string, depth: number): string[] {
  const values = entities.values(id, keyword);
  if (values === null || depth > 2) return [];
  const base = values[4];
  // A single datum, or `COMMON_DATUM_LIST((#1,#2))` of elements for `A-B`.
  const list = isTyped(base) ? base.values[0] : isReference(base) ? entities.values(base.ref, 'COMMON_DATUM_LIST')?.[0] : base;
  const single = isReference(base) ? letterOf(entities, base) : null;
  const elements =
    single === null
      ? referencesIn(list).flatMap((element) => compartment(entities, element, 'DATUM_REFERENCE_ELEMENT', depth + 1))
      : [single];
  if (elements.length === 0) return [];
  return [[elements.join('-'), ...listed(values[5]).flatMap(symbolOf)].join('')];
}

function letterOf(entities: StepEntities, value: StepValue | undefined): string | null {
  return isReference(value) ? meaningful(entities.values(value.ref, 'DATUM')?.at(-1)) : null;
}

/** Tolerances whose zone is a cylinder or a circle. */
function roundZones(entities: StepEntities): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { values } of entities.all('TOLERANCE_ZONE')) {
    const form = entities.follow(values[5], 'TOLERANCE_ZONE_FORM')?.values[0];
    if (typeof form !== 'string' || !/cylindrical|circular|spherical/i.test(form) || /^between/i.test(form)) continue;
    for (const tolerance of referencesIn(values[4])) found.add(tolerance);
  }
  return found;
}

/** Letters of the datums, and names of the datum targets: `A`, `B`, `A1`. */
export function readDatums(entities: StepEntities): string[] {
  const targetsOf = new Map<number, string>();
  const letters = entities.all('DATUM').flatMap(({ id, values }) => {
    const letter = meaningful(values.at(-1));
    if (letter !== null) targetsOf.set(id, letter);
    return letter === null ? [] : [letter];
  });
  const targets = entities.all('SHAPE_ASPECT_RELATIONSHIP').flatMap(({ values }) => {
    const target = entities.follow(values[2], 'PLACED_DATUM_TARGET_FEATURE', 'DATUM_TARGET');
    const [datum] = referencesIn(values[3]);
    const letter = datum === undefined ? undefined : targetsOf.get(datum);
    const number = meaningful(target?.values.at(-1));
    return letter === undefined || number === null ? [] : [/^\d+$/.test(number) ? `${letter}${number}` : number];
  });
  return [...new Set(letters)].sort().concat([...new Set(targets)].sort());
}
