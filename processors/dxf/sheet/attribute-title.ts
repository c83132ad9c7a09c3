import type { BlockGraph } from '../block-graph.js';
import type { Drawing } from '../drawing.js';
import { fieldOfTag, isPlausible, type TitleField } from './title-fields.js';
import type { TitleResult } from './title-result.js';

/** Names that title blocks and drawing frames go by. */
export const titleBlockName =
  /title|border|frame|format|schriftfeld|rahmen|cartouche|cartiglio|cajetin|sheet|title_?blk|tblk|\btb[_-]|图框|標題|标题/i;

/** Fields that one form must have when its block's name says nothing. */
const minimumFields = 3;

const positionTag = /^(?:item|pos(?:ition)?)(?:no)?$/i;
const rowTag = /^(?:item|qty|quantity|pos(?:ition)?)(?:no)?$/i;

/**
 * The title block among the insertions: the one whose attributes name most fields. A block named like a title block needs
 * one field, another three.
 */
export function attributeTitle(drawing: Drawing, graph: BlockGraph): TitleResult | null {
  const inserted = new Map<string, number>();
  for (const { insert } of drawing.attributes) {
    const name = graph.knownName(drawing.inserts.blockAt(insert)).toUpperCase();
    inserted.set(name, (inserted.get(name) ?? 0) + 1);
  }
  let best: { score: number; fields: Map<TitleField, string>; insert: number; isNamed: boolean } | null = null;
  for (const { insert, values } of drawing.attributes) {
    const named = new Set<TitleField>();
    const fields = new Map<TitleField, string>();
    for (const [tag, raw] of values) {
      const field = fieldOfTag(tag);
      if (field === null) continue;
      named.add(field);
      const value = raw.replace(/\s+/g, ' ').trim();
      if (value === '' || !isAllowed(field, value)) continue;
      const before = fields.get(field);
      // Titles run over several attributes; of others the first that says something counts.
      if (before === undefined) fields.set(field, value);
      else if (field === 'title' && before !== value) fields.set(field, `${before} ${value}`);
    }
    const name = graph.knownName(drawing.inserts.blockAt(insert));
    const isNamed = titleBlockName.test(name);
    const isForm = named.size >= minimumFields || (isNamed && named.size >= 1);
    // A part's own data name its quantity too; rows of a list come in numbers, or with their position.
    const isRepeated = (inserted.get(name.toUpperCase()) ?? 0) > 1;
    const isPartsRow = !isNamed && values.some(([tag]) => (isRepeated ? rowTag : positionTag).test(tag.replace(/[^a-z]/gi, '')));
    if (!isForm || isPartsRow || fields.size === 0) continue;
    const score = fields.size + (isNamed ? 2 : 0) + named.size / 100;
    if (best === null || score > best.score) best = { score, fields, insert, isNamed };
  }
  if (best === null) return null;
  return {
    fields: best.fields,
    bounds: graph.boundsOfInsert(drawing.inserts.at(best.insert)),
    container: drawing.inserts.containerAt(best.insert),
    rule: 'attributes',
    confidence: best.isNamed ? 0.98 : 0.9,
  };
}

/** An attribute is what its tag says; only what cannot be a value at all is left out. */
function isAllowed(field: TitleField, value: string): boolean {
  return field === 'drawing_number' || field === 'part_number' || field === 'title'
    ? /[\p{L}\d]/u.test(value)
    : isPlausible(field, value);
}
