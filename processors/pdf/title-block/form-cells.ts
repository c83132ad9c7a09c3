import { isClosed, type Cell } from '../layout/cells.js';
import type { Page } from '../page.js';
import type { Line } from '../text/lines.js';

/** Share of the page that one cell of a title block may cover. */
const largestCell = 0.14;

/** No ruling lines of a form around it. */
export const open: Cell = { x0: -Infinity, y0: -Infinity, x1: Infinity, y1: Infinity };

/** The frame around the whole drawing is no cell of a form. */
export function isOfForm(cell: Cell, page: Page): boolean {
  return isClosed(cell) && (cell.x1 - cell.x0) * (cell.y1 - cell.y0) < largestCell * page.width * page.height;
}

/** A label in a flat cell, or half way up one, is a heading: its value stands in the next cell. */
export function isHeading(cell: Cell, line: Line): boolean {
  if (!isClosed(cell)) return false;
  const height = cell.y1 - cell.y0;
  return height <= 3.2 * line.size || Math.abs((line.y0 + line.y1 - cell.y0 - cell.y1) / 2) < 0.15 * height;
}

/** Points by which the sides of neighbouring cells may differ. */
const crooked = 3;

export function isBeside(cell: Cell, next: Cell): boolean {
  return Math.abs(cell.y0 - next.y0) < crooked || Math.abs(cell.y1 - next.y1) < crooked;
}

export function isBelow(cell: Cell, next: Cell): boolean {
  return Math.abs(cell.x0 - next.x0) < crooked || Math.abs(cell.x1 - next.x1) < crooked;
}

export function middle(line: Line): [number, number] {
  return [(line.x0 + line.x1) / 2, (line.y0 + line.y1) / 2];
}
