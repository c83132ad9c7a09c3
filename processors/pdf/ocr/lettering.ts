import type { Segment } from '../pdfium/paths.js';
import type { Word } from '../text/words.js';

/** Points; a cell of a form is longer than any stroke of its small letters. */
const shortest = 12;
/** Points; strokes of this length and more are no part of a letter. */
const longest = 60;

/**
 * The strokes of a page that are not part of its stroked letters, which would rule cells through the words and be taken for symbols
 * in front of them.
 */
export function withoutLettering(segments: readonly Segment[], words: readonly Word[]): Segment[] {
  return segments.filter((segment) => {
    const length = Math.hypot(segment.x1 - segment.x0, segment.y1 - segment.y0);
    if (length >= longest) return true;
    return length >= shortest && !words.some((word) => holds(word, segment));
  });
}

function holds({ x0, y0, x1, y1, size }: Word, segment: Segment): boolean {
  const slack = 0.15 * size;
  const inside = (x: number, y: number) => x >= x0 - slack && x <= x1 + slack && y >= y0 - slack && y <= y1 + slack;
  return inside(segment.x0, segment.y0) && inside(segment.x1, segment.y1);
}
