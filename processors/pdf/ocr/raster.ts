import type { PdfiumLibrary } from '../pdfium/library.js';
import type { GreyImage } from './recogniser.js';

/** fpdfview.h: bitmap with four bytes per pixel, blue first, the fourth unused. */
const bgrx = 3;
/** FPDF_ANNOT: stamps and filled form fields are part of what the page shows. */
const withAnnotations = 0x01;
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
  const { c } = pdfium;
  const perPoint = Math.min(scale.dpi / 72, scale.longestEdge / Math.max(width, height));
  const [columns, rows] = [Math.max(1, Math.round(width * perPoint)), Math.max(1, Math.round(height * perPoint))];
  const bitmap = c.FPDFBitmap_CreateEx(columns, rows, bgrx, 0, 0);
  if (bitmap === 0) return null;
  try {
    c.FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, white);
    c.FPDF_RenderPageBitmap(bitmap, page, 0, 0, columns, rows, 0, withAnnotations);
    const stride = c.FPDFBitmap_GetStride(bitmap);
    const start = c.FPDFBitmap_GetBuffer(bitmap);
    const pixels = grey(pdfium.bytes.subarray(start, start + stride * rows), columns, rows, stride);
    return { image: { width: columns, height: rows, pixels }, dpi: Math.round(perPoint * 72) };
  } finally {
    c.FPDFBitmap_Destroy(bitmap);
  }
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
