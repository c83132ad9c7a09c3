import { columnKindOf, type ColumnKind } from '../../sheet-words/columns.js';
import type { Line } from '../text/lines.js';

export type { ColumnKind };

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
  const columns: Column[] = row.map((line) => ({ kind: columnKindOf(line.text), heading: line.text.trim(), line }));
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

/** A second column of a kind is a property under its own heading. */
function oneOfEach(columns: Column[]): void {
  const seen = new Set<ColumnKind>();
  for (const column of columns) {
    if (column.kind !== 'other' && seen.has(column.kind)) column.kind = 'other';
    seen.add(column.kind);
  }
}
