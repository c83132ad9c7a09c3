import type { Segment } from '../pdfium/paths.js';

export interface StrokedSymbol {
  readonly text: '↧' | '±' | '□' | '⌴' | '⌵';
  /** Left end, ems from the word's start (negative). */
  readonly start: number;
}

/** Ems. A symbol stands in front of the number, between a little below the baseline and a little above the capitals. */
const left = -1.6;
const right = 0.12;
const bottom = -0.3;
const top = 1.1;
/** Tangent below which a stroke counts as along or across the baseline. */
const slope = 0.15;

/**
 * Which symbol of ISO 1101 / ASME Y14.5 some strokes draw. Segments are in ems in the frame of the number behind them.
 * Only complete figures count: depth is a bar, a stem and two arrow strokes; plus-minus two bars and a stem; counterbore a
 * bottom with two walls; countersink two slanted strokes that meet; square four sides.
 */
export function strokedSymbol(segments: readonly Segment[]): StrokedSymbol | null {
  const inPlace = segments.filter(isInPlace);
  if (inPlace.length < 2 || inPlace.length > 12) return null;
  const bars = inPlace.filter(({ x0, y0, x1, y1 }) => Math.abs(y1 - y0) <= slope * Math.abs(x1 - x0));
  const stems = inPlace.filter(({ x0, y0, x1, y1 }) => Math.abs(x1 - x0) <= slope * Math.abs(y1 - y0));
  const slants = inPlace.length - bars.length - stems.length;
  const start = Math.min(...inPlace.map(({ x0, x1 }) => Math.min(x0, x1)));
  if (bars.length === 1 && stems.length === 1 && slants === 2) return { text: '↧', start };
  if (bars.length === 2 && stems.length === 1 && slants === 0) return { text: '±', start };
  if (bars.length === 2 && stems.length === 2 && slants === 0 && isSquare(bars, stems)) return { text: '□', start };
  if (bars.length === 1 && stems.length === 2 && slants === 0) return { text: '⌴', start };
  if (bars.length === 0 && stems.length === 0 && slants === 2) return { text: '⌵', start };
  return null;
}

function isInPlace({ x0, y0, x1, y1 }: Segment): boolean {
  const high = Math.hypot(x1 - x0, y1 - y0) > 0.12;
  return high && Math.min(x0, x1) > left && Math.max(x0, x1) < right && Math.min(y0, y1) > bottom && Math.max(y0, y1) < top;
}

function isSquare(bars: readonly Segment[], stems: readonly Segment[]): boolean {
  const length = ({ x0, y0, x1, y1 }: Segment) => Math.hypot(x1 - x0, y1 - y0);
  const sides = [...bars, ...stems].map(length);
  return Math.max(...sides) < 1.2 * Math.min(...sides);
}
