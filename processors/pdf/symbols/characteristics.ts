import type { Outline, Segment } from '../pdfium/paths.js';
import { roundOutlines } from './circles.js';

/** What a feature control frame bounds, by the names of ISO 1101. */
export type Characteristic =
  | 'straightness'
  | 'flatness'
  | 'roundness'
  | 'cylindricity'
  | 'parallelism'
  | 'perpendicularity'
  | 'angularity'
  | 'position'
  | 'concentricity'
  | 'symmetry';

/** Symbols that are written as characters. */
const written: Readonly<Record<string, Characteristic>> = {
  '⏤': 'straightness',
  '⏥': 'flatness',
  '○': 'roundness',
  '⌭': 'cylindricity',
  '∥': 'parallelism',
  '//': 'parallelism',
  '⊥': 'perpendicularity',
  '⟂': 'perpendicularity',
  '∠': 'angularity',
  '⌖': 'position',
  '◎': 'concentricity',
  '⌯': 'symmetry',
};

/** The characteristic that a text in the first cell of a frame names. */
export function writtenCharacteristic(text: string): Characteristic | null {
  return written[text.trim()] ?? null;
}

/** Tangent below which a stroke counts as level or upright. */
const slope = 0.1;

/**
 * The characteristic that strokes and circles in the first cell of a frame draw, or null for a symbol that is not told from them, such as
 * the arcs of profiles and the arrows of run-out.
 */
export function drawnCharacteristic(segments: readonly Segment[], outlines: readonly Outline[]): Characteristic | null {
  const round = outlines.filter((outline) => roundOutlines([outline]).length > 0);
  const circles = distinct(roundOutlines(round).map(({ radius }) => radius));
  const straight = segments.filter((segment) => isDrawn(segment) && !round.some((outline) => isSide(segment, outline)));
  const bars = straight.filter(({ x0, y0, x1, y1 }) => Math.abs(y1 - y0) <= slope * Math.abs(x1 - x0)).length;
  const stems = straight.filter(({ x0, y0, x1, y1 }) => Math.abs(x1 - x0) <= slope * Math.abs(y1 - y0)).length;
  const slants = straight.length - bars - stems;
  return byCount[`${circles} ${bars} ${stems} ${slants}`] ?? null;
}

/** By circles, level, upright and slanted strokes. */
const byCount: Readonly<Record<string, Characteristic>> = {
  '0 1 0 0': 'straightness',
  '0 2 0 2': 'flatness',
  '1 0 0 0': 'roundness',
  '1 0 0 2': 'cylindricity',
  '0 0 0 2': 'parallelism',
  '0 1 1 0': 'perpendicularity',
  '0 1 0 1': 'angularity',
  '1 1 1 0': 'position',
  '1 2 2 0': 'position',
  '2 0 0 0': 'concentricity',
  '0 3 0 0': 'symmetry',
};

/** Circles by their size: overprinted ones count once. */
function distinct(radii: readonly number[]): number {
  return radii.filter((radius, index) => !radii.slice(0, index).some((other) => Math.abs(other - radius) < 0.2 * radius)).length;
}

/** Closing a figure that is closed already leaves a stroke without length. */
function isDrawn({ x0, y0, x1, y1 }: Segment): boolean {
  return Math.hypot(x1 - x0, y1 - y0) > 0.5;
}

function isSide({ x0, y0 }: Segment, { points }: Outline): boolean {
  return points.some(([x, y]) => x === x0 && y === y0);
}
