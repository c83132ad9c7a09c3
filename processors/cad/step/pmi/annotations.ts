import type { StepEntities } from '../entities.js';
import { meaningful, referencesIn, type StepValue } from '../values.js';

/** What annotations say. Most draw their letters as curves or triangles and say nothing that can be read. */
export interface Annotations {
  /** Notes that are no dimension, tolerance or datum. */
  readonly notes: readonly string[];
  /** Text that stands in the model as letters. */
  readonly texts: readonly string[];
  /** By the number of the dimension or tolerance that the annotation presents. */
  readonly presented: ReadonlyMap<number, Presented>;
  readonly views: readonly string[];
}

export interface Presented {
  /** The annotation as printed; null where it draws its letters. */
  readonly label: string | null;
  /** 2 for `2X`. */
  readonly quantity: number | null;
}

const equivalent = /^equivalent unicode string$/i;
/** `2X`, alone or before a size. */
const quantityAt = /^(\d{1,4})\s?[Xx×](?:\s|$)/;
/** CAx-IF, "PMI Unicode String Specification": what an annotation is, before its text. */
const kindOfString = /^(TXT|DIM|FCF|DTM|DTG|DFS|DTS|SFT|FLG|WLD|BLN)\\w/i;

export function readAnnotations(entities: StepEntities): Annotations {
  const strings = unicodeStrings(entities);
  const byItem = new Map<number, UnicodeString[]>();
  for (const written of strings) byItem.set(written.item, [...(byItem.get(written.item) ?? []), written]);
  const presented = new Map<number, Presented>();
  const used = new Set<UnicodeString>();
  for (const keyword of ['DRAUGHTING_MODEL_ITEM_ASSOCIATION', 'DRAUGHTING_MODEL_ITEM_ASSOCIATION_WITH_PLACEHOLDER']) {
    for (const { values } of entities.all(keyword)) {
      const [definition] = referencesIn(values[2]);
      for (const written of referencesIn(values[4]).flatMap((item) => byItem.get(item) ?? [])) {
        const quantity = quantityAt.exec(written.text);
        if (definition === undefined || (written.kind === 'TXT' && quantity === null)) continue;
        used.add(written);
        const known = presented.get(definition);
        presented.set(definition, {
          label: known?.label ?? (written.kind === 'DIM' ? written.text : null),
          quantity: known?.quantity ?? (quantity === null ? null : Number(quantity[1])),
        });
      }
    }
  }
  const notes = strings.filter((written) => !used.has(written) && (written.kind === 'TXT' || written.kind === null));
  const literals = textKeywords.flatMap((keyword) => entities.all(keyword).map(({ values }) => meaningful(values[1])));
  return {
    notes: [...new Set([...notes.map(({ text }) => text), ...semanticTexts(entities)])],
    texts: literals.filter((text) => text !== null),
    presented,
    views: [
      ...new Set(cameraKeywords.flatMap((keyword) => entities.all(keyword).map(({ values }) => meaningful(values[0])))),
    ].filter((view) => view !== null),
  };
}

const textKeywords = [
  'TEXT_LITERAL',
  'TEXT_LITERAL_WITH_ASSOCIATED_CURVES',
  'TEXT_LITERAL_WITH_BLANKING_BOX',
  'TEXT_LITERAL_WITH_DELINEATION',
  'TEXT_LITERAL_WITH_EXTENT',
] as const;
const cameraKeywords = ['CAMERA_MODEL_D3', 'CAMERA_MODEL_D3_MULTI_CLIPPING', 'CAMERA_MODEL_D3_WITH_HLHSR'] as const;

interface UnicodeString {
  /** The annotation. */
  readonly item: number;
  readonly kind: string | null;
  readonly text: string;
}

function unicodeStrings(entities: StepEntities): UnicodeString[] {
  return described(entities, /^pmi validation property$/i).flatMap(({ definition, name, text }) => {
    if (!equivalent.test(name)) return [];
    const within = entities.follow(definition, 'CHARACTERIZED_ITEM_WITHIN_REPRESENTATION');
    const [item] = referencesIn(within === null ? definition : within.values[2]);
    const kind = kindOfString.exec(text)?.[1]?.toUpperCase() ?? null;
    const plain = plainText(text.replace(kindOfString, ''));
    return item === undefined || plain === '' ? [] : [{ item, kind, text: plain }];
  });
}

/** `\w` separates fields and words, `/n` lines. */
function plainText(text: string): string {
  return text
    .replace(/\s*\/n\s*/g, '\n')
    .replace(/\\w/g, ' ')
    .replace(/[ \t]+/g, ' ')
    .trim();
}

/** Notes as values rather than as drawings (CAx-IF, "Semantic Text"). */
function semanticTexts(entities: StepEntities): string[] {
  return described(entities, /^semantic text$/i)
    .map(({ text }) => plainText(text))
    .filter((text) => meaningful(text) !== null);
}

interface Described {
  readonly definition: StepValue | undefined;
  readonly name: string;
  readonly text: string;
}

function described(entities: StepEntities, property: RegExp): Described[] {
  return entities.all('PROPERTY_DEFINITION_REPRESENTATION').flatMap(({ values }) => {
    const definition = entities.follow(values[0], 'PROPERTY_DEFINITION');
    if (typeof definition?.values[0] !== 'string' || !property.test(definition.values[0].trim())) return [];
    const items = entities.follow(values[1], 'REPRESENTATION');
    return referencesIn(items?.values[1]).flatMap((item) => {
      const [name, text] = entities.values(item, 'DESCRIPTIVE_REPRESENTATION_ITEM') ?? [];
      return typeof name === 'string' && typeof text === 'string' ? [{ definition: definition.values[2], name, text }] : [];
    });
  });
}
