import type { Extraction } from '../../../queues/contract/facts.js';
import { fileVersion, metaText } from './document.js';
import type { PdfiumLibrary } from './library.js';
import type { PageReader } from './page-reader.js';

const dictionary = ['Title', 'Author', 'Subject', 'Keywords', 'Creator', 'CreationDate', 'ModDate'];
/** Sizes of further pages are rarely of interest, and a book has a thousand. */
const sizesKept = 20;

/** What the document says of itself, and how far it was read. */
export function describe(
  extraction: Extraction,
  pdfium: PdfiumLibrary,
  document: number,
  count: number,
  reader: PageReader,
): void {
  const { metadata } = extraction;
  const entries = dictionary.map((tag) => [tag, metaText(pdfium, document, tag)] as const);
  metadata.pdf_pages = count;
  metadata.pdf_producer = metaText(pdfium, document, 'Producer');
  metadata.properties = {
    ...metadata.properties,
    pdf_version: fileVersion(pdfium, document),
    document_information: Object.fromEntries(entries.filter(([, value]) => value !== null)),
    page_sizes_pt: reader.pages.slice(0, sizesKept).map(({ width, height }) => [tenth(width), tenth(height)]),
    textless_pages: reader.textless,
    failed_pages: reader.failed,
  };
  if (reader.warnings.length > 0) metadata.warnings = [...(metadata.warnings ?? []), ...reader.warnings];
}

function tenth(points: number): number {
  return Math.round(points * 10) / 10;
}
