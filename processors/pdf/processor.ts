import { ExtractionError } from '../../queues/contract/errors.js';
import type { Extraction } from '../../queues/contract/facts.js';
import type { Processor, RunEngine } from '../../queues/contract/processor.js';
import { version } from './limits.js';
import { mergeFailedPages } from './merge.js';

const mebibyte = 1024 * 1024;

/** The file itself is at fault; no other engine can help. */
const final: ReadonlySet<string> = new Set(['FILE_EMPTY', 'FILE_ENCRYPTED', 'FORMAT_MISMATCH', 'FILE_MISSING']);

export const pdfProcessor: Processor = {
  version,
  engines: {
    pdfium: {
      timeoutMs: (sizeBytes) => 30_000 + 500 * (sizeBytes / mebibyte),
      memoryMb: 2048,
      recycleAfter: 500,
      load: async () => (await import('./engines/pdfium.js')).extract,
    },
    'pdf-parse': {
      timeoutMs: (sizeBytes) => 30_000 + 500 * (sizeBytes / mebibyte),
      memoryMb: 3072,
      // pdf.js keeps fonts and caches; measured peak 3.3 GB over 900 files in one process.
      recycleAfter: 20,
      load: async () => (await import('./engines/pdf-parse.js')).extract,
    },
    ocr: {
      timeoutMs: (sizeBytes) => 120_000 + 1000 * (sizeBytes / mebibyte),
      memoryMb: 3072,
      recycleAfter: 50,
      load: async () => (await import('./engines/ocr.js')).extract,
    },
  },
  chain,
};

/**
 * PDFium answers first. When it cannot, pdf-parse does, with the reason. When PDFium's answer has pages without text that
 * are not blank, OCR answers; when OCR fails, PDFium's answer stands, with the reason.
 */
async function chain(run: RunEngine): Promise<Extraction> {
  let first: Extraction;
  try {
    first = await run('pdfium');
  } catch (error) {
    if (!(error instanceof ExtractionError) || final.has(error.errorClass)) throw error;
    return fallBack(run, error);
  }
  if (pagesIn(first, 'failed_pages').length > 0) first = await withFailedPages(run, first);
  if (pagesIn(first, 'textless_pages').length === 0) return first;
  const pages = pagesIn(first, 'textless_pages').length;
  try {
    const read = await run('ocr');
    return { ...read, fallback_reason: joined(first.fallback_reason, `ocr: ${pages} page(s) without text`) };
  } catch (error) {
    return { ...first, fallback_reason: joined(first.fallback_reason, `ocr failed: ${reasonOf(error)}`) };
  }
}

async function fallBack(run: RunEngine, cause: ExtractionError): Promise<Extraction> {
  try {
    return { ...(await run('pdf-parse')), fallback_reason: `pdfium: ${reasonOf(cause)}` };
  } catch (error) {
    if (error instanceof ExtractionError && error.errorClass === 'FILE_ENCRYPTED') throw error;
    // The first engine's reason is the one to report and to replay by.
    throw new ExtractionError(cause.errorClass, `${cause.message}; pdf-parse: ${reasonOf(error)}`, { cause: error });
  }
}

async function withFailedPages(run: RunEngine, first: Extraction): Promise<Extraction> {
  try {
    return mergeFailedPages(first, await run('pdf-parse'), pagesIn(first, 'failed_pages'));
  } catch (error) {
    return { ...first, fallback_reason: `pdf-parse failed on unread pages: ${reasonOf(error)}` };
  }
}

function pagesIn(extraction: Extraction, name: 'failed_pages' | 'textless_pages'): number[] {
  const pages = extraction.metadata.properties?.[name];
  return Array.isArray(pages) ? pages.filter((page): page is number => typeof page === 'number') : [];
}

function joined(...reasons: (string | null)[]): string {
  return reasons.filter((reason) => reason !== null).join('; ');
}

function reasonOf(error: unknown): string {
  if (error instanceof ExtractionError) return `${error.errorClass} ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
