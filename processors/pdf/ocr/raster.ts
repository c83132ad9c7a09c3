import { withBitmap } from '../pdfium/bitmap.js';
import type { PdfiumLibrary } from '../pdfium/library.js';
import type { GreyImage } from './recogniser.js';

/** A pixel of paper, whichever way the machine stores its bytes; PDFium is asked to fill with it. */
const white = 0xffffffff;

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
  const pixels = new Uint8Array(columns * rows).fill(255);
  // Most of a sheet is white: whole pixels are compared, not their colours.
  const words = new Uint32Array(bgr.buffer, bgr.byteOffset, Math.floor(bgr.byteLength / 4));
  for (let row = 0; row < rows; row++) {
    const from = (row * stride) / 4;
    const to = row * columns;
    for (let column = 0; column < columns; column++) {
      const word = words[from + column] ?? white;
      if (word === white) continue;
      pixels[to + column] = ((word & 255) * 29 + ((word >>> 8) & 255) * 150 + ((word >>> 16) & 255) * 77) >> 8;
    }
  }
  return pixels;
}

/** Rows as columns and columns as rows. */
export function transposed({ width, height, pixels }: GreyImage): GreyImage {
  return { width: height, height: width, pixels: turnedOver(width, height, pixels, (row) => row) };
}

/** A quarter turn clockwise: text that reads upwards comes to lie level. */
export function turnedClockwise({ width, height, pixels }: GreyImage): GreyImage {
  return { width: height, height: width, pixels: turnedOver(width, height, pixels, (row) => height - 1 - row) };
}

/** Each row as the column that `columnOf` names. White, which most of a sheet is, is not copied: every write goes to another line of the cache. */
function turnedOver(width: number, height: number, pixels: Uint8Array, columnOf: (row: number) => number): Uint8Array {
  const turned = new Uint8Array(pixels.length).fill(255);
  for (let row = 0; row < height; row++) {
    const column = columnOf(row);
    const from = row * width;
    for (let x = 0; x < width; x++) {
      const pixel = pixels[from + x] ?? 255;
      if (pixel !== 255) turned[x * height + column] = pixel;
    }
  }
  return turned;
}

/** Nothing on it but one tone, give or take the noise of a scanner. */
export function isBlank({ pixels }: GreyImage): boolean {
  const fewest = pixels.length * 0.00002 + 20;
  let dark = 0;
  for (let index = 0; index < pixels.length; index++) if ((pixels[index] ?? 255) < 160 && ++dark >= fewest) return false;
  return true;
}
