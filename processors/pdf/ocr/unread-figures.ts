import type { Alphabet } from './alphabet.js';
import type { Blob } from './blobs.js';
import type { RecognisedWord } from './recogniser.js';

/** Pixels at 200 dpi: letters of 1.5 to 8 mm. */
const lowest = 12;
const highest = 62;
/** In heights of a figure: the gap inside a number, and the free space around it. */
const widestGap = 0.6;
/** A patch no larger than this share of the figures' height is a decimal point or a comma. */
const dot = 0.35;
/** More patches than this are texture. */
const most = 1500;
/** Percent; as read by likeness. */
const confidence = 80;

/**
 * Numbers that were passed over, as zone marks, item numbers and sizes between arrows are: rows of patches of ink that no word covers, each
 * of which is a figure of the page's own alphabet. A row with anything else in it is left alone.
 */
export function unreadFigures(blobs: readonly Blob[], words: readonly RecognisedWord[], alphabet: Alphabet): RecognisedWord[] {
  const free = blobs.filter((blob) => blob.bottom - blob.top < highest && !words.some((word) => covers(word, blob)));
  const figures = free.filter((blob) => isFigureSized(blob));
  if (figures.length > most) return [];
  const found: RecognisedWord[] = [];
  for (const row of rowsOf(figures)) {
    const text = textOf(row, free, alphabet);
    const [first, last] = [row[0], row.at(-1)];
    if (text === null || !first || !last) continue;
    const top = Math.min(...row.map((blob) => blob.top));
    const bottom = Math.max(...row.map((blob) => blob.bottom));
    const box = { left: first.left, top, width: last.right - first.left + 1, height: bottom - top + 1 };
    found.push({ text, confidence, ...box, line: `unread-${found.length}` });
  }
  return found;
}

function isFigureSized({ left, top, right, bottom }: Blob): boolean {
  const [width, height] = [right - left + 1, bottom - top + 1];
  return height >= lowest && height <= highest && width <= 1.1 * height;
}

/** A stroke of a drawing as well as a one. */
function isBar({ left, top, right, bottom }: Blob): boolean {
  return right - left + 1 < 0.25 * (bottom - top + 1);
}

function rowsOf(figures: readonly Blob[]): Blob[][] {
  const rows: Blob[][] = [];
  for (const blob of [...figures].sort((a, b) => a.left - b.left)) {
    const row = rows.find((other) => {
      const last = other.at(-1);
      return last !== undefined && readsOn(last, blob);
    });
    if (row) row.push(blob);
    else rows.push([blob]);
  }
  return rows;
}

function readsOn(last: Blob, blob: Blob): boolean {
  const height = Math.max(last.bottom - last.top, blob.bottom - blob.top);
  const gap = blob.left - last.right;
  const level = Math.abs(last.bottom - blob.bottom) < 0.15 * height && Math.abs(last.top - blob.top) < 0.15 * height;
  return level && gap > -0.1 * height && gap < widestGap * height;
}

function textOf(row: readonly Blob[], free: readonly Blob[], alphabet: Alphabet): string | null {
  let text = '';
  let last: Blob | undefined;
  for (const blob of row) {
    const figure = alphabet.figure(blob);
    if (figure === null || (figure === '1' && isBar(blob))) return null;
    if (last) text += pointBetween(last, blob, free);
    text += figure;
    last = blob;
  }
  if (hasNeighbour(row, free)) return null;
  return /^\d+(?:\.\d+)?$/.test(text) ? text : null;
}

function pointBetween(left: Blob, right: Blob, free: readonly Blob[]): string {
  const height = left.bottom - left.top;
  const isPoint = (blob: Blob) =>
    blob.left > left.right &&
    blob.right < right.left &&
    blob.right - blob.left < dot * height &&
    blob.bottom - blob.top < 1.5 * dot * height &&
    Math.abs(blob.bottom - left.bottom) < 0.3 * height;
  return free.some(isPoint) ? '.' : '';
}

/** Other ink close by on the same level: part of something longer. */
function hasNeighbour(row: readonly Blob[], free: readonly Blob[]): boolean {
  const [first, last] = [row[0], row.at(-1)];
  if (!first || !last) return true;
  const height = first.bottom - first.top;
  const reach = widestGap * height;
  const beside = ({ left, right, top, bottom }: Blob) =>
    top < first.bottom &&
    bottom > first.top &&
    bottom - top > dot * height &&
    ((right < first.left && right > first.left - reach) || (left > last.right && left < last.right + reach));
  return free.some((blob) => !row.includes(blob) && beside(blob));
}

function covers({ left, top, width, height }: RecognisedWord, blob: Blob): boolean {
  const [x, y] = [(blob.left + blob.right) / 2, (blob.top + blob.bottom) / 2];
  return x >= left && x <= left + width && y >= top && y <= top + height;
}
