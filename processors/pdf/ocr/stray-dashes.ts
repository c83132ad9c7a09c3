import type { RecognisedWord } from './recogniser.js';

/** A long dash, or several: no number of a drawing begins or ends so. */
const dashes = String.raw`(?:[-_]*[–—][-_–—]*|[-_]{2,})`;
const before = new RegExp(`^${dashes}(?=[^-_–—])`);
const behind = new RegExp(`(?<=[^-_–—])${dashes}$`);

/** The word without the ends of lines that lead to it, which are read as dashes: `280.0—`, `-—16.0`. */
export function withoutStrayDashes(word: RecognisedWord): RecognisedWord {
  const start = before.exec(word.text)?.[0].length ?? 0;
  const end = behind.exec(word.text)?.[0].length ?? 0;
  if (start + end === 0) return word;
  const perLetter = word.width / word.text.length;
  return {
    ...word,
    text: word.text.slice(start, word.text.length - end),
    left: word.left + Math.round(start * perLetter),
    width: Math.round((word.text.length - start - end) * perLetter),
  };
}
