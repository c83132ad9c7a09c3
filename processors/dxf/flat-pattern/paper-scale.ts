import type { Box } from '../plane.js';
import { enlargementOf } from '../plot-scale.js';

/** Sheet sizes in millimetres, short side first: ISO 216, ANSI Y14.1, architectural. */
const sheets: readonly (readonly [number, number])[] = [
  [210, 297],
  [297, 420],
  [420, 594],
  [594, 841],
  [841, 1189],
  [215.9, 279.4],
  [279.4, 431.8],
  [431.8, 558.8],
  [558.8, 863.6],
  [863.6, 1117.6],
  [304.8, 457.2],
  [457.2, 609.6],
  [609.6, 914.4],
  [914.4, 1219.2],
];

/** Frames stand inside the edge of the paper by up to so many millimetres. */
const margin = 30;

/**
 * Whether a sheet is drawn at its size on paper, so that lengths in it are not those of the part: its scale is not 1:1 and
 * it measures what paper measures.
 */
export function isPaperScaled(bounds: Box, scale: string | null): boolean {
  const enlargement = enlargementOf(scale);
  if (enlargement === null || enlargement === 1 || bounds.isEmpty) return false;
  const short = Math.min(bounds.width, bounds.height);
  const long = Math.max(bounds.width, bounds.height);
  const fits = (unit: number): boolean =>
    sheets.some(
      ([a, b]) =>
        short * unit <= a + 1 && short * unit >= a - 2 * margin && long * unit <= b + 1 && long * unit >= b - 2 * margin,
    );
  return fits(1) || fits(25.4);
}
