import type { Word } from '../text/words.js';
import { decodePercentCodes } from '../../dxf/text-codes.js';
import { characterOf, cleanText } from '../text/sanitise.js';
import type { PageFrame } from './geometry.js';
import type { PdfiumLibrary } from './library.js';

/** Text that a page shows through its annotations. */
export interface AnnotationText {
  readonly words: Word[];
  /** Words of those that name lettering which the page itself draws as strokes. */
  readonly stroked: Word[];
}

/** FPDF_ANNOT_FREETEXT and FPDF_ANNOT_WIDGET. */
const freeText = 3;
const widget = 20;
/** Invisible, hidden and no view (ISO 32000-1, table 165). */
const notShown = 1 | 2 | 32;
/** AutoCAD draws text of SHX fonts as strokes and puts an annotation with the string over each (EPDFSHX). */
const shxTitle = 'AutoCAD SHX Text';
const mostAnnotations = 20_000;
const longestText = 4000;

/** Height of capitals and mean width of letters in ems. */
const capital = 0.72;
const advance = 0.55;

/** Text boxes, filled fields of forms and the strings of stroked lettering, as words where they stand. */
export function readAnnotations(pdfium: PdfiumLibrary, page: number, frame: PageFrame): AnnotationText {
  const { c } = pdfium;
  const found: AnnotationText = { words: [], stroked: [] };
  const count = Math.min(c.FPDFPage_GetAnnotCount(page), mostAnnotations);
  for (let index = 0; index < count; index++) {
    const annotation = c.FPDFPage_GetAnnot(page, index);
    if (annotation === 0) continue;
    const words = wordsOf(pdfium, annotation, frame);
    found.words.push(...words.words);
    if (words.isStroked) found.stroked.push(...words.words);
    c.FPDFPage_CloseAnnot(annotation);
  }
  return found;
}

function wordsOf(pdfium: PdfiumLibrary, annotation: number, frame: PageFrame): { words: Word[]; isStroked: boolean } {
  const { c } = pdfium;
  const kind = c.FPDFAnnot_GetSubtype(annotation);
  const isStroked = kind !== widget && stringOf(pdfium, annotation, 'T') === shxTitle;
  const isText = isStroked || kind === freeText || kind === widget;
  if (!isText || (!isStroked && (c.FPDFAnnot_GetFlags(annotation) & notShown) !== 0)) return { words: [], isStroked };
  const lines = stringOf(pdfium, annotation, kind === widget ? 'V' : 'Contents')
    .split(/[\r\n]+/)
    .map((line) => Array.from(line, (character) => characterOf(character.codePointAt(0) ?? 0)).join(''))
    .map((line) => cleanText(decodePercentCodes(line)))
    .filter((line) => line !== '');
  const box = boxOf(pdfium, annotation, frame);
  if (lines.length === 0 || box === null) return { words: [], isStroked };
  if (isStroked) return { words: strokedWords(lines, box), isStroked };
  return { words: boxedWords(lines, box, fontSize(stringOf(pdfium, annotation, 'DA'))), isStroked };
}

interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** The box is that of the ink; what its proportions fit better says whether the text runs level or upwards. */
function strokedWords(lines: readonly string[], { x0, y0, x1, y1 }: Box): Word[] {
  const [width, height] = [x1 - x0, y1 - y0];
  const longest = Math.max(...lines.map((line) => line.length));
  const expected = (longest * advance) / (capital * lines.length);
  const isLevel = Math.abs(Math.log(width / height / expected)) <= Math.abs(Math.log(height / width / expected));
  const [along, across] = isLevel ? [width, height] : [height, width];
  const pitch = across / (lines.length + 0.6 * (lines.length - 1));
  return lines.flatMap((line, index) => {
    const drop = across - pitch * (1 + 1.6 * index);
    const length = (along * line.length) / longest;
    return isLevel
      ? setWords(line, x0, y0 + drop, length, pitch / capital, 1, 0)
      : setWords(line, x1 - drop, y0, length, pitch / capital, 0, 1);
  });
}

/** Lines from the top of a box, or the one line of a field half way up. */
function boxedWords(lines: readonly string[], { x0, y0, y1 }: Box, stated: number | null): Word[] {
  const room = (y1 - y0) / lines.length;
  const size = stated ?? Math.min(12, 0.75 * room);
  const pitch = Math.min(1.2 * size, room);
  const first = lines.length === 1 ? (y0 + y1) / 2 - 0.35 * size : y1 - size;
  return lines.flatMap((line, index) =>
    setWords(line, x0 + 0.2 * size, first - index * pitch, line.length * advance * size, size, 1, 0),
  );
}

/** A line of text set from a point, level or upwards, its characters all of one width. */
function setWords(line: string, x: number, y: number, length: number, size: number, cos: 0 | 1, sin: 0 | 1): Word[] {
  const step = length / line.length;
  return Array.from(line.matchAll(/\S+/g)).map((match, index) => {
    const start = step * match.index;
    const end = start + step * match[0].length;
    const [u, v] = cos === 1 ? [x, y] : [y, -x];
    const rise = capital * size;
    const box =
      cos === 1 ? { x0: x + start, x1: x + end, y0: y, y1: y + rise } : { x0: x - rise, x1: x, y0: y + start, y1: y + end };
    return { text: match[0], cos, sin, size, u0: u + start, u1: u + end, v, ...box, follows: index > 0 };
  });
}

/** The rectangle on the shown page; null where it has no extent. */
function boxOf(pdfium: PdfiumLibrary, annotation: number, { toShown, width, height }: PageFrame): Box | null {
  if (pdfium.c.FPDFAnnot_GetRect(annotation, pdfium.scratch) === 0) return null;
  const [a, b, cc, d, e, f] = toShown;
  const [left, top, right, bottom] = [pdfium.f32(0), pdfium.f32(1), pdfium.f32(2), pdfium.f32(3)];
  const [xs, ys] = [
    [a * left + cc * bottom + e, a * right + cc * top + e],
    [b * left + d * bottom + f, b * right + d * top + f],
  ];
  const box = { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) };
  const isOnPage = box.x1 > 0 && box.y1 > 0 && box.x0 < width && box.y0 < height;
  return isOnPage && box.x1 - box.x0 > 0.1 && box.y1 - box.y0 > 0.1 ? box : null;
}

/** The size in a default appearance string, `/Helv 10 Tf`; 0 leaves it to the viewer. */
function fontSize(appearance: string): number | null {
  const size = Number(/([\d.]+)\s+Tf/.exec(appearance)?.[1] ?? 0);
  return size > 0 ? size : null;
}

function stringOf(pdfium: PdfiumLibrary, annotation: number, name: string): string {
  const { c } = pdfium;
  const key = c.malloc(name.length + 1);
  try {
    pdfium.bytes.set([...Buffer.from(name, 'latin1'), 0], key);
    // UTF-16 with a closing nought; what is longer is no text of a drawing.
    const length = c.FPDFAnnot_GetStringValue(annotation, key, 0, 0);
    if (length <= 2 || length > 2 * longestText) return '';
    const buffer = c.malloc(length);
    c.FPDFAnnot_GetStringValue(annotation, key, buffer, length);
    const text = Buffer.from(pdfium.bytes.buffer, buffer, length - 2).toString('utf16le');
    c.free(buffer);
    return text;
  } finally {
    c.free(key);
  }
}
