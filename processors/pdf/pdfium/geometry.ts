import type { PdfiumLibrary } from './library.js';

/** An affine map as PDF writes it: x' = a x + c y + e, y' = b x + d y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** `inner` first, then `outer`. */
export function compose(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [p, q, r, s, t, u] = inner;
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f];
}

/** The page as it is shown: width and height in points after /Rotate, and the map from page space to it. */
export interface PageFrame {
  readonly width: number;
  readonly height: number;
  /** To points from the lower left corner of the shown page, y upwards. */
  readonly toShown: Matrix;
}

/** ISO 32000-1, 7.7.3.3: /Rotate turns the page clockwise when shown; text and paths keep the unturned coordinates. */
export function pageFrame(pdfium: PdfiumLibrary, page: number): PageFrame {
  const { c } = pdfium;
  const width = c.FPDF_GetPageWidthF(page);
  const height = c.FPDF_GetPageHeightF(page);
  const known = c.FPDF_GetPageBoundingBox(page, pdfium.scratch) !== 0;
  const [left, top, right, bottom] = known ? [pdfium.f32(0), pdfium.f32(1), pdfium.f32(2), pdfium.f32(3)] : [0, height, width, 0];
  return { width, height, toShown: shown(c.FPDFPage_GetRotation(page), left, top, right, bottom) };
}

function shown(quarterTurns: number, left: number, top: number, right: number, bottom: number): Matrix {
  if (quarterTurns === 1) return [0, -1, 1, 0, -bottom, right];
  if (quarterTurns === 2) return [-1, 0, 0, -1, right, top];
  if (quarterTurns === 3) return [0, 1, -1, 0, top, -left];
  return [1, 0, 0, 1, -left, -bottom];
}
