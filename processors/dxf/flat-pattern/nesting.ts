import { surrounds, type Contour } from './contour.js';

/** A contour and how many others it lies in: parts at even depth, their openings at odd depth. */
export interface NestedContour {
  readonly contour: Contour;
  readonly depth: number;
  /** Index of the smallest contour around it; -1 without. */
  readonly parent: number;
}

/** Contours by falling area, each with its place in the nesting. */
export function nest(contours: readonly Contour[]): NestedContour[] {
  const sorted = [...contours].sort((a, b) => b.area - a.area);
  const nested: NestedContour[] = [];
  for (const contour of sorted) {
    const { x0, y0 } = contour.segments[0] ?? { x0: 0, y0: 0 };
    const isIn = (index: number): boolean => {
      const other = nested[index]?.contour;
      return (
        other !== undefined && other.area > contour.area && surrounds(other.bounds, contour.bounds) && other.contains(x0, y0)
      );
    };
    let parent = -1;
    for (let index = nested.length - 1; index >= 0 && parent < 0; index--) if (isIn(index)) parent = index;
    nested.push({ contour, parent, depth: parent < 0 ? 0 : (nested[parent]?.depth ?? 0) + 1 });
  }
  return nested;
}
