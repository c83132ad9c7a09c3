import type { Segment } from '../pdfium/paths.js';

/** A horizontal or vertical line of the page: at `at` on the other axis, from `from` to `to` along its own. Points. */
export interface Ruling {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface Rulings {
  /** Sorted by `at`. */
  readonly horizontal: readonly Ruling[];
  readonly vertical: readonly Ruling[];
}

/** Points. */
const crooked = 0.4;
const shortest = 4;
const sameLine = 0.6;
const bridged = 1.5;

/** Straight strokes along the axes, with pieces of one line joined. */
export function rulingsOf(segments: readonly Segment[]): Rulings {
  const horizontal: Ruling[] = [];
  const vertical: Ruling[] = [];
  for (const { x0, y0, x1, y1 } of segments) {
    const [dx, dy] = [Math.abs(x1 - x0), Math.abs(y1 - y0)];
    if (dy <= crooked && dx >= 1) horizontal.push({ at: (y0 + y1) / 2, from: Math.min(x0, x1), to: Math.max(x0, x1) });
    else if (dx <= crooked && dy >= 1) vertical.push({ at: (x0 + x1) / 2, from: Math.min(y0, y1), to: Math.max(y0, y1) });
  }
  return { horizontal: joined(horizontal), vertical: joined(vertical) };
}

function joined(rulings: Ruling[]): Ruling[] {
  const sorted = rulings.sort((a, b) => a.at - b.at);
  const result: Ruling[] = [];
  let group: Ruling[] = [];
  for (const ruling of sorted) {
    const [first] = group;
    if (first && ruling.at - first.at > sameLine) {
      result.push(...joinedGroup(group));
      group = [];
    }
    group.push(ruling);
  }
  result.push(...joinedGroup(group));
  return result.filter((ruling) => ruling.to - ruling.from >= shortest);
}

function joinedGroup(group: Ruling[]): Ruling[] {
  const result: Ruling[] = [];
  let open: { at: number; from: number; to: number } | undefined;
  for (const ruling of group.sort((a, b) => a.from - b.from)) {
    if (open && ruling.from <= open.to + bridged) open.to = Math.max(open.to, ruling.to);
    else {
      open = { ...ruling };
      result.push(open);
    }
  }
  return result;
}
