import type { PageArtwork, Segment } from '../pdfium/paths.js';
import type { Word } from '../text/words.js';
import { roundOutlines, type Circle } from './circles.js';
import { NearbyItems } from './nearby.js';
import { strokedSymbol } from './stroked.js';

/**
 * Some CAD systems draw Ø, depth and plus-minus as strokes instead of writing them, so that `Ø70.50` arrives as `70.50`.
 * Looks at what is drawn right before each number and puts the symbol back into its text.
 */
export function withDrawnSymbols(words: readonly Word[], artwork: PageArtwork): Word[] {
  if (!words.some(isNumber)) return [...words];
  const circles = new NearbyItems(roundOutlines(artwork.outlines), (circle) => [circle.x, circle.y]);
  const strokes = new NearbyItems(artwork.segments.filter(isShort), middleOf);
  return words.map((word) => (isNumber(word) ? withSymbolBefore(word, circles, strokes) : word));
}

function isNumber(word: Word): boolean {
  return /^[\d.,]/.test(word.text);
}

/** Points; nothing longer is part of a symbol. */
const longestStroke = 40;

function isShort({ x0, y0, x1, y1 }: Segment): boolean {
  return Math.abs(x1 - x0) <= longestStroke && Math.abs(y1 - y0) <= longestStroke;
}

function middleOf({ x0, y0, x1, y1 }: Segment): [number, number] {
  return [(x0 + x1) / 2, (y0 + y1) / 2];
}

function withSymbolBefore(word: Word, circles: NearbyItems<Circle>, strokes: NearbyItems<Segment>): Word {
  const { cos, sin, size } = word;
  // Middle of the place where a symbol in front of the word would stand, and how far around it to look.
  const u = word.u0 - 0.6 * size;
  const v = word.v + 0.35 * size;
  const [x, y] = [u * cos - v * sin, u * sin + v * cos];
  const diameter = circles.within(x, y, 1.3 * size).find((circle) => isDiameterSign(circle, word, strokes));
  if (diameter) return prefixed(word, 'Ø', along(diameter, word) - diameter.radius);
  const inFront = strokes.within(x, y, 1.5 * size).map((segment) => inFrame(segment, word));
  const symbol = strokedSymbol(inFront);
  return symbol === null ? word : prefixed(word, symbol.text, word.u0 + symbol.start * size);
}

function prefixed(word: Word, symbol: string, u0: number): Word {
  return { ...word, text: symbol + word.text, u0: Math.min(u0, word.u0) };
}

function along(circle: Circle, word: Word): number {
  return circle.x * word.cos + circle.y * word.sin;
}

/** A circle about as high as a capital, right before the word, with one stroke through its centre and beyond. */
function isDiameterSign(circle: Circle, word: Word, strokes: NearbyItems<Segment>): boolean {
  const { radius } = circle;
  const { size } = word;
  if (radius < 0.16 * size || radius > 0.62 * size) return false;
  const u = along(circle, word) - word.u0;
  const v = circle.y * word.cos - circle.x * word.sin - word.v;
  if (u + radius > 0.35 * size || u + radius < -1.1 * size || v < -0.05 * size || v > 0.85 * size) return false;
  return strokes.within(circle.x, circle.y, 0.4 * radius).some((segment) => {
    const length = Math.hypot(segment.x1 - segment.x0, segment.y1 - segment.y0);
    return length > 1.7 * radius && length < 4 * radius;
  });
}

/** A segment in the word's frame: ems from the word's start along and across its baseline. */
function inFrame(segment: Segment, { cos, sin, size, u0, v }: Word): Segment {
  const u = (x: number, y: number) => (x * cos + y * sin - u0) / size;
  const w = (x: number, y: number) => (y * cos - x * sin - v) / size;
  return {
    x0: u(segment.x0, segment.y0),
    y0: w(segment.x0, segment.y0),
    x1: u(segment.x1, segment.y1),
    y1: w(segment.x1, segment.y1),
  };
}
