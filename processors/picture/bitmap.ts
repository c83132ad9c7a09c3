/** A picture in memory. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  /** `height` rows of `width` colours as 0xrrggbb, from the top; the highest byte means nothing. Signed: engines compute with such numbers faster. */
  readonly pixels: Int32Array;
}

const white = 0xffffff;

/** The picture at a part of its size, of which most is paper: each pixel is the mean of a square of `factor` by `factor`, at the right and lower edge of what is left. */
export function reduced({ width, height, pixels }: Bitmap, factor: number): Bitmap {
  const columns = Math.ceil(width / factor);
  const rows = Math.ceil(height / factor);
  const small = new Int32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    const bottom = Math.min(height, (row + 1) * factor);
    for (let column = 0; column < columns; column++) {
      const right = Math.min(width, (column + 1) * factor);
      let [red, green, blue, all] = [0, 0, 0, white];
      for (let y = row * factor; y < bottom; y++) {
        for (let at = y * width + column * factor, end = y * width + right; at < end; at++) all &= pixels[at] ?? 0;
      }
      if (all === white) {
        small[row * columns + column] = white;
        continue;
      }
      for (let y = row * factor; y < bottom; y++) {
        for (let at = y * width + column * factor, end = y * width + right; at < end; at++) {
          const colour = pixels[at] ?? 0;
          red += (colour >> 16) & 255;
          green += (colour >> 8) & 255;
          blue += colour & 255;
        }
      }
      const count = (bottom - row * factor) * (right - column * factor);
      const mean = (sum: number): number => (sum / count + 0.5) | 0;
      small[row * columns + column] = (mean(red) << 16) | (mean(green) << 8) | mean(blue);
    }
  }
  return { width: columns, height: rows, pixels: small };
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
