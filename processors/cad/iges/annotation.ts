import type { BlockFact, DimensionFact, DimensionType, Metadata, TextFact } from '../../../queues/contract/facts.js';
import { parseCallout } from '../../callout/grammar.js';
import { readIgesEntities, type IgesEntity } from './entities.js';

/** What an IGES file says beside its geometry (IGES 5.3, section 4). */
export interface IgesAnnotation {
  readonly texts: readonly TextFact[];
  readonly dimensions: readonly DimensionFact[];
  /** Subfigures, which IGES has for what is placed again and again. */
  readonly blocks: readonly BlockFact[];
  readonly layers: NonNullable<Metadata['layers']>;
  readonly colours: readonly string[];
  /** Names that properties give to entities, each once. */
  readonly names: readonly string[];
  /** How many entities of each kind there are. */
  readonly contents: Readonly<Record<string, number>>;
}

const [note, subfigure, instance, colour, property, nameForm] = [212, 308, 408, 314, 406, 15];
const dimensionTypes: Readonly<Record<number, DimensionType>> = {
  202: 'angular',
  204: 'linear',
  206: 'diameter',
  216: 'linear',
  218: 'ordinate',
  220: 'unknown',
  222: 'radial',
};
const read = new Set([note, subfigure, instance, colour, property, ...Object.keys(dimensionTypes).map(Number)]);

/** Section 2.2.4.4.13. */
const numberedColours = ['black', 'red', 'green', 'blue', 'yellow', 'magenta', 'cyan', 'white'] as const;

const kinds: readonly (readonly [kind: string, types: readonly number[]])[] = [
  ['solids', [186]],
  ['primitive and boolean solids', [150, 152, 154, 156, 158, 160, 162, 164, 168, 180, 184]],
  ['trimmed surfaces', [143, 144]],
  ['surfaces', [108, 114, 118, 120, 122, 128, 140]],
  ['lines and curves', [100, 102, 104, 106, 110, 112, 126, 130]],
  ['points', [116]],
  ['notes', [212, 312]],
  ['dimensions', [202, 204, 206, 216, 218, 220, 222]],
  ['subfigures', [308]],
  ['groups', [402]],
  ['finite elements', [136]],
];
const mostNames = 200;

/** @param unit of lengths, as the header states it; null where it does not */
export function readIgesAnnotation(
  bytes: Uint8Array,
  delimiters: readonly [parameter: string, record: string],
  unit: string | null,
): IgesAnnotation {
  const entities = readIgesEntities(bytes, delimiters, (type) => read.has(type));
  const byEntry = new Map(entities.map((entity) => [entity.entry, entity]));
  return {
    texts: entities.filter(({ type }) => type === note).flatMap(textsOf),
    dimensions: entities.flatMap((entity) => dimensionOf(entity, byEntry, unit)),
    blocks: blocksOf(entities),
    layers: layersOf(entities),
    colours: coloursOf(entities, byEntry),
    names: namesOf(entities).slice(0, mostNames),
    contents: contentsOf(entities),
  };
}

/** Of a general note: how many strings, and twelve parameters each, of which the last is the text (section 4.57). */
function textsOf({ parameters, level, isBlanked }: IgesEntity): TextFact[] {
  const values = parameters ?? [];
  const count = Math.min(Number(values[0]) || 0, Math.floor((values.length - 1) / stringParameters));
  return Array.from({ length: count }, (_, index) => values.slice(1 + index * stringParameters)).flatMap((of) => {
    const text = (of[11] ?? '').trim();
    if (text === '') return [];
    return [
      {
        text,
        source: 'text' as const,
        tag: null,
        page: null,
        layer: String(level),
        space: 'model' as const,
        visible: !isBlanked,
        x: numberIn(of[8]),
        y: numberIn(of[9]),
        height: numberIn(of[2]),
        angle: degrees(numberIn(of[5])),
      },
    ];
  });
}

const stringParameters = 12;

function degrees(radians: number | null): number | null {
  return radians === null ? null : Number(((radians * 180) / Math.PI).toPrecision(12));
}

/** Fortran writes `1.5D2`. */
function numberIn(value: string | undefined): number | null {
  const text = (value ?? '').trim().replace(/[dD]/, 'e');
  return text === '' || !Number.isFinite(Number(text)) ? null : Number(text);
}

/** A dimension has no value of its own but the note that is printed with it, its first parameter. */
function dimensionOf(entity: IgesEntity, byEntry: ReadonlyMap<number, IgesEntity>, unit: string | null): DimensionFact[] {
  const kind = dimensionTypes[entity.type];
  const printed = byEntry.get(Number(entity.parameters?.[0]));
  if (kind === undefined || printed?.type !== note) return [];
  const strings = textsOf(printed);
  const label = strings.map(({ text }) => text).join(' ');
  const [parsed] = parseCallout(label);
  if (label === '') return [];
  const isAngle = kind === 'angular' || parsed?.type === 'angular';
  return [
    {
      value: parsed?.value ?? null,
      unit: isAngle ? 'deg' : unit,
      unit_source: isAngle ? 'dimension' : unit === null ? 'unknown' : 'header',
      dimension_type: parsed !== undefined && kind === 'linear' && parsed.type !== 'unknown' ? parsed.type : kind,
      tolerance_plus: parsed?.plus ?? null,
      tolerance_minus: parsed?.minus ?? null,
      tolerance_type: parsed?.kind ?? null,
      fit: parsed?.fit ?? null,
      quantity: parsed?.quantity ?? 1,
      label,
      layer: String(entity.level),
      source_page: null,
      position_x: strings[0]?.x ?? null,
      position_y: strings[0]?.y ?? null,
      measured_or_stored: 'printed',
    },
  ];
}

/** A subfigure: depth, name, and the entities it is made of, instances of others among them. */
function blocksOf(entities: readonly IgesEntity[]): BlockFact[] {
  const definitions = new Map(entities.filter(({ type }) => type === subfigure).map((entity) => [entity.entry, entity]));
  const targets = new Map(
    entities.filter(({ type }) => type === instance).map(({ entry, parameters }) => [entry, Number(parameters?.[0])]),
  );
  const children = new Map<number, number[]>();
  const within = new Set<number>();
  for (const [entry, { parameters }] of definitions) {
    const members = (parameters ?? []).slice(3, 3 + (Number(parameters?.[2]) || 0)).map(Number);
    for (const member of members) if (targets.has(member)) within.add(member);
    children.set(
      entry,
      members.flatMap((member) => targets.get(member) ?? []),
    );
  }
  const expanded = new Map<number, number>();
  let budget = mostExpanded;
  const place = (entry: number, depth: number): void => {
    if (depth > deepest || (budget -= 1) < 0) return;
    expanded.set(entry, (expanded.get(entry) ?? 0) + 1);
    for (const child of children.get(entry) ?? []) place(child, depth + 1);
  };
  for (const [entry, target] of targets) if (!within.has(entry)) place(target, 0);
  return [...definitions].map(([entry, { parameters }]) => ({
    name: parameters?.[1] ?? '',
    entities: Number(parameters?.[2]) || 0,
    inserts: [...targets.values()].filter((target) => target === entry).length,
    inserts_expanded: expanded.get(entry) ?? 0,
    attributes: [],
  }));
}

/** Subfigures that contain each other, or double level by level, would never end. */
const [deepest, mostExpanded] = [50, 100_000];

/** Levels by number; one is hidden where all that stands on it is blanked. */
function layersOf(entities: readonly IgesEntity[]): NonNullable<Metadata['layers']> {
  const levels = new Map<number, { visible: boolean; entities: number }>();
  for (const { level, isBlanked, subordinate } of entities) {
    // What belongs to another entity stands where that stands; a negative number points to a list of levels.
    if (level < 0 || subordinate === 1 || subordinate === 3) continue;
    const known = levels.get(level) ?? { visible: false, entities: 0 };
    levels.set(level, { visible: known.visible || !isBlanked, entities: known.entities + 1 });
  }
  return [...levels].sort(([a], [b]) => a - b).map(([level, layer]) => ({ name: String(level), ...layer }));
}

/** A number from 1 to 8, or minus the entry of a definition by per cent of red, green and blue. */
function coloursOf(entities: readonly IgesEntity[], byEntry: ReadonlyMap<number, IgesEntity>): string[] {
  const used = new Set(entities.map(({ color }) => color));
  return [...used].flatMap((number) => {
    if (number >= 0) return numberedColours[number - 1] ?? [];
    const definition = byEntry.get(-number);
    const shares = (definition?.parameters ?? []).slice(0, 3).map(numberIn);
    if (definition?.type !== colour || shares.length < 3) return [];
    const hex = shares.map((share) =>
      Math.round((Math.min(Math.max(share ?? 0, 0), 100) / 100) * 255)
        .toString(16)
        .padStart(2, '0'),
    );
    return `#${hex.join('')}`;
  });
}

function namesOf(entities: readonly IgesEntity[]): string[] {
  const named = entities.filter(({ type, form }) => type === property && form === nameForm);
  return [...new Set(named.map(({ parameters }) => (parameters?.[1] ?? '').trim()))].filter((name) => name !== '');
}

function contentsOf(entities: readonly IgesEntity[]): Record<string, number> {
  const counted = kinds.map(([kind, types]) => [kind, entities.filter(({ type }) => types.includes(type)).length] as const);
  return Object.fromEntries(counted.filter(([, count]) => count > 0));
}
