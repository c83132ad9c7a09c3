import { columnKindOf } from '../../sheet-words/columns.js';

/** Columns of parts lists and revision tables by their headings. */
export type ColumnKey = 'item' | 'part_number' | 'description' | 'quantity' | 'material' | 'revision' | 'date' | 'sign';

const headings: readonly (readonly [ColumnKey, RegExp])[] = [
  [
    'item',
    /^(?:(?:item|find|pos(?:ition)?|balloon|line|seq|ref|mark|bubble)\.?\s*(?:no|nr|number|#)?\.?|no\.?|nr\.?|#|序号|項目)$/i,
  ],
  [
    'part_number',
    /^(?:(?:part|drawing|dwg|stock|component|catalog|cat|model|artikel|teile?|sach)\.?\s*-?\s*(?:no|nr|number|num|nummer|id|#)\.?|part|p\s*\/\s*n|number|zeichnungs?-?\s*nr\.?|代号|图号)$/i,
  ],
  [
    'description',
    /^(?:description|desc\.?|nomenclature|part\s*name|part\s*description|name|title|benennung|bezeichnung|d[ée]signation|remarks?|名称)$/i,
  ],
  [
    'quantity',
    /^(?:qty\.?|quantity|q'?ty|qnty|no\.?\s*(?:off|req'?d)|qty\.?\s*(?:req'?d\.?|per\s*\w+)|req'?d\.?|quan\.?|menge|anzahl|stk\.?|st[üu]ck|pcs\.?|count|off|数量)$/i,
  ],
  ['material', /^(?:material(?:\s*spec\.?)?|mat'?l\.?|werkstoff|mati[èe]re|材料)$/i],
  ['revision', /^(?:rev(?:ision)?\.?(?:\s*(?:no|level))?\.?|ltr\.?|letter|zone|issue|index)$/i],
  ['date', /^(?:date|datum)$/i],
  ['sign', /^(?:by|appr?(?:oved|'?d)?\.?|chk'?d?\.?|checked|drawn|dr\.?|ec[non]\.?(?:\s*no\.?)?|name|initials?)$/i],
];

const anyHeading = new RegExp(headings.map(([, pattern]) => pattern.source).join('|'), 'i');

export function columnOf(heading: string): ColumnKey | null {
  if (heading.length > 24) return null;
  const text = heading.replace(/\s+/g, ' ').replace(/\s*:$/, '').trim();
  const own = anyHeading.test(text) ? headings.find(([, pattern]) => pattern.test(text))?.[0] : undefined;
  if (own !== undefined) return own;
  const kind = columnKindOf(text);
  return kind === 'other' ? null : kind === 'item_number' ? 'item' : kind;
}

/** What kind of table a row of headings belongs to; null when it is no heading row. */
export function tableKind(columns: ReadonlySet<ColumnKey | null>): 'parts' | 'revisions' | null {
  const has = (key: ColumnKey): boolean => columns.has(key);
  const names = Number(has('part_number')) + Number(has('description')) + Number(has('material'));
  if (has('quantity') && names >= 1) return 'parts';
  if (has('item') && names >= 2) return 'parts';
  if (has('revision') && (has('description') || has('sign')) && (has('date') || has('sign'))) return 'revisions';
  return null;
}
