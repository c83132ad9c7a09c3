import type { Extraction } from '../../queues/contract/facts.js';

/** The first engine's facts with the other's text of the pages that the first could not load. */
export function mergeFailedPages(first: Extraction, other: Extraction, pages: readonly number[]): Extraction {
  const wanted = new Set(pages);
  const texts = other.texts.filter((text) => text.page !== null && wanted.has(text.page));
  return {
    ...first,
    fallback_reason: `pdf-parse: page(s) ${pages.join(', ')} not loaded by pdfium`,
    texts: [...first.texts, ...texts],
  };
}
