import type { Outline } from '../pdfium/paths.js';

/** Centre and radius in points of the shown page. */
export interface Circle {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

const fewestCorners = 5;
/** Of the radius. */
const roundness = 0.12;

/** Outlines whose corners all lie about as far from the middle: circles in chords, or in curves of at least a quarter. */
export function roundOutlines(outlines: readonly Outline[]): Circle[] {
  const circles: Circle[] = [];
  for (const outline of outlines) {
    const width = outline.x1 - outline.x0;
    const height = outline.y1 - outline.y0;
    if (outline.points.length < fewestCorners || Math.abs(width - height) > roundness * Math.max(width, height)) continue;
    const circle = { x: (outline.x0 + outline.x1) / 2, y: (outline.y0 + outline.y1) / 2, radius: (width + height) / 4 };
    // A square's corners are as far from the middle as a circle's; a square has no curve and only four.
    if (!outline.curved && outline.points.length < 9) continue;
    if (circle.radius > 0.5 && outline.points.every(([x, y]) => isAtRadius(circle, x, y))) circles.push(circle);
  }
  return circles;
}

function isAtRadius(circle: Circle, x: number, y: number): boolean {
  return Math.abs(Math.hypot(x - circle.x, y - circle.y) / circle.radius - 1) <= roundness;
}
