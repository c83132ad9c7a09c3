import type { Extraction } from '../../queues/contract/facts.js';
import type { Page } from './page.js';
import type { Reading } from './reading.js';

/** Items among the lines of prose that is a parts list all the same. */
const listShare = 0.05;

/** Lines per page above which a page without a title block is prose. */
const denseText = 40;

/**
 * The class of each page, in order. A page is judged by itself; in a document of prose one without a title block is a drawing only for much
 * artwork, as its half-empty pages, lists and boxes around code have as few and as short lines as drawings.
 */
export function classesOf(readings: readonly Reading[], ofDocument: string): string[] {
  return readings.map(({ page, fields, list }) => {
    const count = Object.keys(fields).length;
    const items = ofDocument === 'document' ? countedItems(list.items) : list.items;
    const itself = classOf([page], { bom_items: items }, count);
    return ofDocument === 'document' && itself === 'drawing' && count < 2 && !isFigure(page) ? 'document' : itself;
  });
}

/** Strokes of a page that is a figure. */
const figureStrokes = 300;

function isFigure({ lines, segments }: Page): boolean {
  const words = lines.reduce((count, line) => count + line.words.length, 0);
  return segments.length >= figureStrokes && words <= 3 * lines.length;
}

/**
 * What kind of document this is: `drawing`, `parts list`, `document` or `scan`.
 * A scan is one whose text came by OCR from a picture of the page, or that has no text at all but pictures.
 */
export function classOf(pages: readonly Page[], extraction: Pick<Extraction, 'bom_items'>, fields: number): string {
  const lines = pages.reduce((sum, page) => sum + page.lines.length, 0);
  const words = pages.reduce((sum, page) => sum + page.lines.reduce((count, line) => count + line.words.length, 0), 0);
  const strokes = pages.reduce((sum, page) => sum + page.segments.length, 0);
  if (fields >= 2) return 'drawing';
  const prose = words / lines > 5 && lines / pages.length > 12;
  const items = extraction.bom_items.length;
  // A table in a book makes no parts list of it.
  if (items >= 3 && (!prose || items > lines * listShare)) return 'parts list';
  if (lines === 0) return pages.some((page) => page.imageShare > 0.5) ? 'scan' : 'drawing';
  if (prose || lines / pages.length > denseText * 4) return 'document';
  return strokes / pages.length > 20 || lines / pages.length < denseText ? 'drawing' : 'document';
}

/** Items of tables that count something: in a book any other table is none of parts. */
export function countedItems(items: Extraction['bom_items']): Extraction['bom_items'] {
  const tables = new Set(items.filter((item) => item.quantity !== null).map((item) => item.source_table));
  return items.filter((item) => tables.has(item.source_table));
}
