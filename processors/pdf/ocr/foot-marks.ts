import type { Blob } from './blobs.js';
import type { RecognisedWord } from './recogniser.js';

/** Feet and inches as the recogniser reads them: the mark between figure and dash is dirt to it, or a figure. */
const misread = /^(\d{1,3}[1Il|]?)-(\d{1,2})("?)$/;

/** What the figures, marks and dashes of feet and inches look like in a row: `F` a figure, `t` a tick, `d` a dash. */
const feetAndInches = /^(F{1,3})td(F{1,2})(?:tt)?$/;

/**
 * Feet and inches with the foot mark that was passed over, `3-0"` or `31-0"` for `3'-0"`: the patches of ink show a tick at the height of the figures'
 * tops between the figures before the dash and the dash. Such a number is what it is, however uncertain the recogniser was without it.
 * @param certain percent; the least confidence of a number that was made out so
 */
export function withFootMarks(words: readonly RecognisedWord[], blobs: readonly Blob[], certain: number): RecognisedWord[] {
  return words.map((word) => {
    const match = misread.exec(word.text);
    if (!match) return word;
    const [, beforeDash = '', inches = '', mark = ''] = match;
    const row = feetAndInches.exec(rowOf(word, blobs));
    if (!row || row[2]?.length !== inches.length) return word;
    const feet = beforeDash.slice(0, row[1]?.length);
    if (feet.length !== row[1]?.length || beforeDash.length > feet.length + 1 || !/^\d+$/.test(feet)) return word;
    return { ...word, text: `${feet}'-${inches}${mark}`, confidence: Math.max(word.confidence, certain) };
  });
}

/**
 * Feet and inches whose figures were read apart, `9` and `7` for `9'-7"`: between them are a tick and a dash, and behind them two ticks or
 * nothing. Where a fraction follows that nobody has read they stay apart: half a length would be a wrong one.
 */
export function joinedByFootMarks(words: readonly RecognisedWord[], blobs: readonly Blob[]): RecognisedWord[] {
  const joined = new Map<RecognisedWord, RecognisedWord | null>();
  for (const feet of words) {
    if (!/^\d{1,3}$/.test(feet.text)) continue;
    const inches = words.find((word) => /^\d{1,2}$/.test(word.text) && follows(word, feet));
    if (inches === undefined || rowOf(between(feet, rightOf(feet), inches.left), blobs) !== 'td') continue;
    const behind = rowOf(between(inches, rightOf(inches), rightOf(inches) + 2 * inches.height), blobs);
    if (behind !== '' && behind !== 'tt') continue;
    const text = `${feet.text}'-${inches.text}${behind === 'tt' ? '"' : ''}`;
    joined.set(feet, { ...feet, text, width: rightOf(inches) - feet.left });
    joined.set(inches, null);
  }
  return words.flatMap((word) => {
    const whole = joined.get(word);
    return whole === undefined ? [word] : whole === null ? [] : [whole];
  });
}

function follows(word: RecognisedWord, before: RecognisedWord): boolean {
  const gap = word.left - rightOf(before);
  return gap > 0 && gap < 2 * before.height && Math.abs(word.top - before.top) < 0.4 * before.height;
}

const rightOf = ({ left, width }: RecognisedWord): number => left + width;

/** The strip of a word's line between two columns. */
function between({ top, height }: RecognisedWord, left: number, right: number): Strip {
  return { left: left - 1, top, width: right - left + 2, height };
}

type Strip = Pick<RecognisedWord, 'left' | 'top' | 'width' | 'height'>;

/** The patches of a strip from left to right, a letter for each. */
function rowOf(strip: Strip, blobs: readonly Blob[]): string {
  const middle = strip.top + strip.height / 2;
  return blobs
    .filter(({ left, right, top, bottom }) => {
      const isWithin = left >= strip.left - 2 && right <= strip.left + strip.width + 2;
      return isWithin && top >= strip.top - 0.3 * strip.height && bottom <= strip.top + 1.3 * strip.height;
    })
    .sort((a, b) => a.left - b.left)
    .map(({ left, right, top, bottom }) => {
      const [width, height] = [right - left + 1, bottom - top + 1];
      if (height > 0.6 * strip.height) return 'F';
      if (bottom < middle && width <= 0.35 * strip.height) return 't';
      return top < middle + 0.2 * strip.height && bottom > middle - 0.2 * strip.height && width > height ? 'd' : '?';
    })
    .join('');
}
