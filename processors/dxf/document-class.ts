import type { Drawing } from './drawing.js';
import type { FlatPattern } from './flat-pattern/flat-pattern.js';
import { Shape } from './geometry-store.js';

/** Lettering that was exploded into strokes: no text, and at least so many strokes, short against the drawing. */
const minimumStrokes = 200;
const strokeShare = 0.5;
const strokeLength = 0.01;

/** A part that carries a form and more dimensions than these is a drawing of it, not its cutting contour. */
const fewDimensions = 8;

/**
 * `flat pattern`, `drawing`, or `vector-only`: a drawing whose lettering is strokes, so that no text can be read from it.
 * @param size diagonal of the drawing
 */
export function documentClass(drawing: Drawing, pattern: FlatPattern | null, hasForm: boolean, size: number): string {
  const hasText =
    drawing.texts.some(({ source, text }) => source !== 'attdef' && text.trim() !== '') || drawing.dimensions.length > 0;
  if (!hasText && isMostlyStrokes(drawing, size)) return 'vector-only';
  return pattern !== null && (!hasForm || drawing.dimensions.length <= fewDimensions) ? 'flat pattern' : 'drawing';
}

function isMostlyStrokes(drawing: Drawing, size: number): boolean {
  let strokes = 0;
  let all = 0;
  for (const { shape, numbers } of drawing.geometry.shapes()) {
    if (shape !== Shape.line && shape !== Shape.polyline) continue;
    const isPolyline = shape === Shape.polyline;
    for (let at = isPolyline ? 1 : 0; at + 4 <= numbers.length; at += isPolyline ? 3 : 4) {
      const [x0 = 0, y0 = 0] = [numbers[at], numbers[at + 1]];
      const [x1 = x0, y1 = y0] = isPolyline ? [numbers[at + 3], numbers[at + 4]] : [numbers[at + 2], numbers[at + 3]];
      all += 1;
      if (Math.hypot(x1 - x0, y1 - y0) <= strokeLength * size) strokes += 1;
    }
  }
  return strokes >= minimumStrokes && strokes >= strokeShare * all;
}
