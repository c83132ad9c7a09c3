import type { BomItemFact, TableFact } from '../../../queues/contract/facts.js';
import type { Page } from '../page.js';
import type { Line } from '../text/lines.js';
import { columnsOf, type Column } from './columns.js';
import { freeRows } from './free-rows.js';
import { bandsOf, ruledColumns, ruledRows, type ColumnSpan, type TableRow } from './ruled-rows.js';

export interface PartsList {
  readonly items: BomItemFact[];
  readonly tables: TableFact[];
  /** Lines that belong to the lists. */
  readonly lines: ReadonlySet<Line>;
}

/** Columns of a list that ran to the foot of its page, for the next page. */
export interface Carry {
  spans: readonly ColumnSpan[] | null;
}

/** The parts lists of one page: rows below (or above) a row of headings, cells between ruling lines where there are any. */
export function partsListOf(page: Page, carry: Carry): PartsList {
  const lines = page.lines.filter((line) => line.cos > 0.99);
  const result = { items: [] as BomItemFact[], tables: [] as TableFact[], lines: new Set<Line>() };
  const take = (spans: readonly ColumnSpan[], rows: readonly TableRow[]) => {
    for (const row of rows) for (const line of row.lines) result.lines.add(line);
    const items = rows.map((row) => itemOf(spans, row, page.number)).filter((item) => item !== null);
    result.items.push(...items);
    if (rows.length > 0) {
      result.tables.push({
        page: page.number,
        rows: [spans.map((span) => span.column.heading), ...rows.map((row) => row.cells)],
      });
    }
  };
  const headers = headerRows(lines);
  const top = headers[0]?.[0];
  if (carry.spans) {
    const rows = ruledRows(page, lines, carry.spans, 'continued').filter((row) => !top || row.y0 > top.line.y0);
    take(carry.spans, rows);
  }
  carry.spans = null;
  for (const columns of headers) {
    for (const column of columns) result.lines.add(column.line);
    const spans = ruledColumns(page, columns);
    const rows = spans
      ? longer(ruledRows(page, lines, spans, 'down'), ruledRows(page, lines, spans, 'up'))
      : freeRows(lines, columns);
    const used = spans ?? bandsOf(columns, page);
    take(
      used,
      rows.filter(
        (row) =>
          !row.lines.some((line) => headers.some((other) => other !== columns && other.some((column) => column.line === line))),
      ),
    );
    if (spans && (rows.at(-1)?.y0 ?? Infinity) < 0.12 * page.height) carry.spans = spans;
  }
  return result;
}

function longer(a: TableRow[], b: TableRow[]): TableRow[] {
  return b.length > a.length ? b : a;
}

/** Rows of lines that read as a header, top down. Headings of one row share a baseline or at least a cell. */
function headerRows(lines: readonly Line[]): Column[][] {
  const rows: Line[][] = [];
  for (const line of [...lines].sort((a, b) => b.v - a.v)) {
    const host = rows.find((row) =>
      row.some((other) => Math.abs(middle(other) - middle(line)) < 0.6 * Math.min(other.size, line.size)),
    );
    if (host) host.push(line);
    else rows.push([line]);
  }
  return rows.flatMap((row) => {
    const columns = columnsOf(row.sort((a, b) => a.x0 - b.x0));
    return columns ? [columns] : [];
  });
}

function middle(line: Line): number {
  return (line.y0 + line.y1) / 2;
}

function itemOf(spans: readonly ColumnSpan[], row: TableRow, page: number): BomItemFact | null {
  const cell = (kind: Column['kind']) => row.cells[spans.findIndex((span) => span.column.kind === kind)]?.trim() || null;
  const properties: Record<string, unknown> = { page };
  spans.forEach((span, index) => {
    const text = row.cells[index]?.trim();
    if (span.column.kind === 'other' && text) properties[span.column.heading] = text;
  });
  const printed = cell('quantity');
  const quantity = printed === null ? null : quantityOf(printed);
  if (printed !== null && String(quantity) !== printed) properties['quantity_as_printed'] = printed;
  const item: BomItemFact = {
    item_number: cell('item_number'),
    part_number: cell('part_number'),
    description: cell('description'),
    quantity,
    material: cell('material'),
    source_table: `page ${page}`,
    properties,
  };
  const named = item.part_number !== null || item.description !== null;
  const counted = item.quantity !== null || item.item_number !== null;
  return named && counted ? item : null;
}

/** `1,8 m`, `4x`, `12 pcs`, `>10`: the leading number. */
function quantityOf(text: string): number | null {
  const match = /^[>~≥]?\s*(\d+(?:[.,]\d+)?)/.exec(text);
  return match?.[1] === undefined ? null : Number(match[1].replace(',', '.'));
}
