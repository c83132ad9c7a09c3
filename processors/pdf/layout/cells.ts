import type { Ruling, Rulings } from './rulings.js';

/** A rectangle between ruling lines, points. Sides without a ruling are infinite. */
export interface Cell {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** Points by which rulings may fall short of a corner. */
const loose = 1.5;

/** The cell around a point: the nearest ruling on each side that passes the point. */
export function cellAt({ horizontal, vertical }: Rulings, x: number, y: number): Cell {
  const [y0, y1] = neighbours(horizontal, y, x);
  const [x0, x1] = neighbours(vertical, x, y);
  return { x0, y0, x1, y1 };
}

function neighbours(rulings: readonly Ruling[], at: number, along: number): [number, number] {
  let below = -Infinity;
  let above = Infinity;
  for (let index = firstAfter(rulings, at) - 1; index >= 0; index--) {
    const ruling = rulings[index];
    if (!ruling || !passes(ruling, along)) continue;
    below = ruling.at;
    break;
  }
  for (let index = firstAfter(rulings, at); index < rulings.length; index++) {
    const ruling = rulings[index];
    if (!ruling || !passes(ruling, along)) continue;
    above = ruling.at;
    break;
  }
  return [below, above];
}

function passes(ruling: Ruling, along: number): boolean {
  return ruling.from - loose <= along && along <= ruling.to + loose;
}

function firstAfter(rulings: readonly Ruling[], at: number): number {
  let low = 0;
  let high = rulings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rulings[middle]?.at ?? Infinity) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function isClosed(cell: Cell): boolean {
  return Number.isFinite(cell.x0 + cell.y0 + cell.x1 + cell.y1);
}

export function contains(cell: Cell, x: number, y: number): boolean {
  return x >= cell.x0 && x <= cell.x1 && y >= cell.y0 && y <= cell.y1;
}

/** Whether a vertical ruling crosses the way from (x0, y) to (x1, y). */
export function ruledBetween({ vertical }: Rulings, x0: number, x1: number, y: number): boolean {
  for (let index = firstAfter(vertical, x0); index < vertical.length; index++) {
    const ruling = vertical[index];
    if (!ruling || ruling.at > x1) return false;
    if (ruling.from <= y && y <= ruling.to) return true;
  }
  return false;
}
