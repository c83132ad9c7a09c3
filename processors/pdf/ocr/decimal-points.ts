import { lettersOf } from './alphabet.js';
import type { Blob } from './blobs.js';
import type { RecognisedWord } from './recogniser.js';

/** Share of the figures' height that a point may have. */
const largest = 0.32;

/**
 * Numbers with the decimal points that were passed over: when a number has one patch of ink more than figures and that one is small and on
 * the baseline, it is a point, in front of the figures or between them.
 */
export function withDecimalPoints(words: readonly RecognisedWord[], blobs: readonly Blob[]): RecognisedWord[] {
  return words.map((word) => {
    if (!/^\d{2,7}$/.test(word.text)) return word;
    const lead = Math.round(0.45 * word.height);
    const box = { ...word, left: word.left - lead, width: word.width + lead };
    const letters = lettersOf(box, blobs);
    const points = letters.flatMap((blob, index) => (isPoint(blob, word) ? [index] : []));
    const [at] = points;
    if (points.length !== 1 || at === undefined || letters.length !== word.text.length + 1 || at === word.text.length)
      return word;
    const text = `${word.text.slice(0, at)}.${word.text.slice(at)}`;
    if (at > 0) return { ...word, text };
    const left = letters[0]?.left ?? word.left;
    return { ...word, text, left, width: word.width + word.left - left };
  });
}

function isPoint({ left, right, top, bottom }: Blob, word: RecognisedWord): boolean {
  const size = largest * word.height;
  return right - left < size && bottom - top < size && Math.abs(bottom - word.top - word.height) < 0.15 * word.height;
}
