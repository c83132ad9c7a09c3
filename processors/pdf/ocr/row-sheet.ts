import type { LetterRow } from './letter-rows.js';
import type { GreyImage, RecognisedWord } from './recogniser.js';

/** Pixels around each row, which keep it from being read as part of its neighbour. */
const padding = 24;

/** Rows of letters one below the other, without the empty paper between them. */
interface RowSheet {
  readonly image: GreyImage;
  /** A word of the sheet where it stands in the picture that the rows were taken from; null when it lies in none of them. */
  placed(word: RecognisedWord): RecognisedWord | null;
}

/** @param rows at least one */
export function rowSheet({ width, height, pixels }: GreyImage, rows: readonly LetterRow[]): RowSheet {
  const columns = Math.max(...rows.map((row) => row.right - row.left + 1)) + 2 * padding;
  let lines = 0;
  const places = rows.map((row) => {
    const top = lines;
    lines += row.bottom - row.top + 1 + 2 * padding;
    return { row, top, bottom: lines };
  });
  const sheet = new Uint8Array(columns * lines).fill(255);
  for (const { row, top } of places) {
    for (const blob of row.blobs) {
      // With the grey rim of its ink.
      const [from, to] = [Math.max(0, blob.left - 2), Math.min(width, blob.right + 3)];
      const at = padding + from - row.left;
      for (let y = Math.max(0, blob.top - 2); y <= Math.min(height - 1, blob.bottom + 2); y++) {
        sheet.set(pixels.subarray(y * width + from, y * width + to), (top + padding + y - row.top) * columns + at);
      }
    }
  }
  return {
    image: { width: columns, height: lines, pixels: sheet },
    placed: (word) => {
      const middle = word.top + word.height / 2;
      const place = places.find(({ top, bottom }) => middle >= top && middle < bottom);
      if (!place) return null;
      const { row, top } = place;
      return { ...word, left: word.left - padding + row.left, top: word.top - padding - top + row.top };
    },
  };
}
