import type { Blob } from './blobs.js';
import type { LetterRow } from './letter-rows.js';
import type { GreyImage, RecognisedWord } from './recogniser.js';

/** Pixels around each row, which keep it from being read as part of its neighbour. */
const padding = 24;

/** Rows of letters one below the other, without the empty paper between them; where that is no smaller than the picture, as they stand in it. */
interface RowSheet {
  readonly image: GreyImage;
  /** A word of the sheet where it stands in the picture that the rows were taken from; null when it lies in none of them. */
  placed(word: RecognisedWord): RecognisedWord | null;
}

/** @param rows at least one */
export function rowSheet(image: GreyImage, rows: readonly LetterRow[]): RowSheet {
  let [columns, lines] = [0, 0];
  const places = rows.map((row) => {
    const top = lines;
    columns = Math.max(columns, row.right - row.left + 1 + 2 * padding);
    lines += row.bottom - row.top + 1 + 2 * padding;
    return { row, top, bottom: lines };
  });
  // A page of text, or a texture with a row in every speck.
  if (columns * lines > image.width * image.height) return inPlace(image, rows);
  const sheet = blank(columns, lines);
  for (const { row, top } of places) {
    for (const blob of row.blobs) copy(image, blob, sheet, padding - row.left, top + padding - row.top);
  }
  return {
    image: sheet,
    placed: (word) => {
      const middle = word.top + word.height / 2;
      const place = places.find(({ top, bottom }) => middle >= top && middle < bottom);
      if (!place) return null;
      const { row, top } = place;
      return { ...word, left: word.left - padding + row.left, top: word.top - padding - top + row.top };
    },
  };
}

function inPlace(image: GreyImage, rows: readonly LetterRow[]): RowSheet {
  const sheet = blank(image.width, image.height);
  for (const { blobs } of rows) for (const blob of blobs) copy(image, blob, sheet, 0, 0);
  return { image: sheet, placed: (word) => word };
}

function blank(width: number, height: number): GreyImage {
  return { width, height, pixels: new Uint8Array(width * height).fill(255) };
}

/** A patch with the grey rim of its ink, moved by `right` and `down`. */
function copy(from: GreyImage, blob: Blob, to: GreyImage, right: number, down: number): void {
  const [first, end] = [Math.max(0, blob.left - 2), Math.min(from.width, blob.right + 3)];
  for (let row = Math.max(0, blob.top - 2); row <= Math.min(from.height - 1, blob.bottom + 2); row++) {
    const pixels = from.pixels.subarray(row * from.width + first, row * from.width + end);
    to.pixels.set(pixels, (row + down) * to.width + first + right);
  }
}
