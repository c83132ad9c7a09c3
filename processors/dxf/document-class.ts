import { distance } from './plane.js';
import type { Drawing } from './drawing.js';
import type { FlatPattern } from './flat-pattern/flat-pattern.js';
import { Shape } from './geometry-store.js';
import { enlargementOf } from './plot-scale.js';
import type { SheetFindings } from './sheet/sheet.js';

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
export function documentClass(
  drawing: Drawing,
  pattern: FlatPattern | null,
  { modelForms, hasPaperForm, title }: Pick<SheetFindings, 'modelForms' | 'hasPaperForm' | 'title'>,
  size: number,
): string {
  const hasText =
    drawing.texts.some(({ source, text }) => source !== 'attdef' && text.trim() !== '') || drawing.dimensions.length > 0;
  // A cutting contour may carry its number in strokes and is one all the same.
  if (pattern === null) return !hasText && isMostlyStrokes(drawing, size) ? 'vector-only' : 'drawing';
  if (hasPaperForm) return 'drawing';
  if (modelForms.length === 0) return 'flat pattern';
  // Who cuts a contour needs it in its size: a form enlarged around a dimensioned part is there to be plotted.
  const enlargement = enlargementOf(title?.fields.get('scale') ?? null);
  if (drawing.dimensions.length > 0 && enlargement !== null && enlargement !== 1) return 'drawing';
  return drawing.dimensions.length <= fewDimensions ? 'flat pattern' : 'drawing';
}

function isMostlyStrokes(drawing: Drawing, size: number): boolean {
  let strokes = 0;
  let all = 0;
  for (const shape of drawing.geometry.shapes()) {
    const isPolyline = shape.shape === Shape.polyline;
    if (shape.shape !== Shape.line && !isPolyline) continue;
    const [first, step] = isPolyline ? [1, 3] : [0, 2];
    for (let at = first; at + step + 1 < shape.length; at += step) {
      all += 1;
      if (distance(shape.at(at + step) - shape.at(at), shape.at(at + step + 1) - shape.at(at + 1)) <= strokeLength * size)
        strokes += 1;
    }
  }
  return strokes >= minimumStrokes && strokes >= strokeShare * all;
}
