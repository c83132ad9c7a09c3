import { cellAt, isClosed, type Cell } from '../layout/cells.js';
import type { Page } from '../page.js';
import type { Line } from '../text/lines.js';
import type { Column } from './columns.js';

export interface ColumnSpan {
  readonly column: Column;
  readonly x0: number;
  readonly x1: number;
  /** Cell of the heading. */
  readonly y0: number;
  readonly y1: number;
}

export interface TableRow {
  /** One text per column. */
  readonly cells: string[];
  readonly lines: readonly Line[];
  readonly y0: number;
}

/** Points; a row may hold several wrapped lines but not half a page. */
const highestRow = 140;
const mostRows = 2000;

/** The columns as the ruling lines around the headings bound them; null when headings have no cells of their own. */
export function ruledColumns(page: Page, columns: readonly Column[]): ColumnSpan[] | null {
  const spans: ColumnSpan[] = [];
  for (const column of columns) {
    const { line } = column;
    const cell = cellAt(page.rulings, (line.x0 + line.x1) / 2, (line.y0 + line.y1) / 2);
    if (!isClosed(cell) || cell.y1 - cell.y0 > highestRow) return null;
    if (spans.some((span) => Math.abs(span.x0 - cell.x0) < 1)) return null;
    spans.push({ column, ...cell });
  }
  return spans;
}

/** Columns of a list without ruling lines: each heading's own place, up to half way to its neighbours. */
export function bandsOf(columns: readonly Column[], page: Page): ColumnSpan[] {
  return columns.map((column, index) => {
    const [before, after] = [columns[index - 1]?.line, columns[index + 1]?.line];
    const { line } = column;
    return {
      column,
      x0: before ? (before.x1 + line.x0) / 2 : 0,
      x1: after ? (line.x1 + after.x0) / 2 : page.width,
      y0: line.y0,
      y1: line.y1,
    };
  });
}

/**
 * Walks from the header cell by cell along the column whose cells are never merged: the item's or the quantity's.
 * `continued` starts at the top of the page, for a list whose header is on the page before.
 */
export function ruledRows(
  page: Page,
  lines: readonly Line[],
  spans: readonly ColumnSpan[],
  way: 'down' | 'up' | 'continued',
): TableRow[] {
  const guide =
    spans.find((span) => span.column.kind === 'item_number') ?? spans.find((span) => span.column.kind === 'quantity') ?? spans[0];
  if (!guide) return [];
  const x = (guide.x0 + guide.x1) / 2;
  const rows: TableRow[] = [];
  let cell: Cell | undefined = way === 'continued' ? topCell(page, guide) : guide;
  if (way === 'continued' && cell) rows.push(rowIn(lines, spans, cell));
  while (cell && rows.length < mostRows) {
    cell = cellAt(page.rulings, x, way === 'up' ? cell.y1 + 1 : cell.y0 - 1);
    if (!isClosed(cell) || cell.y1 - cell.y0 > highestRow || Math.abs(cell.x0 - guide.x0) > 3 || Math.abs(cell.x1 - guide.x1) > 3)
      break;
    rows.push(rowIn(lines, spans, cell));
  }
  return rows.filter((row) => row.lines.length > 0);
}

function topCell(page: Page, guide: ColumnSpan): Cell | undefined {
  const x = (guide.x0 + guide.x1) / 2;
  const rulings = page.rulings.horizontal.filter((ruling) => ruling.from < x && ruling.to > x);
  for (const { at } of rulings.reverse()) {
    const cell = cellAt(page.rulings, x, at - 1);
    if (isClosed(cell) && Math.abs(cell.x0 - guide.x0) < 3 && Math.abs(cell.x1 - guide.x1) < 3) return cell;
  }
  return undefined;
}

function rowIn(lines: readonly Line[], spans: readonly ColumnSpan[], band: Cell): TableRow {
  const inside = lines.filter((line) => {
    const y = (line.y0 + line.y1) / 2;
    return y > band.y0 && y < band.y1;
  });
  const used: Line[] = [];
  const cells = spans.map((span) => {
    const own = inside.filter((line) => {
      const x = (line.x0 + line.x1) / 2;
      return x > span.x0 && x < span.x1;
    });
    used.push(...own);
    return own
      .sort((a, b) => b.v - a.v || a.x0 - b.x0)
      .map((line) => line.text)
      .join(' ');
  });
  return { cells, lines: used, y0: band.y0 };
}
