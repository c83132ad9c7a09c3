import type { Blob } from './blobs.js';
import type { GreyImage } from './recogniser.js';

const columns = 12;
const rows = 16;

/** Ink of a letter on a small grid, its height (or width, when it is wide) filling the grid, as a vector of length 1 around its mean. */
export type GlyphShape = Float32Array;

export function glyphShape({ width, pixels }: GreyImage, { left, top, right, bottom }: Blob): GlyphShape {
  const perCell = Math.max((bottom - top + 1) / rows, (right - left + 1) / columns);
  const x0 = (left + right + 1 - columns * perCell) / 2;
  const y0 = (top + bottom + 1 - rows * perCell) / 2;
  const ink = new Float32Array(columns * rows);
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const dark = 255 - (pixels[y * width + x] ?? 255);
      if (dark > 0) spread(ink, (x - x0 + 0.5) / perCell - 0.5, (y - y0 + 0.5) / perCell - 0.5, dark);
    }
  }
  return normalised(ink);
}

/** Bilinear: letters of one form and different sizes come out alike. */
function spread(ink: Float32Array, x: number, y: number, dark: number): void {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const [fx, fy] = [x - column, y - row];
  const add = (c: number, r: number, share: number) => {
    if (c < 0 || r < 0 || c >= columns || r >= rows) return;
    const at = r * columns + c;
    ink[at] = (ink[at] ?? 0) + share * dark;
  };
  add(column, row, (1 - fx) * (1 - fy));
  add(column + 1, row, fx * (1 - fy));
  add(column, row + 1, (1 - fx) * fy);
  add(column + 1, row + 1, fx * fy);
}

function normalised(ink: Float32Array): GlyphShape {
  const mean = ink.reduce((sum, value) => sum + value, 0) / ink.length;
  let square = 0;
  for (const value of ink) square += (value - mean) ** 2;
  const length = Math.sqrt(square) || 1;
  return ink.map((value) => (value - mean) / length);
}

/** Correlation: 1 for equal shapes. */
export function likeness(a: GlyphShape, b: GlyphShape): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}
