import type { Contour } from './contours.js';
import { contains, contourBounds, polygonOf, type Bounds } from './opening.js';

/** A contour and how many others it lies in: parts at even depth, their openings at odd depth. */
export class NestedContour {
  readonly contour: Contour;
  readonly bounds: Bounds;
  readonly depth: number;
  /** Index of the smallest contour around it; -1 without. */
  readonly parent: number;
  private points: readonly (readonly [number, number])[] | null = null;

  constructor(contour: Contour, bounds: Bounds, parent: number, depth: number) {
    this.contour = contour;
    this.bounds = bounds;
    this.parent = parent;
    this.depth = depth;
  }

  /** Points along the contour, made when first asked for: most contours are openings that nobody asks. */
  get polygon(): readonly (readonly [number, number])[] {
    return (this.points ??= polygonOf(this.contour));
  }
}

/** Contours by falling area, each with its place in the nesting. */
export function nest(contours: readonly Contour[]): NestedContour[] {
  const sorted = [...contours].sort((a, b) => b.area - a.area);
  const nested: NestedContour[] = [];
  for (const contour of sorted) {
    const bounds = contourBounds(contour);
    const { x0: x, y0: y } = contour.segments[0] ?? { x0: 0, y0: 0 };
    let parent = -1;
    for (let index = nested.length - 1; index >= 0 && parent < 0; index--) {
      const other = nested[index];
      if (other !== undefined && surrounds(other.bounds, bounds) && contains(other.polygon, x, y)) parent = index;
    }
    nested.push(new NestedContour(contour, bounds, parent, parent < 0 ? 0 : (nested[parent]?.depth ?? 0) + 1));
  }
  return nested;
}

export function surrounds(outer: Bounds, inner: Bounds): boolean {
  return outer.minX <= inner.minX && outer.minY <= inner.minY && outer.maxX >= inner.maxX && outer.maxY >= inner.maxY;
}
