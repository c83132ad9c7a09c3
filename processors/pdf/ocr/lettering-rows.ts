import type { Blob } from './blobs.js';
import { highest, letterRows, rowsOf, widest, type LetterRow } from './letter-rows.js';
import type { GreyImage } from './recogniser.js';

/** Grey value below which a pixel is ink. */
const ink = 150;
/** Pixels at 200 dpi: the smallest of a word that is one patch, and how many heights it is long: a letter on its side is shorter. */
const lowest = 11;
const [shortestTouching, longestTouching] = [1.5, 8];
/** Capitals of large lettering: at least so many in a row, one height on one baseline, where circles of that size are balloons. */
const fewestLarge = 3;
const largest = 240;
/** Share of ink in the box of a filled cell whose letters are left white; outlines have far less. */
const filled = 0.5;
/** The same of a word whose letters flow into one another, as in bold or blurred print; strokes and thin shapes have less. */
const flowing = 0.2;
/** Heights of its letters that a word is long. */
const longestWord = 14;
/** Of the rows and columns of a box, every one of so many is looked at. */
const step = 4;

/**
 * All that may be lettering, as rows: letters side by side, large capitals, and patches that are a word each. The shapes between them are
 * left out: the recogniser spends time on them and joins them to the numbers beside them.
 */
export function letteringRows(image: GreyImage, blobs: readonly Blob[]): LetterRow[] {
  const rows = [...letterRows(blobs), ...rowsOf(largeLettering(blobs), [])];
  const taken = new Set(rows.flatMap((row) => row.blobs));
  const alone = blobs.filter((blob) => !taken.has(blob) && isWord(image, blob));
  return [...rows, ...alone.map((blob) => ({ ...blob, blobs: [blob] }))];
}

/** A word whose letters touch, one whose letters flow into one another, or a filled cell with white letters. */
function isWord(image: GreyImage, blob: Blob): boolean {
  const [width, height] = [blob.right - blob.left + 1, blob.bottom - blob.top + 1];
  if (height < highest && width < widest)
    return height >= lowest && width > shortestTouching * height && width < longestTouching * height;
  const share = inkShare(image, blob);
  return share > filled || (share > flowing && height < highest && width < longestWord * height);
}

function largeLettering(blobs: readonly Blob[]): Blob[] {
  const large = blobs.filter(({ left, top, right, bottom }) => {
    const height = bottom - top;
    return height >= highest && height < largest && right - left < 1.5 * height;
  });
  const inRow = (blob: Blob) => {
    const height = blob.bottom - blob.top;
    const alike = (other: Blob) =>
      Math.abs(other.top - blob.top) < 0.1 * height &&
      Math.abs(other.bottom - blob.bottom) < 0.1 * height &&
      Math.abs(other.left - blob.left) < fewestLarge * height;
    return large.filter(alike).length >= fewestLarge;
  };
  return large.filter(inRow);
}

function inkShare({ width, pixels }: GreyImage, { left, top, right, bottom }: Blob): number {
  let [dark, seen] = [0, 0];
  for (let row = top; row <= bottom; row += step) {
    for (let column = left; column <= right; column += step) {
      seen++;
      if ((pixels[row * width + column] ?? 255) < ink) dark++;
    }
  }
  return dark / seen;
}
