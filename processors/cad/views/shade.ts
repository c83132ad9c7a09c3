import type { DepthPicture } from './rasterise.js';

const background = 255;
const line = 25;
const darkest = 105;
const brightest = 225;
/** A step in depth of so many pixels at once is an edge of what lies in front. */
const stepPixels = 6;

/**
 * Grey levels: faces by their light, dark lines where another face or the background begins. Each pixel is the mean of `fineness` x `fineness` of the
 * picture's, which smooths its lines.
 */
export function shade(picture: DepthPicture, mmPerPixel: number, fineness = 1): Uint8Array {
  const side = Math.floor(picture.side / fineness);
  const grey = new Uint8Array(side * side).fill(background);
  const sums = new Float64Array(side);
  for (let row = picture.top; row <= picture.bottom; row += 1) {
    // A band of rows that does not begin at its first one begins below the background.
    if (row === picture.top) sums.fill(background * (row % fineness) * fineness);
    addRow(picture, row, stepPixels * mmPerPixel, fineness, sums);
    const isLast = row === picture.bottom;
    if (row % fineness !== fineness - 1 && !isLast) continue;
    const missing = isLast ? background * (fineness - 1 - (row % fineness)) * fineness : 0;
    const out = Math.floor(row / fineness) * side;
    for (let column = 0; column < side; column += 1) grey[out + column] = ((sums[column] ?? 0) + missing) / (fineness * fineness);
    sums.fill(0);
  }
  return grey;
}

/** Written out for speed: a view has a million of these pixels. */
function addRow(
  { side, face, light, depth }: DepthPicture,
  row: number,
  step: number,
  fineness: number,
  sums: Float64Array,
): void {
  const start = row * side;
  const down = row + 1 < side ? side : 0;
  const columns = side - (side % fineness);
  for (let column = 0; column < columns; column += 1) {
    const at = start + column;
    const beside = column + 1 < side ? at + 1 : at;
    const below = at + down;
    const id = face[at] ?? -1;
    let level = background;
    if (id !== face[beside] || id !== face[below]) level = line;
    else if (id !== -1) {
      const here = depth[at] ?? 0;
      const isStep = Math.abs(here - (depth[beside] ?? 0)) > step || Math.abs(here - (depth[below] ?? 0)) > step;
      level = isStep ? line : Math.floor(darkest + (brightest - darkest) * (light[at] ?? 0));
    }
    const sum = (column / fineness) | 0;
    sums[sum] = (sums[sum] ?? 0) + level;
  }
}
