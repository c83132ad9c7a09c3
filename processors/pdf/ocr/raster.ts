import { withBitmap } from '../pdfium/bitmap.js';
import type { PdfiumLibrary } from '../pdfium/library.js';
import type { GreyImage } from './recogniser.js';

export interface Scale {
  readonly dpi: number;
  /** Pixels. */
  readonly longestEdge: number;
}

export interface Raster {
  readonly image: GreyImage;
  /** Pixels per inch that came out; less than asked for on large sheets. */
  readonly dpi: number;
}

/** Draws a page as it is shown, in grey. Width and height in points. */
export function rasterise(pdfium: PdfiumLibrary, page: number, width: number, height: number, scale: Scale): Raster | null {
  const perPoint = Math.min(scale.dpi / 72, scale.longestEdge / Math.max(width, height));
  const [columns, rows] = [Math.max(1, Math.round(width * perPoint)), Math.max(1, Math.round(height * perPoint))];
  const pixels = withBitmap(pdfium, page, columns, rows, (bgr, stride) => grey(bgr, columns, rows, stride));
  return pixels === null ? null : { image: { width: columns, height: rows, pixels }, dpi: Math.round(perPoint * 72) };
}

/** Luma of ITU-R BT.601 in 256ths. */
function grey(bgr: Uint8Array, columns: number, rows: number, stride: number): Uint8Array {
  const pixels = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    let from = row * stride;
    const to = row * columns;
    for (let column = 0; column < columns; column++, from += 4) {
      pixels[to + column] = ((bgr[from] ?? 0) * 29 + (bgr[from + 1] ?? 0) * 150 + (bgr[from + 2] ?? 0) * 77) >> 8;
    }
  }
  return pixels;
}

/** A quarter turn clockwise: text that reads upwards comes to lie level. */
export function turnedClockwise({ width, height, pixels }: GreyImage): GreyImage {
  const turned = new Uint8Array(pixels.length);
  for (let row = 0; row < height; row++) {
    const column = height - 1 - row;
    for (let x = 0; x < width; x++) turned[x * height + column] = pixels[row * width + x] ?? 255;
  }
  return { width: height, height: width, pixels: turned };
}

/** Nothing on it but one tone, give or take the noise of a scanner. */
export function isBlank({ pixels }: GreyImage): boolean {
  let dark = 0;
  for (const pixel of pixels) if (pixel < 160) dark++;
  return dark < pixels.length * 0.00002 + 20;
}
