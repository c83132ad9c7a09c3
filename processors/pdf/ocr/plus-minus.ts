import { lettersOf } from './alphabet.js';
import type { Blob } from './blobs.js';
import type { RecognisedWord } from './recogniser.js';

/** Words that a general tolerance follows; it has no other sign than ±. */
const heading = /^(?:TOL(?:ERANCE)?S?|LINEAR|ANGULAR)[.:]*$/i;

/**
 * Words with the sign ± where the recogniser, whose alphabet lacks it, read another: `£0.25` anywhere, since drawings state no prices in front
 * of a size, and `+0.5` where a bar lies below the cross or right behind the heading of the general tolerances.
 */
export function withPlusMinus(words: readonly RecognisedWord[], blobs: readonly Blob[]): RecognisedWord[] {
  return words.map((word, index) => {
    if (/^£\s?[.\d]/.test(word.text)) return { ...word, text: `±${word.text.slice(1)}` };
    if (!/^\+\.?\d/.test(word.text)) return word;
    const before = words[index - 1];
    const isStated = before?.line === word.line && heading.test(before.text);
    return isStated || isUnderlined(word, blobs) ? { ...word, text: `±${word.text.slice(1)}` } : word;
  });
}

/** Whether the word's first sign is a cross with a flat patch of its own right below it, on the baseline. */
function isUnderlined(word: RecognisedWord, blobs: readonly Blob[]): boolean {
  const [sign] = lettersOf(word, blobs);
  if (sign === undefined) return false;
  return blobs.some(({ left, right, top, bottom }) => {
    const isBelow = left >= sign.left && right <= sign.right && bottom === sign.bottom && top > sign.top;
    const isFlat = bottom - top + 1 <= 0.2 * word.height && right - left + 1 >= 0.25 * word.height;
    return isBelow && isFlat && Math.abs(bottom - word.top - word.height) <= 0.15 * word.height;
  });
}
