import type { Glyph } from '../pdfium/glyphs.js';
import { characterOf } from './sanitise.js';

/**
 * Text that belongs together without a gap. `u` runs along the baseline and `v` across it, so that the arithmetic of
 * reading is the same at every angle: u = x cos + y sin, v = y cos - x sin, in points.
 */
export interface Word {
  readonly text: string;
  readonly cos: number;
  readonly sin: number;
  /** Height of the em. */
  readonly size: number;
  /** Extent of the ink along the baseline. */
  readonly u0: number;
  readonly u1: number;
  /** Place of the baseline. */
  readonly v: number;
  /** Box of the ink on the page. */
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  /** The file itself has a blank between the word before and this one: they are one string. */
  readonly follows: boolean;
}

/** In ems. Kerning stays far below; the gap between two columns far above. */
const widestKern = 0.42;
const furthestBack = 0.5;
const baselineSlack = 0.25;

/** Characters in drawing order to words. A word ends at blanks, gaps, and changes of direction, baseline or size. */
export function wordsOf(glyphs: readonly Glyph[]): Word[] {
  const words: Word[] = [];
  let open: WordBuilder | undefined;
  let follows = false;
  const close = () => {
    if (open) words.push(open.build());
    open = undefined;
  };
  for (const glyph of glyphs) {
    const character = characterOf(glyph.code);
    if (character.trim() === '') {
      if (character === '') continue;
      close();
      follows = !glyph.generated && character === ' ';
      continue;
    }
    if (open && !open.continues(glyph)) {
      close();
      follows = false;
    }
    open ??= new WordBuilder(glyph, follows);
    open.add(glyph, character);
    follows = false;
  }
  close();
  return withoutDoubles(words);
}

class WordBuilder {
  readonly #cos: number;
  readonly #sin: number;
  readonly #size: number;
  readonly #v: number;
  readonly #follows: boolean;
  #text = '';
  #u0 = Infinity;
  #u1 = -Infinity;
  #box = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity };

  constructor(first: Glyph, follows: boolean) {
    this.#cos = first.cos;
    this.#sin = first.sin;
    this.#size = first.size || 1;
    this.#v = this.#across(first.originX, first.originY);
    this.#follows = follows;
  }

  continues(glyph: Glyph): boolean {
    const size = this.#size;
    if (glyph.cos * this.#cos + glyph.sin * this.#sin < 0.9995) return false;
    if (Math.abs(this.#across(glyph.originX, glyph.originY) - this.#v) > baselineSlack * size) return false;
    const ratio = (glyph.size || size) / size;
    if (ratio > 1.3 || ratio < 0.77) return false;
    const gap = this.#start(glyph) - this.#u1;
    return gap < widestKern * size && gap > -furthestBack * size;
  }

  add(glyph: Glyph, character: string): void {
    const start = this.#start(glyph);
    this.#text += character;
    this.#u0 = Math.min(this.#u0, start);
    this.#u1 = Math.max(this.#u1, start + inkWidth(glyph));
    const box = this.#box;
    box.x0 = Math.min(box.x0, glyph.x0);
    box.y0 = Math.min(box.y0, glyph.y0);
    box.x1 = Math.max(box.x1, glyph.x1);
    box.y1 = Math.max(box.y1, glyph.y1);
  }

  build(): Word {
    const [cos, sin, size] = [this.#cos, this.#sin, this.#size];
    return { text: this.#text, cos, sin, size, u0: this.#u0, u1: this.#u1, v: this.#v, ...this.#box, follows: this.#follows };
  }

  /** The ink's start along the baseline; for slanted text, whose boxes are too wide, the glyph's origin. */
  #start(glyph: Glyph): number {
    if (!isUpright(glyph)) return glyph.originX * this.#cos + glyph.originY * this.#sin;
    const x = this.#cos + this.#sin >= 0 ? glyph.x0 : glyph.x1;
    const y = this.#cos + this.#sin >= 0 ? glyph.y0 : glyph.y1;
    return x * this.#cos + y * this.#sin;
  }

  #across(x: number, y: number): number {
    return y * this.#cos - x * this.#sin;
  }
}

function isUpright(glyph: Glyph): boolean {
  return Math.abs(glyph.cos) > 0.9999 || Math.abs(glyph.sin) > 0.9999;
}

/**
 * Width of the ink along the baseline. The box of a slanted glyph of width a and height b is (a cos + b sin) by
 * (a sin + b cos); near 45 degrees that has no solution, so b is taken as the usual height of a capital.
 */
function inkWidth(glyph: Glyph): number {
  const [c, s] = [Math.abs(glyph.cos), Math.abs(glyph.sin)];
  const [w, h] = [glyph.x1 - glyph.x0, glyph.y1 - glyph.y0];
  if (isUpright(glyph)) return c > s ? w : h;
  const determinant = c * c - s * s;
  const solved =
    Math.abs(determinant) > 0.3
      ? (w * c - h * s) / determinant
      : (Math.max(w, h) - 0.7 * glyph.size * Math.min(c, s)) / Math.max(c, s);
  return Math.min(Math.max(solved, 0.15 * glyph.size), 1.2 * glyph.size);
}

/** Some writers draw a word twice, a hair apart, to make it bold. */
function withoutDoubles(words: Word[]): Word[] {
  const seen = new Set<string>();
  return words.filter((word) => {
    const key = `${word.text}|${Math.round(word.u0)}|${Math.round(word.v)}|${Math.round(word.cos * 90)}|${Math.round(word.sin * 90)}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
