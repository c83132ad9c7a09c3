/** A picture in memory. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  /** `height` rows of `width` colours as 0xrrggbb, from the top; the highest byte means nothing. Signed: engines compute with such numbers faster. */
  readonly pixels: Int32Array;
}

const white = 0xffffff;

/** Edge of the squares that `reduced` makes one pixel of. */
export const reduction = 4;

/** The picture at a quarter of its size: each pixel is the mean of a square of 4 by 4, at the right and lower edge of what is left. */
export function reduced({ width, height, pixels }: Bitmap): Bitmap {
  const columns = Math.ceil(width / reduction);
  const rows = Math.ceil(height / reduction);
  const small = new Int32Array(columns * rows).fill(white);
  for (let row = 0; row < rows; row++) {
    const bottom = Math.min(height, (row + 1) * reduction);
    for (let column = 0; column < columns; column++) {
      const right = Math.min(width, (column + 1) * reduction);
      const left = column * reduction;
      const [across, down] = [right - left, bottom - row * reduction];
      const at = row * reduction * width + left;
      // Most of a sheet is paper.
      if (across === reduction && down === reduction && isPaper(pixels, at, width)) continue;
      small[row * columns + column] = mean(pixels, at, across, down, width);
    }
  }
  return { width: columns, height: rows, pixels: small };
}

function isPaper(pixels: Int32Array, at: number, width: number): boolean {
  for (let row = 0; row < reduction; row++, at += width) {
    const all = (pixels[at] ?? 0) & (pixels[at + 1] ?? 0) & (pixels[at + 2] ?? 0) & (pixels[at + 3] ?? 0);
    if ((all & white) !== white) return false;
  }
  return true;
}

function mean(pixels: Int32Array, at: number, across: number, down: number, width: number): number {
  let [red, green, blue] = [0, 0, 0];
  for (let row = 0; row < down; row++, at += width) {
    for (let pixel = at; pixel < at + across; pixel++) {
      const colour = pixels[pixel] ?? 0;
      red += (colour >> 16) & 255;
      green += (colour >> 8) & 255;
      blue += colour & 255;
    }
  }
  const count = across * down;
  const share = (sum: number): number => (sum / count + 0.5) | 0;
  return (share(red) << 16) | (share(green) << 8) | share(blue);
}

/** Red, green and blue of each pixel. */
export function rgbOf({ pixels }: Bitmap): Uint8Array {
  const rgb = new Uint8Array(3 * pixels.length);
  let to = 0;
  for (const colour of pixels) {
    rgb[to++] = colour >> 16;
    rgb[to++] = colour >> 8;
    rgb[to++] = colour;
  }
  return rgb;
}
