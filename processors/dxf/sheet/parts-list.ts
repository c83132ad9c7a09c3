import type { BomItemFact } from '../../../queues/contract/facts.js';
import type { Drawing } from '../drawing.js';
import { columnOf, tableKind, type ColumnKey } from './table-columns.js';

/** Parts list rows from a grid of cells with headings in its first rows or, in lists that grow upwards, its last. */
export function partsOfGrid(rows: readonly (readonly string[])[], source: string): BomItemFact[] {
  const candidates = [0, 1, 2, rows.length - 1].filter(
    (index, at, all) => index >= 0 && index < rows.length && all.indexOf(index) === at,
  );
  for (const index of candidates) {
    const headings = rows[index] ?? [];
    const columns = headings.map(columnOf);
    if (tableKind(new Set(columns)) !== 'parts') continue;
    const body = index === rows.length - 1 && index > 2 ? rows.slice(0, index).reverse() : rows.slice(index + 1);
    return partsOfRows(columns, headings, body, source);
  }
  return [];
}

export function partsOfRows(
  columns: readonly (ColumnKey | null)[],
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  source: string,
): BomItemFact[] {
  const items: BomItemFact[] = [];
  for (const row of rows) {
    const cell = (key: ColumnKey): string | null => {
      const value = row[columns.indexOf(key)]?.trim();
      return value === undefined || value === '' ? null : value;
    };
    const item: BomItemFact = {
      item_number: cell('item'),
      part_number: cell('part_number'),
      description: cell('description'),
      quantity: quantityOf(cell('quantity')),
      material: cell('material'),
      source_table: source,
      properties: otherCells(columns, headings, row),
    };
    const named = [item.item_number, item.part_number, item.description].filter((value) => value !== null).length;
    if (named >= 2 || (named === 1 && item.quantity !== null)) items.push(item);
  }
  return items;
}

/** Insertions whose attributes form a parts list row each, as AutoCAD Mechanical and many macros write them. */
export function partsOfAttributes(drawing: Drawing, nameOf: (id: number) => string): BomItemFact[] {
  const items: BomItemFact[] = [];
  for (const { insert, values } of drawing.attributes) {
    const headings = values.map(([tag]) => tag.replace(/[_-]+/g, ' ').trim());
    const columns = headings.map(columnOf);
    const keys = new Set(columns);
    if (!keys.has('item') || !keys.has('quantity') || tableKind(keys) !== 'parts') continue;
    const cells = values.map(([, value]) => value);
    items.push(...partsOfRows(columns, headings, [cells], `block ${nameOf(drawing.inserts.blockAt(insert))}`));
  }
  return items;
}

function otherCells(
  columns: readonly (ColumnKey | null)[],
  headings: readonly string[],
  row: readonly string[],
): Record<string, unknown> {
  const properties: Record<string, unknown> = {};
  for (const [index, heading] of headings.entries()) {
    const key = columns[index] ?? null;
    const isTaken = key !== null && key !== 'revision' && key !== 'date' && key !== 'sign' && columns.indexOf(key) === index;
    const value = row[index]?.trim() ?? '';
    if (!isTaken && heading.trim() !== '' && value !== '') properties[heading.trim()] = value;
  }
  return properties;
}

/** `4`, `4x`, `2 PCS`, `1.500`; null for `A/R` and the like. */
function quantityOf(text: string | null): number | null {
  const found = text === null ? null : /^\(?(\d+(?:[.,]\d+)?)\)?\s*(?:x|×|pcs?\.?|ea\.?|off|stk\.?|req'?d)?$/i.exec(text.trim());
  return found === null ? null : Number((found[1] ?? '').replace(',', '.'));
}
