import type { Blob } from './blobs.js';
import type { GreyImage } from './recogniser.js';

/** Grey value below which a pixel is ink. */
const ink = 150;
/** Pixels at 200 dpi: lettering of 10 mm, and a word of which all letters touch. What is larger is the drawing. */
const highest = 80;
const widest = 250;
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
 * The picture without the shapes that are too large for letters: the recogniser spends time on them and joins them to the
 * numbers beside them. Filled cells stay for the white letters in them.
 */
export function letteringIn(image: GreyImage, blobs: readonly Blob[]): GreyImage {
  const large = largeLettering(blobs);
  const isKept = (blob: Blob): boolean => {
    const [width, height] = [blob.right - blob.left, blob.bottom - blob.top];
    if (height < highest && width < widest) return true;
    if (large.has(blob)) return true;
    const share = inkShare(image, blob);
    return share > filled || (share > flowing && height < highest && width < longestWord * height);
  };
  return pictureWith(image, blobs.filter(isKept));
}

function largeLettering(blobs: readonly Blob[]): Set<Blob> {
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
  return new Set(large.filter(inRow));
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

/** A white picture with these patches alone, each with the grey rim of its ink. */
function pictureWith({ width, height, pixels }: GreyImage, blobs: readonly Blob[]): GreyImage {
  const kept = new Uint8Array(pixels.length).fill(255);
  for (const { left, top, right, bottom } of blobs) {
    const [from, to] = [Math.max(0, left - 2), Math.min(width, right + 3)];
    for (let row = Math.max(0, top - 2); row <= Math.min(height - 1, bottom + 2); row++) {
      kept.set(pixels.subarray(row * width + from, row * width + to), row * width + from);
    }
  }
  return { width, height, pixels: kept };
}
