import { isSymbolFont, symbolOf } from '../../callout/symbol-font.js';
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

export interface PageGlyphs {
  readonly glyphs: Glyph[];
  /** Characters in fonts that say which picture is meant and not which letter; nothing but the picture can be read. */
  readonly unmapped: number;
}

/**
 * The characters that a page shows, in the order in which it draws them, at most `limit`; what lies off the page or is one of the `hidden` text
 * objects is left out.
 */
export function readGlyphs(
  pdfium: PdfiumLibrary,
  page: number,
  frame: PageFrame,
  limit: number,
  hidden: ReadonlySet<number> = new Set(),
): PageGlyphs {
  const { c } = pdfium;
  const textPage = c.FPDFText_LoadPage(page);
  if (textPage === 0) return { glyphs: [], unmapped: 0 };
  try {
    const count = Math.min(c.FPDFText_CountChars(textPage), limit);
    const glyphs: Glyph[] = [];
    let unmapped = 0;
    let pen: Pen | undefined;
    for (let index = 0; index < count; index++) {
      const object = c.FPDFText_GetTextObject(textPage, index);
      // All characters of one text object share matrix and size. Generated ones belong to none.
      if (!pen || object === 0 || pen.object !== object) pen = readPen(pdfium, textPage, index, object, frame.toShown);
      if (hidden.has(object)) continue;
      if (pen.unmapped) {
        unmapped++;
        continue;
      }
      const glyph = readGlyph(pdfium, textPage, index, pen, frame.toShown);
      if (isShown(glyph, frame)) glyphs.push(glyph);
    }
    return { glyphs, unmapped };
  } finally {
    c.FPDFText_ClosePage(textPage);
  }
}

interface Pen {
  readonly object: number;
  readonly cos: number;
  readonly sin: number;
  readonly size: number;
  /** Its font draws symbols for letters. */
  readonly drawsSymbols: boolean;
  /** Its codes are the font's own: a Type 3 or subset font without a map to Unicode. */
  readonly unmapped: boolean;
}

function readPen(pdfium: PdfiumLibrary, textPage: number, index: number, object: number, toShown: Matrix): Pen {
  const { c, scratch } = pdfium;
  c.FPDFText_GetMatrix(textPage, index, scratch);
  const [a, b, cc, d] = compose(toShown, [pdfium.f32(0), pdfium.f32(1), pdfium.f32(2), pdfium.f32(3), 0, 0]);
  const along = Math.hypot(a, b) || 1;
  const size = c.FPDFText_GetFontSize(textPage, index) * (Math.hypot(cc, d) || along);
  const drawsSymbols = object !== 0 && isSymbolFont(fontName(pdfium, textPage, index));
  // The codes of symbol fonts are those of letters, map or not.
  const unmapped = object !== 0 && !drawsSymbols && c.FPDFText_HasUnicodeMapError(textPage, index) === 1;
  return { object, cos: a / along, sin: b / along, size, drawsSymbols, unmapped };
}

/** Bytes of a font's name that are looked at. */
const nameBytes = 64;

function fontName(pdfium: PdfiumLibrary, textPage: number, index: number): string {
  const { c, scratch } = pdfium;
  const length = c.FPDFText_GetFontInfo(textPage, index, scratch, nameBytes, 0);
  return length > 1 && length <= nameBytes ? Buffer.from(pdfium.bytes.buffer, scratch, length - 1).toString('latin1') : '';
}

/** Fonts without an encoding of their own have their characters from here on (Microsoft's symbol encoding). */
const privateLetters = 0xf000;

function symbolCode(code: number): number {
  const letter = code >= privateLetters && code < privateLetters + 0x100 ? code - privateLetters : code;
  return symbolOf(String.fromCodePoint(Math.min(letter, 0x10ffff))).codePointAt(0) ?? code;
}

function readGlyph(pdfium: PdfiumLibrary, textPage: number, index: number, pen: Pen, [a, b, cc, d, e, f]: Matrix): Glyph {
  const { c, scratch } = pdfium;
  const printed = c.FPDFText_GetUnicode(textPage, index);
  const code = pen.drawsSymbols ? symbolCode(printed) : printed;
  c.FPDFText_GetCharOrigin(textPage, index, scratch, scratch + 8);
  c.FPDFText_GetCharBox(textPage, index, scratch + 16, scratch + 24, scratch + 32, scratch + 40);
  const [originX, originY] = [pdfium.f64(0), pdfium.f64(1)];
  const [left, right, bottom, top] = [pdfium.f64(2), pdfium.f64(3), pdfium.f64(4), pdfium.f64(5)];
  const [xa, ya] = [a * left + cc * bottom + e, b * left + d * bottom + f];
  const [xb, yb] = [a * right + cc * top + e, b * right + d * top + f];
  return {
    code,
    x0: Math.min(xa, xb),
    y0: Math.min(ya, yb),
    x1: Math.max(xa, xb),
    y1: Math.max(ya, yb),
    originX: a * originX + cc * originY + e,
    originY: b * originX + d * originY + f,
    cos: pen.cos,
    sin: pen.sin,
    size: pen.size,
    generated: pen.object === 0,
  };
}

function isShown({ x0, y0, x1, y1 }: Glyph, { width, height }: PageFrame): boolean {
  const x = (x0 + x1) / 2;
  const y = (y0 + y1) / 2;
  return x >= 0 && x <= width && y >= 0 && y <= height;
}
