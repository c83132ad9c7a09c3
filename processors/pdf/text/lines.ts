import type { Word } from './words.js';

/** Words that read on from each other. Geometry as in `Word`. */
export interface Line {
  readonly words: readonly Word[];
  readonly text: string;
  readonly cos: number;
  readonly sin: number;
  readonly size: number;
  readonly u0: number;
  readonly u1: number;
  readonly v: number;
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** Something that keeps neighbours apart: a ruling line between two words of one baseline. */
export type Divider = (left: Word, right: Word) => boolean;

/** In ems. */
const widestSpace = 1;
const tightestSpace = 0.12;
const baselineSlack = 0.3;
const largestSizeRatio = 1.35;

/** Words of one angle, baseline and size, in reading order: by angle, then top down, then along the line. */
export function linesOf(words: readonly Word[], divides: Divider = () => false): Line[] {
  const byAngle = new Map<number, Word[]>();
  for (const word of words) {
    const key = (Math.round((Math.atan2(word.sin, word.cos) * 180) / Math.PI) + 360) % 360;
    const group = byAngle.get(key);
    if (group) group.push(word);
    else byAngle.set(key, [word]);
  }
  const lines: Line[] = [];
  for (const key of [...byAngle.keys()].sort((a, b) => a - b)) {
    for (const row of rowsOf(byAngle.get(key) ?? [])) lines.push(...splitRow(row, divides));
  }
  return lines;
}

function rowsOf(words: Word[]): Word[][] {
  const sorted = [...words].sort((a, b) => b.v - a.v || a.u0 - b.u0);
  const rows: Word[][] = [];
  let row: Word[] = [];
  let last: Word | undefined;
  for (const word of sorted) {
    if (last && last.v - word.v > baselineSlack * Math.min(last.size, word.size)) {
      rows.push(row);
      row = [];
    }
    row.push(word);
    last = word;
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

/** Small and large text may lie across each other on one baseline, so each size keeps its own open line. */
function splitRow(row: Word[], divides: Divider): Line[] {
  const open: Word[][] = [];
  for (const word of [...row].sort((a, b) => a.u0 - b.u0)) {
    const host = open.find((words) => {
      const last = words.at(-1);
      return last !== undefined && joins(last, word) && !(divides(last, word) && !word.follows);
    });
    if (host) host.push(word);
    else open.unshift([word]);
  }
  return open.map(lineOf).sort((a, b) => a.u0 - b.u0);
}

function joins(left: Word, right: Word): boolean {
  const size = Math.max(left.size, right.size);
  if (size > largestSizeRatio * Math.min(left.size, right.size)) return false;
  if (Math.abs(left.v - right.v) > baselineSlack * size) return false;
  const gap = right.u0 - left.u1;
  return gap > -0.3 * size && gap < widestSpace * size;
}

export function lineOf(words: readonly Word[]): Line {
  const [first] = words;
  if (!first) throw new RangeError('a line has at least one word');
  let text = '';
  let last: Word | undefined;
  for (const word of words) {
    const apart = last !== undefined && (word.follows || word.u0 - last.u1 > tightestSpace * word.size);
    text += apart ? ` ${word.text}` : word.text;
    last = word;
  }
  return {
    words,
    text,
    cos: first.cos,
    sin: first.sin,
    size: Math.max(...words.map((word) => word.size)),
    u0: Math.min(...words.map((word) => word.u0)),
    u1: Math.max(...words.map((word) => word.u1)),
    v: first.v,
    x0: Math.min(...words.map((word) => word.x0)),
    y0: Math.min(...words.map((word) => word.y0)),
    x1: Math.max(...words.map((word) => word.x1)),
    y1: Math.max(...words.map((word) => word.y1)),
  };
}
