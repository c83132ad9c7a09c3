import { ruledBetween } from './layout/cells.js';
import { rulingsOf, type Rulings } from './layout/rulings.js';
import type { Outline, PageArtwork, Segment } from './pdfium/paths.js';
import { withDrawnSymbols } from './symbols/drawn.js';
import { linesOf, type Line } from './text/lines.js';
import type { Word } from './text/words.js';

/** One page as it is read, whatever engine read it. Points from the lower left corner of the shown page, y upwards. */
export interface Page {
  /** From 1. */
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly source: 'native' | 'ocr';
  readonly lines: readonly Line[];
  readonly rulings: Rulings;
  readonly segments: readonly Segment[];
  readonly outlines: readonly Outline[];
  readonly imageShare: number;
  readonly blank: boolean;
}

export interface RawPage {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly source: 'native' | 'ocr';
  readonly words: readonly Word[];
  readonly artwork: PageArtwork;
}

/** Words and artwork to lines between rulings, with symbols that are drawn put back into the text. */
export function layOut(raw: RawPage): Page {
  const { artwork } = raw;
  const rulings = rulingsOf(artwork.segments);
  const words = withDrawnSymbols(raw.words, artwork);
  const lines = linesOf(
    words,
    (left, right) => left.cos > 0.99 && ruledBetween(rulings, left.x1 - 1, right.x0 + 1, middle(right)),
  );
  return {
    number: raw.number,
    width: raw.width,
    height: raw.height,
    source: raw.source,
    lines,
    rulings,
    segments: artwork.segments,
    outlines: artwork.outlines,
    imageShare: artwork.imageShare,
    blank: words.length === 0 && artwork.objects === 0,
  };
}

function middle(word: Word): number {
  return (word.y0 + word.y1) / 2;
}
