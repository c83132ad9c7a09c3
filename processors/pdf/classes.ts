import type { Extraction } from '../../queues/contract/facts.js';
import type { Page } from './page.js';
import type { Reading } from './reading.js';

/** Lines per page above which a page without a title block is prose. */
const denseText = 40;

/** The class of each page, in order; a page is judged by itself. */
export function classesOf(readings: readonly Reading[]): string[] {
  return readings.map(({ page, fields, list }) => classOf([page], { bom_items: list.items }, Object.keys(fields).length));
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
  if (extraction.bom_items.length >= 3) return 'parts list';
  if (lines === 0) return pages.some((page) => page.imageShare > 0.5) ? 'scan' : 'drawing';
  const prose = words / lines > 5 && lines / pages.length > 12;
  if (prose || lines / pages.length > denseText * 4) return 'document';
  return strokes / pages.length > 20 || lines / pages.length < denseText ? 'drawing' : 'document';
}
