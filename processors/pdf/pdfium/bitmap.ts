import type { PdfiumLibrary } from './library.js';

/** fpdfview.h: bitmap with four bytes per pixel, blue first, the fourth unused. */
const bgrx = 3;
/** FPDF_ANNOT: stamps and filled form fields are part of what the page shows. */
const withAnnotations = 0x01;
const white = 0xffffffff;

/**
 * Draws a loaded page as it is shown and hands its pixels to `use`: blue, green, red and one unused byte each, rows of `stride`
 * bytes from the top. They are a view of PDFium's memory, gone when `use` returns. Null when there is no room for the picture.
 */
export function withBitmap<T>(
  pdfium: PdfiumLibrary,
  page: number,
  width: number,
  height: number,
  use: (pixels: Uint8Array, stride: number) => T,
): T | null {
  const { c } = pdfium;
  const bitmap = c.FPDFBitmap_CreateEx(width, height, bgrx, 0, 0);
  if (bitmap === 0) return null;
  try {
    c.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, white);
    c.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, withAnnotations);
    const stride = c.FPDFBitmap_GetStride(bitmap);
    const start = c.FPDFBitmap_GetBuffer(bitmap);
    return use(pdfium.bytes.subarray(start, start + stride * height), stride);
  } finally {
    c.FPDFBitmap_Destroy(bitmap);
  }
}
