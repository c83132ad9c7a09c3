import type { Line } from '../text/lines.js';

export type ColumnKind = 'item_number' | 'part_number' | 'description' | 'quantity' | 'material' | 'other';

/** Heading words of a parts list; a heading that is none of these keeps its own name in `properties`. */
const headings: readonly (readonly [Exclude<ColumnKind, 'other'>, RegExp])[] = [
  [
    'quantity',
    /^(?:(?:TOTAL\s*)?(?:QTY|QUANTITY|QUANT|QUAN|QNTY)\.?(?:\s*(?:REQ['’]?D?|REQUIRED|PER\s*\w+|NEEDED|\(.*\)|\/.*))?|AMOUNT|COUNT|PCS\.?|PIECES|REQ['’]?D|MENGE|ANZAHL|STK\.?|ST[ÜU]CK(?:ZAHL)?|QUANTIT[ÉE]|QT[ÉE]|NOMBRE|NB\.?|NBRE\.?|CANTIDAD|CANT\.?|CTD\.?|AANTAL|QUANTIDADE|ILO[ŚS][ĆC]|ANTAL|MNO[ŽZ]STV[ÍI]|QUANTIT[ÀA]|Q\.?T[ÀA]|数\s?量)$/i,
  ],
  [
    'part_number',
    /^(?:(?:MFR?G?\.?|MANUFACTURER|VENDOR|SUPPLIER)?\s*(?:PART|PT|PRODUCT|CATALOG(?:UE)?|CAT|MODEL|STOCK|MATERIAL)\s*(?:NO|NUMBER|NUM|#|NR|ID|CODE)\.?|P\/N|PN|MPN|SKU|(?:DWG|DRAWING|DOC(?:UMENT)?)\.?\s*(?:NO|NUMBER|#)\.?|PART\s*NUM(?:BER)?\s*\/.*|NUMBER|(?:ARTIKEL|TEILE|SACH|BESTELL)-?\s?(?:NUMMER|NR\.?)|RÉFÉRENCE|REFERENCIA|REFERÊNCIA|RIFERIMENTO|R[ÉE]F\.\s*ARTICLE|C[ÓO]DIGO|CODICE|图\s?号|代\s?号)$/i,
  ],
  [
    'item_number',
    /^(?:(?:ITEM|POS|FIND|BALLOON|LINE|SEQ|INDEX)\s*(?:NO|NUMBER|#|ID|NUM|NR)?\.?|(?:BOM|PART)\s*ID|POS(?:ITION|ICI[ÓO]N|IZIONE)?\.?(?:\s*NR\.?)?|NO\.?|NR\.?|N[°º]\.?|#|ID|REF\.?(?:\s*DES(?:IGNATORS?)?\.?)?|REP(?:[ÈE]RE)?\.?|MARCA|LP\.?|REFERENCE|DESIGNATORS?|序\s?号)$/i,
  ],
  [
    'description',
    /^(?:(?:PART\s*|ITEM\s*|COMPONENT\s*|MATERIAL\s*)?(?:DESCRIPTION|DESCRIPTIONS|DESC|NAME|TITLE)\.?|NOMENCLATURE(?:\s*OR\s*DESCRIPTION)?|DESIGNATION|COMPONENT|BENENNUNG|BEZEICHNUNG|BESCHREIBUNG|D[ÉE]SIGNATION|DESCRIPCI[ÓO]N|DENOMINACI[ÓO]N|DENOMINAZIONE|DESCRIZIONE|OMSCHRIJVING|BENAMING|BEN[ÄA]MNING|DENOMINAÇÃO|DESCRIÇÃO|NAZWA|N[ÁA]ZEV|名\s?称)$/i,
  ],
  ['material', /^(?:MATERIALS?|MAT['’]?L|WERKSTOFF|MATI[ÈE]RE|MATERIALE|MATERIAAL|MATERIA[ŁL]|MATERI[ÁA]L|材\s?料)\.?$/i],
];

/** Headings whose kind depends on what else the header has. */
const part = /^(?:PARTS?|TEIL|PI[ÈE]CE|PIEZA)$/i;
const list = /^(?:BOM|ITEM|PARTS?\s*LIST)$/i;

export interface Column {
  kind: ColumnKind;
  readonly heading: string;
  readonly line: Line;
}

/** The columns of a row of headings; null when the row is not the header of a parts list. */
export function columnsOf(row: readonly Line[]): Column[] | null {
  const columns: Column[] = row.map((line) => ({ kind: kindOf(line.text), heading: line.text.trim(), line }));
  const has = (kind: ColumnKind) => columns.some((column) => column.kind === kind);
  for (const column of columns) {
    if (list.test(column.heading) && has('item_number') && !has('description') && column.kind !== 'item_number')
      column.kind = 'description';
    if (part.test(column.heading)) {
      if (!has('part_number') && has('description') && has('item_number')) column.kind = 'other';
      else if (has('part_number') && !has('item_number')) column.kind = 'item_number';
      else if (!has('description')) column.kind = 'description';
    }
  }
  oneOfEach(columns);
  const named = columns.some((column) => column.kind === 'description' || column.kind === 'part_number');
  const counted = columns.some((column) => column.kind === 'quantity');
  const numbered = columns.some((column) => column.kind === 'item_number');
  return named && (counted || numbered) && columns.length >= 2 && (counted || columns.length >= 3) ? columns : null;
}

function kindOf(text: string): ColumnKind {
  const heading = text.trim().replace(/\s*[:：]$/, '');
  return headings.find(([, pattern]) => pattern.test(heading))?.[0] ?? 'other';
}

/** A second column of a kind is a property under its own heading. */
function oneOfEach(columns: Column[]): void {
  const seen = new Set<ColumnKind>();
  for (const column of columns) {
    if (column.kind !== 'other' && seen.has(column.kind)) column.kind = 'other';
    seen.add(column.kind);
  }
}
