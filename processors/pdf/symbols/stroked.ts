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
  const slants = inPlace.filter((segment) => !bars.includes(segment) && !stems.includes(segment));
  const start = Math.min(...inPlace.map(({ x0, x1 }) => Math.min(x0, x1)));
  const shape = `${bars.length}${stems.length}${slants.length}`;
  if (shape === '112' && isDepth(bars, stems, slants)) return { text: '↧', start };
  if (shape === '210' && isPlusMinus(bars, stems)) return { text: '±', start };
  if (shape === '220' && isSquare(bars, stems)) return { text: '□', start };
  if (shape === '120' && isBore(bars, stems)) return { text: '⌴', start };
  if (shape === '002' && isSink(slants)) return { text: '⌵', start };
  return null;
}

/** Ems that ends which are drawn to meet may miss each other by. */
const met = 0.12;

const lowest = ({ y0, y1 }: Segment) => Math.min(y0, y1);
const highest = ({ y0, y1 }: Segment) => Math.max(y0, y1);
const centre = ({ x0, x1 }: Segment) => (x0 + x1) / 2;
/** The x of a stroke's lower end. */
const foot = ({ x0, y0, x1, y1 }: Segment) => (y0 < y1 ? x0 : x1);
const near = (a: number, b: number) => Math.abs(a - b) <= met;

/** The arrow hangs from the middle of the bar, its head at the stem's lower end: a dimension line's arrow has no bar so placed. */
function isDepth([bar]: readonly Segment[], [stem]: readonly Segment[], slants: readonly Segment[]): boolean {
  if (!bar || !stem || !near(centre(bar), centre(stem)) || !near(lowest(bar), highest(stem))) return false;
  return slants.every((slant) => near(lowest(slant), lowest(stem)) && near(foot(slant), centre(stem)));
}

/** A plus over a bar: the stem stands in the middle of both and crosses the upper one alone. */
function isPlusMinus(bars: readonly Segment[], [stem]: readonly Segment[]): boolean {
  const [upper, lower] = [...bars].sort((a, b) => lowest(b) - lowest(a));
  if (!stem || !upper || !lower || ![upper, lower].every((bar) => near(centre(bar), centre(stem)))) return false;
  return highest(stem) > lowest(upper) + met && lowest(stem) < lowest(upper) - met && lowest(lower) < lowest(stem) + met;
}

/** A floor with a wall at each end. */
function isBore([floor]: readonly Segment[], walls: readonly Segment[]): boolean {
  if (!floor || !walls.every((wall) => near(lowest(wall), lowest(floor)))) return false;
  return [Math.min(floor.x0, floor.x1), Math.max(floor.x0, floor.x1)].every((end) =>
    walls.some((wall) => near(centre(wall), end)),
  );
}

/** Two strokes that meet at their feet and stand apart at their heads. */
function isSink([a, b]: readonly Segment[]): boolean {
  if (!a || !b || !near(foot(a), foot(b)) || !near(lowest(a), lowest(b))) return false;
  return Math.abs(centre(a) - centre(b)) > 2 * met;
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
