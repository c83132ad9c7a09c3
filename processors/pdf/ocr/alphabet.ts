import type { Blob } from './blobs.js';
import { glyphShape, likeness, type GlyphShape } from './glyph-shape.js';
import type { GreyImage, RecognisedWord } from './recogniser.js';

/** Percent; surer words teach what their letters look like. */
const sure = 85;
/** Correlation that a letter has with one of its kind and lettering, and how far the next kind must stay behind. */
const alike = 0.88;
const ahead = 0.03;
/** Examples kept of one character. */
const most = 24;

/**
 * What the letters of this very page look like, learnt from the words that were read with certainty: letters that segmentation passed over
 * are told by it, whatever the lettering.
 */
export class Alphabet {
  readonly #image: GreyImage;
  readonly #examples = new Map<string, GlyphShape[]>();

  constructor(image: GreyImage, blobs: readonly Blob[], words: readonly RecognisedWord[]) {
    this.#image = image;
    for (const word of words) {
      if (word.confidence < sure || !/^[A-Z\d.,:/-]+$/.test(word.text)) continue;
      const letters = lettersOf(word, blobs);
      if (letters.length !== word.text.length) continue;
      letters.forEach((blob, index) => {
        this.#learn(word.text.charAt(index), blob);
      });
    }
  }

  /** The figure that a patch of ink is, or null when it is none or might be another letter. */
  figure(blob: Blob): string | null {
    const shape = glyphShape(this.#image, blob);
    let best = { character: '', score: 0 };
    let next = 0;
    for (const [character, examples] of this.#examples) {
      const score = Math.max(...examples.map((example) => likeness(example, shape)));
      if (score > best.score) {
        next = best.score;
        best = { character, score };
      } else next = Math.max(next, score);
    }
    return /^\d$/.test(best.character) && best.score >= alike && best.score - next >= ahead ? best.character : null;
  }

  #learn(character: string, blob: Blob): void {
    if (!/[A-Z\d]/.test(character)) return;
    const examples = this.#examples.get(character) ?? [];
    if (examples.length >= most) return;
    examples.push(glyphShape(this.#image, blob));
    this.#examples.set(character, examples);
  }
}

/** Patches of ink in a word's box, those above each other (the dots of a colon) as one, from left to right. */
export function lettersOf({ left, top, width, height }: RecognisedWord, blobs: readonly Blob[]): Blob[] {
  const inside = blobs
    .filter((blob) => {
      const [x, y] = [(blob.left + blob.right) / 2, (blob.top + blob.bottom) / 2];
      return x >= left && x <= left + width && y >= top - 1 && y <= top + height + 1 && blob.bottom - blob.top <= 1.2 * height;
    })
    .sort((a, b) => a.left - b.left);
  const letters: Blob[] = [];
  for (const blob of inside) {
    const last = letters.at(-1);
    if (last && (blob.left + blob.right) / 2 <= last.right) letters[letters.length - 1] = united(last, blob);
    else letters.push(blob);
  }
  return letters;
}

function united(a: Blob, b: Blob): Blob {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}
