import type { Blob } from './blobs.js';

/** Pixels at 200 dpi: the smallest letters; lettering of 10 mm, and a word of which all letters touch. What is larger is the drawing. */
const lowest = 6;
export const highest = 80;
export const widest = 250;
/** In heights of a letter: the gap to the next letter of a row, a blank between words included, and how far a mark may stand off. */
const widestGap = 1.5;
const markReach = 0.7;
/** Heights of a row below which another beside it is its marks. */
const smallest = 0.6;

/** Letters that stand on one level close to each other, and the dots, dashes and ticks between them. */
export interface LetterRow {
  left: number;
  top: number;
  right: number;
  bottom: number;
  readonly blobs: Blob[];
}

/** Rows of at least two patches of letter size, with their marks; what stands alone is none. */
export function letterRows(blobs: readonly Blob[]): LetterRow[] {
  const marks = blobs.filter((blob) => blob.bottom - blob.top < highest && blob.right - blob.left < widest);
  return rowsOf(blobs.filter(isLetterSized), marks);
}

/** Rows of at least two of the letters, and those of the marks that belong to them. */
export function rowsOf(unsorted: readonly Blob[], marks: readonly Blob[]): LetterRow[] {
  const letters = [...unsorted].sort((a, b) => a.left - b.left);
  const tallest = letters.reduce((most, { top, bottom }) => Math.max(most, bottom - top + 1), 0);
  const rows: LetterRow[] = [];
  const rowOf = new Map<Blob, LetterRow>();
  letters.forEach((blob, index) => {
    for (let next = index + 1; next < letters.length; next++) {
      const other = letters[next];
      if (!other || other.left - blob.right > widestGap * tallest) break;
      if (!isBeside(blob, other)) continue;
      const [row, otherRow] = [rowOf.get(blob), rowOf.get(other)];
      if (row && otherRow) {
        if (row !== otherRow) move(otherRow, row);
      } else if (row) add(row, other);
      else if (otherRow) add(otherRow, blob);
      else {
        const started: LetterRow = { ...blob, blobs: [] };
        add(started, blob);
        add(started, other);
        rows.push(started);
      }
    }
  });
  for (const row of rows) absorb(row);
  const found = rows.filter((row) => row.blobs.length > 0);
  const free = marks.filter((mark) => !rowOf.has(mark));
  for (const row of found) addMarks(row, free);
  for (const row of found) joinNext(row);
  return found.filter((row) => row.blobs.length > 0);

  function add(row: LetterRow, blob: Blob): void {
    grow(row, blob);
    rowOf.set(blob, row);
  }

  /** Two strokes of an inch mark are a row of their own until they stand beside the figures that they belong to. */
  function absorb(row: LetterRow): void {
    if (row.blobs.length === 0) return;
    const host = rows.find((other) => other !== row && other.blobs.length > 0 && isMarkOf(row, other));
    if (host) move(row, host);
  }

  /** A colon may be what leads from a label to its value. */
  function joinNext(row: LetterRow): void {
    const next = found.find((other) => other.blobs.length > 0 && other.left > row.left && isBeside(row, other));
    if (next) move(row, next);
  }

  function move(from: LetterRow, to: LetterRow): void {
    for (const blob of from.blobs) add(to, blob);
    from.blobs.length = 0;
  }
}

function isLetterSized({ left, top, right, bottom }: Blob): boolean {
  const [width, height] = [right - left + 1, bottom - top + 1];
  return height >= lowest && height < highest && width < widest && width < 8 * height;
}

function isBeside(a: Blob, b: Blob): boolean {
  const [heightA, heightB] = [a.bottom - a.top + 1, b.bottom - b.top + 1];
  if (Math.max(heightA, heightB) > 2.5 * Math.min(heightA, heightB)) return false;
  const shared = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) + 1;
  return shared > 0.5 * Math.min(heightA, heightB) && b.left - a.right < widestGap * Math.min(heightA, heightB);
}

function isMarkOf(mark: LetterRow, row: LetterRow): boolean {
  return mark.bottom - mark.top < smallest * (row.bottom - row.top) && isNear(mark, row);
}

function isNear(mark: Blob, { left, top, right, bottom }: Blob): boolean {
  const reach = markReach * (bottom - top + 1);
  const [x, y] = [(mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2];
  return x >= left - reach && x <= right + reach && y >= top - 0.3 * reach && y <= bottom + 0.3 * reach;
}

function addMarks(row: LetterRow, marks: readonly Blob[]): void {
  const box = { left: row.left, top: row.top, right: row.right, bottom: row.bottom };
  for (const mark of marks) {
    if (!isNear(mark, box)) continue;
    if (mark.bottom - mark.top > 1.2 * (box.bottom - box.top + 1)) continue;
    grow(row, mark);
  }
}

function grow(row: LetterRow, blob: Blob): void {
  row.blobs.push(blob);
  row.left = Math.min(row.left, blob.left);
  row.right = Math.max(row.right, blob.right);
  row.top = Math.min(row.top, blob.top);
  row.bottom = Math.max(row.bottom, blob.bottom);
}
