import { lettersOf } from './alphabet.js';
import type { Blob } from './blobs.js';
import type { RecognisedWord } from './recogniser.js';

/** Share of the figures' height that a point may have. */
const largest = 0.32;

/**
 * Numbers with the decimal points that were passed over: when a number has one patch of ink more than figures and that one is small and on
 * the baseline, it is a point, in front of the figures, behind their sign or between them.
 */
export function withDecimalPoints(words: readonly RecognisedWord[], blobs: readonly Blob[]): RecognisedWord[] {
  return words.map((word) => {
    const [, sign = '', figures = ''] = /^([+±-]?)(\d{2,7})$/.exec(word.text) ?? [];
    if (figures === '') return word;
    // In front of the first figure a point lies beyond the word, unless a sign begins it.
    const lead = sign === '' ? Math.round(0.45 * word.height) : 0;
    const letters = lettersOf({ ...word, left: word.left - lead, width: word.width + lead }, blobs).slice(sign.length);
    const points = letters.flatMap((blob, index) => (isPoint(blob, word) ? [index] : []));
    const [at] = points;
    if (points.length !== 1 || at === undefined || letters.length !== figures.length + 1 || at === figures.length) return word;
    const text = `${sign}${figures.slice(0, at)}.${figures.slice(at)}`;
    if (at > 0 || sign !== '') return { ...word, text };
    const left = letters[0]?.left ?? word.left;
    return { ...word, text, left, width: word.width + word.left - left };
  });
}

function isPoint({ left, right, top, bottom }: Blob, word: RecognisedWord): boolean {
  const size = largest * word.height;
  return right - left < size && bottom - top < size && Math.abs(bottom - word.top - word.height) < 0.15 * word.height;
}
