import type { Blob } from './blobs.js';
import type { GreyImage, RecognisedWord, Recogniser } from './recogniser.js';

/** Pixels at 200 dpi: letters of 1.5 to 8 mm. */
const lowest = 12;
const highest = 62;
/** Heights of a figure that must be free of other ink of its size at both sides. */
const apart = 0.7;
/** Pixels around each figure on the sheet of samples. */
const padding = 26;
const perRow = 16;
/** More patches than this are texture. */
const most = 400;
const leastConfidence = 70;
const legible = /^[A-HJ-NP-Z\d]$/;

/**
 * Figures and capitals that stand alone and that the page's alphabet does not tell: they are cut out, set in rows on a sheet of their own and
 * read from there. `I` and `O` are left out, which lines and circles look like. `taken` are words that were read already.
 */
export async function loneCharacters(
  recogniser: Recogniser,
  image: GreyImage,
  dpi: number,
  blobs: readonly Blob[],
  taken: readonly RecognisedWord[],
): Promise<RecognisedWord[]> {
  const lone = loneBlobs(blobs, taken);
  if (lone.length === 0 || lone.length > most) return [];
  const side = Math.max(...lone.map(({ top, bottom }) => bottom - top + 1)) + padding;
  const found: RecognisedWord[] = [];
  const words = await recogniser.recognise(sheetOf(image, lone, side), dpi);
  for (const { text, confidence, left, top, width, height } of words) {
    if (!legible.test(text) || confidence < leastConfidence) continue;
    const index = Math.floor((top + height / 2) / side) * perRow + Math.floor((left + width / 2) / side);
    const blob = lone[index];
    if (!blob) continue;
    const box = { left: blob.left, top: blob.top, width: blob.right - blob.left + 1, height: blob.bottom - blob.top + 1 };
    found.push({ text, confidence, ...box, line: `lone-${index}` });
  }
  return found;
}

function loneBlobs(blobs: readonly Blob[], taken: readonly RecognisedWord[]): Blob[] {
  const sized = blobs.filter(({ left, top, right, bottom }) => {
    const [width, height] = [right - left + 1, bottom - top + 1];
    return height >= lowest && height <= highest && width <= 1.1 * height && width >= 0.2 * height;
  });
  return sized.filter((blob) => {
    if (taken.some((word) => covers(word, blob))) return false;
    const reach = apart * (blob.bottom - blob.top);
    return !sized.some(
      (other) =>
        other !== blob &&
        other.left < blob.right + reach &&
        other.right > blob.left - reach &&
        other.top < blob.bottom &&
        other.bottom > blob.top,
    );
  });
}

function covers({ left, top, width, height }: RecognisedWord, blob: Blob): boolean {
  const [x, y] = [(blob.left + blob.right) / 2, (blob.top + blob.bottom) / 2];
  return x >= left && x <= left + width && y >= top && y <= top + height;
}

function sheetOf({ width, pixels }: GreyImage, blobs: readonly Blob[], side: number): GreyImage {
  const [columns, rows] = [perRow * side, Math.ceil(blobs.length / perRow) * side];
  const sheet = new Uint8Array(columns * rows).fill(255);
  blobs.forEach(({ left, top, right, bottom }, index) => {
    const x = (index % perRow) * side + Math.floor((side - (right - left)) / 2);
    // One baseline for all figures of a row.
    const y = Math.floor(index / perRow) * side + side - padding / 2 - (bottom - top + 1);
    for (let row = top; row <= bottom; row++) {
      sheet.set(pixels.subarray(row * width + left, row * width + right + 1), (y + row - top) * columns + x);
    }
  });
  return { width: columns, height: rows, pixels: sheet };
}
