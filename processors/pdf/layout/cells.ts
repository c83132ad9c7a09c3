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

/** The ruling lines around a point: on each side the nearest that passes it. */
export interface Sides {
  readonly left: Ruling | undefined;
  readonly right: Ruling | undefined;
  readonly below: Ruling | undefined;
  readonly above: Ruling | undefined;
}

export function sidesAt({ horizontal, vertical }: Rulings, x: number, y: number): Sides {
  const [below, above] = neighbours(horizontal, y, x);
  const [left, right] = neighbours(vertical, x, y);
  return { left, right, below, above };
}

/** The cell around a point. */
export function cellAt(rulings: Rulings, x: number, y: number): Cell {
  const { left, right, below, above } = sidesAt(rulings, x, y);
  return { x0: left?.at ?? -Infinity, y0: below?.at ?? -Infinity, x1: right?.at ?? Infinity, y1: above?.at ?? Infinity };
}

function neighbours(rulings: readonly Ruling[], at: number, along: number): [Ruling | undefined, Ruling | undefined] {
  const after = firstAfter(rulings, at);
  let before = after - 1;
  while (before >= 0 && !passes(rulings[before], along)) before--;
  let next = after;
  while (next < rulings.length && !passes(rulings[next], along)) next++;
  return [rulings[before], rulings[next]];
}

function passes(ruling: Ruling | undefined, along: number): boolean {
  return ruling !== undefined && ruling.from - loose <= along && along <= ruling.to + loose;
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

/** Whether one of parallel rulings lies between two places across them and covers `along`. */
export function ruledBetween(rulings: readonly Ruling[], from: number, to: number, along: number): boolean {
  for (let index = firstAfter(rulings, from); index < rulings.length; index++) {
    const ruling = rulings[index];
    if (!ruling || ruling.at > to) return false;
    if (ruling.from <= along && along <= ruling.to) return true;
  }
  return false;
}
