import type { Page } from '../page.js';
import type { Line } from '../text/lines.js';
import { sidesAt } from './cells.js';
import type { Ruling } from './rulings.js';

/** Heights of the letters; a cell of a frame or table is not much higher than its text. */
const highestCell = 2.7;
const widestCell = 14;

/**
 * Whether a line stands in a feature control frame (ISO 1101) or a table, whose numbers are no dimensions. A frame has sides
 * as short as itself and a neighbour of the same height; in a table opposite sides run equally far. Dimension and extension
 * lines, which enclose numbers too, do neither. A box of its own makes a dimension a basic one and is none of these.
 */
export function isInRowOfCells(page: Page, line: Line): boolean {
  const turned = Math.abs(line.sin) > 0.99;
  if (!turned && line.cos < 0.99) return false;
  const [x, y] = [(line.x0 + line.x1) / 2, (line.y0 + line.y1) / 2];
  const sides = sidesAt(page.rulings, x, y);
  const [start, end, low, high] = turned
    ? [sides.below, sides.above, sides.left, sides.right]
    : [sides.left, sides.right, sides.below, sides.above];
  if (!start || !end || !low || !high) return false;
  const height = high.at - low.at;
  const width = end.at - start.at;
  const { horizontal, vertical } = page.rulings;
  const [alongSides, acrossSides] = turned ? [vertical, horizontal] : [horizontal, vertical];
  // What lies across a ruling is no entry of a table.
  const [first, last] = turned ? [line.y0, line.y1] : [line.x0, line.x1];
  const inside = first > start.at - 1 && last < end.at + 1;
  if (inside && isTable(start, end, height, alongSides) && isTable(low, high, width, acrossSides)) return true;
  if (height > highestCell * line.size || width > widestCell * line.size) return false;
  const short = (ruling: Ruling) => ruling.to - ruling.from < 2.3 * height;
  const meets = (ruling: Ruling) => Math.abs(ruling.from - low.at) < 1.5 || Math.abs(ruling.to - high.at) < 1.5;
  if (![start, end].every((side) => short(side) && meets(side))) return false;
  const within = (ruling: Ruling, at: number) => ruling.from < at && ruling.to > at;
  const neighbour = 0.7 * height;
  return [start.at - neighbour, end.at + neighbour].some((at) => within(low, at) && within(high, at));
}

/** Two opposite sides of a cell that are lines of one grid of more than two cells, ending on lines across, as dimension lines do not. */
function isTable(a: Ruling, b: Ruling, across: number, others: readonly Ruling[]): boolean {
  const same = Math.abs(a.from - b.from) < 2 && Math.abs(a.to - b.to) < 2;
  if (!same || a.to - a.from < 1.8 * across) return false;
  return [a.from, a.to].every((end) =>
    others.some((other) => Math.abs(other.at - end) < 1.5 && other.from < a.at + 1.5 && other.to > a.at - 1.5),
  );
}
