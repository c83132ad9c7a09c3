import type { RecognisedWord } from './recogniser.js';

/** Words that a general tolerance follows; it has no other sign than ±. */
const heading = /^(?:TOL(?:ERANCE)?S?|LINEAR|ANGULAR)[.:]*$/i;

/**
 * Words with the sign ± where the recogniser, whose alphabet lacks it, read another: `£0.25` anywhere, since drawings state no prices in front
 * of a size, and `+0.5` right behind the heading of the general tolerances.
 */
export function withPlusMinus(words: readonly RecognisedWord[]): RecognisedWord[] {
  return words.map((word, index) => {
    if (/^£\s?[.\d]/.test(word.text)) return { ...word, text: `±${word.text.slice(1)}` };
    const before = words[index - 1];
    const isStated = before?.line === word.line && heading.test(before.text);
    return isStated && /^\+\.?\d/.test(word.text) ? { ...word, text: `±${word.text.slice(1)}` } : word;
  });
}
