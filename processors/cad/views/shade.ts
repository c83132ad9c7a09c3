import type { DepthPicture } from './rasterise.js';

const background = 255;
const line = 25;
const darkest = 105;
const brightest = 225;
/** A step in depth of so many pixels at once is an edge of what lies in front. */
const stepPixels = 6;

/** Grey levels: faces by their light, dark lines where another face or the background begins. */
export function shade(picture: DepthPicture, mmPerPixel: number): Uint8Array {
  const { side, face, light } = picture;
  const grey = new Uint8Array(side * side);
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      const at = row * side + column;
      const beside = column + 1 < side ? at + 1 : at;
      const below = row + 1 < side ? at + side : at;
      if (isEdge(picture, at, beside, mmPerPixel) || isEdge(picture, at, below, mmPerPixel)) grey[at] = line;
      else grey[at] = face[at] === -1 ? background : darkest + (brightest - darkest) * (light[at] ?? 0);
    }
  }
  return grey;
}

function isEdge({ face, depth }: DepthPicture, a: number, b: number, mmPerPixel: number): boolean {
  if (face[a] !== face[b]) return true;
  return face[a] !== -1 && Math.abs((depth[a] ?? 0) - (depth[b] ?? 0)) > stepPixels * mmPerPixel;
}
