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
  const lines = linesOf(words, (left, right) => isRuledApart(rulings, left, right));
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

/** A ruling line of a form crosses the way from one word to the next, whether they are read level, upwards or downwards. */
function isRuledApart({ horizontal, vertical }: Rulings, left: Word, right: Word): boolean {
  const y = (right.y0 + right.y1) / 2;
  if (left.cos > 0.99) return ruledBetween(vertical, left.x1 - 1, right.x0 + 1, y);
  const x = (right.x0 + right.x1) / 2;
  if (left.sin > 0.99) return ruledBetween(horizontal, left.y1 - 1, right.y0 + 1, x);
  if (left.sin < -0.99) return ruledBetween(horizontal, right.y1 - 1, left.y0 + 1, x);
  return false;
}
