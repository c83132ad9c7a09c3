import { dimensionPicture } from '../drawing/dimension-picture.js';
import type { Drawing } from '../drawing/drawing.js';
import type { Primitive } from '../drawing/primitives.js';
import { titleValues } from '../drawing/title-block.js';

/** Everything that is printed on a sheet. */
export function printed(drawing: Drawing): Primitive[] {
  return [
    ...drawing.primitives,
    ...drawing.noteTexts,
    ...drawing.title.primitives,
    ...titleValues(drawing.title),
    ...drawing.dimensions.flatMap((dimension) => dimensionPicture(dimension, drawing.dimensionStyle)),
  ];
}
