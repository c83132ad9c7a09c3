import { distance } from '../plane.js';
import type { NestedContour } from './nesting.js';
import { openingOf } from './opening.js';
import type { Contour } from './contour.js';

/** A line along which the sheet is bent. Angle of the line in degrees, [0, 180). */
export interface BendLine {
  readonly length: number;
  readonly lineAngle: number;
  readonly x: number;
  readonly y: number;
  readonly direction: 'up' | 'down' | null;
  readonly layer: string;
}

export interface BendCandidate {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly byLayer: boolean;
  readonly direction: 'up' | 'down' | null;
  readonly layer: string;
}

/** How near to a contour a bend line drawn with a broken linetype must end, as a share of the part's size. */
const reach = 0.02;

/**
 * Bend lines of a part. A line on a bend layer counts when it lies on the part; one that only has a centre or dashed
 * linetype must also run from contour to contour, which centre marks and axes of holes do not.
 */
export function bendLines(
  candidates: readonly BendCandidate[],
  part: NestedContour,
  openings: readonly NestedContour[],
): BendLine[] {
  if (candidates.length === 0) return [];
  const { minX, minY, maxX, maxY } = part.contour.bounds;
  const size = distance(maxX - minX, maxY - minY);
  const holes = candidates.every(({ byLayer }) => byLayer) ? [] : openings.map(({ contour }) => openingOf(contour));
  const seen = new Set<string>();
  const lines: BendLine[] = [];
  for (const candidate of candidates) {
    const { x0, y0, x1, y1 } = candidate;
    const x = (x0 + x1) / 2;
    const y = (y0 + y1) / 2;
    const length = distance(x1 - x0, y1 - y0);
    if (length <= 1e-6 * size || !isOnPart(part.contour, x, y, size)) continue;
    if (!candidate.byLayer) {
      if (length < 0.05 * size || holes.some((hole) => distance(hole.x - x, hole.y - y) <= 1e-3 * size)) continue;
      const ends = [[x0, y0] as const, [x1, y1] as const];
      if (
        !ends.every(([endX, endY]) => [part, ...openings].some(({ contour }) => contour.distanceTo(endX, endY) <= reach * size))
      )
        continue;
    }
    const key = [x, y, length].map((value) => Math.round((value / size) * 1e5)).join(' ');
    if (seen.has(key)) continue;
    seen.add(key);
    const angle = (Math.atan2(y1 - y0, x1 - x0) * 180) / Math.PI;
    const lineAngle = ((angle % 180) + 180) % 180;
    lines.push({
      length,
      lineAngle: lineAngle > 180 - 1e-6 ? 0 : lineAngle,
      x,
      y,
      direction: candidate.direction,
      layer: candidate.layer,
    });
  }
  return lines;
}

function isOnPart(part: Contour, x: number, y: number, size: number): boolean {
  return part.contains(x, y) || part.distanceTo(x, y) <= 1e-3 * size;
}
