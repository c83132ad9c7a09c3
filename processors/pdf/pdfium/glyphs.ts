import { compose, type Matrix, type PageFrame } from './geometry.js';
import type { PdfiumLibrary } from './library.js';

/** A character where it is drawn, in points of the shown page, y upwards. */
export interface Glyph {
  readonly code: number;
  /** Box of the ink; empty for blanks. */
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  /** Start of the glyph on its baseline. */
  readonly originX: number;
  readonly originY: number;
  /** Direction of the baseline. */
  readonly cos: number;
  readonly sin: number;
  /** Height of the em in points. */
  readonly size: number;
  /** PDFium put it there between two runs; no such character is in the file. */
  readonly generated: boolean;
}

/** The characters that a page shows, in the order in which it draws them, at most `limit`; what lies off the page is left out. */
export function readGlyphs(pdfium: PdfiumLibrary, page: number, frame: PageFrame, limit: number): Glyph[] {
  const { c } = pdfium;
  const textPage = c.FPDFText_LoadPage(page);
  if (textPage === 0) return [];
  try {
    const count = Math.min(c.FPDFText_CountChars(textPage), limit);
    const glyphs: Glyph[] = [];
    for (let index = 0; index < count; index++) {
      const glyph = readGlyph(pdfium, textPage, index, frame.toShown);
      if (isShown(glyph, frame)) glyphs.push(glyph);
    }
    return glyphs;
  } finally {
    c.FPDFText_ClosePage(textPage);
  }
}

function readGlyph(pdfium: PdfiumLibrary, textPage: number, index: number, toShown: Matrix): Glyph {
  const { c, scratch } = pdfium;
  const code = c.FPDFText_GetUnicode(textPage, index);
  const generated = c.FPDFText_IsGenerated(textPage, index) === 1;
  c.FPDFText_GetMatrix(textPage, index, scratch);
  const own: Matrix = [pdfium.f32(0), pdfium.f32(1), pdfium.f32(2), pdfium.f32(3), 0, 0];
  const [a, b, cc, d] = compose(toShown, own);
  const along = Math.hypot(a, b) || 1;
  c.FPDFText_GetCharOrigin(textPage, index, scratch, scratch + 8);
  const [originX, originY] = apply(toShown, pdfium.f64(0), pdfium.f64(1));
  c.FPDFText_GetCharBox(textPage, index, scratch, scratch + 8, scratch + 16, scratch + 24);
  const [xa, ya] = apply(toShown, pdfium.f64(0), pdfium.f64(2));
  const [xb, yb] = apply(toShown, pdfium.f64(1), pdfium.f64(3));
  return {
    code,
    x0: Math.min(xa, xb),
    y0: Math.min(ya, yb),
    x1: Math.max(xa, xb),
    y1: Math.max(ya, yb),
    originX,
    originY,
    cos: a / along,
    sin: b / along,
    size: c.FPDFText_GetFontSize(textPage, index) * (Math.hypot(cc, d) || along),
    generated,
  };
}

function isShown({ x0, y0, x1, y1 }: Glyph, { width, height }: PageFrame): boolean {
  const x = (x0 + x1) / 2;
  const y = (y0 + y1) / 2;
  return x >= 0 && x <= width && y >= 0 && y <= height;
}

function apply([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}
