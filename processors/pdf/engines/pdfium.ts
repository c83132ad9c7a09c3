import { ExtractionError } from '../../../queues/contract/errors.js';
import type { Extraction } from '../../../queues/contract/facts.js';
import type { Extract, ExtractionPorts } from '../../../queues/contract/processor.js';
import { analyse } from '../analysis.js';
import { limits, version } from '../limits.js';
import { layOut, type Page } from '../page.js';
import { fileVersion, metaText, withDocument } from '../pdfium/document.js';
import { pageFrame } from '../pdfium/geometry.js';
import { readGlyphs } from '../pdfium/glyphs.js';
import { loadPdfium, type PdfiumLibrary } from '../pdfium/library.js';
import { readArtwork } from '../pdfium/paths.js';
import { wordsOf } from '../text/words.js';

/** Text, boxes and ruling lines through PDFium. */
export const extract: Extract = async (input, ports) => {
  ports.stage('load');
  const pdfium = await loadPdfium();
  ports.stage('open');
  return withDocument(pdfium, input.bytes, (document) => {
    const count = pdfium.c.FPDF_GetPageCount(document);
    if (count === 0) throw new ExtractionError('FILE_CORRUPT', 'the document opens but has no pages');
    const reader = new PageReader(pdfium, document, ports);
    reader.readAll(count);
    ports.stage('analyse');
    const extraction = analyse(reader.pages, 'pdfium', version, input.name);
    describe(extraction, pdfium, document, count, reader);
    return extraction;
  });
};

/** Reads pages until the document's budget of characters and path segments is used up; what was read is kept. */
class PageReader {
  readonly pages: Page[] = [];
  /** Numbers of pages, from 1. */
  readonly failed: number[] = [];
  readonly textless: number[] = [];
  readonly warnings: string[] = [];
  readonly #pdfium: PdfiumLibrary;
  readonly #document: number;
  readonly #ports: ExtractionPorts;
  #glyphs = limits.glyphs;
  #segments = limits.pathSegments;

  constructor(pdfium: PdfiumLibrary, document: number, ports: ExtractionPorts) {
    this.#pdfium = pdfium;
    this.#document = document;
    this.#ports = ports;
  }

  readAll(count: number): void {
    const last = Math.min(count, limits.pages);
    for (let number = 1; number <= last; number++) {
      if (this.#glyphs <= 0) {
        this.warnings.push(`read up to page ${number - 1} of ${count}: more than ${limits.glyphs} characters`);
        return;
      }
      this.#ports.stage(`page ${number}`);
      this.#read(number);
    }
    if (last < count) this.warnings.push(`read ${last} of ${count} pages`);
  }

  #read(number: number): void {
    const { c } = this.#pdfium;
    const page = c.FPDF_LoadPage(this.#document, number - 1);
    if (page === 0) {
      this.failed.push(number);
      this.warnings.push(`page ${number} cannot be loaded`);
      return;
    }
    try {
      const frame = pageFrame(this.#pdfium, page);
      const { width, height, toShown } = frame;
      const glyphs = readGlyphs(this.#pdfium, page, frame, Math.min(this.#glyphs, limits.glyphsPerPage));
      const artwork = readArtwork(
        this.#pdfium,
        page,
        toShown,
        width * height,
        Math.max(0, Math.min(this.#segments, limits.pathSegmentsPerPage)),
      );
      this.#glyphs -= glyphs.length;
      this.#segments -= artwork.segments.length;
      if (artwork.truncated) this.warnings.push(`page ${number} has more artwork than was read`);
      const words = wordsOf(glyphs);
      const characters = words.reduce((sum, word) => sum + word.text.length, 0);
      if (characters < limits.textlessCharacters && artwork.objects > 0) this.textless.push(number);
      this.pages.push(layOut({ number, width, height, source: 'native', words, artwork }));
    } finally {
      c.FPDF_ClosePage(page);
    }
  }
}

function describe(extraction: Extraction, pdfium: PdfiumLibrary, document: number, count: number, reader: PageReader): void {
  const { metadata } = extraction;
  const text = (tag: string) => metaText(pdfium, document, tag);
  metadata.pdf_pages = count;
  metadata.pdf_producer = text('Producer');
  const dictionary = ['Title', 'Author', 'Subject', 'Keywords', 'Creator', 'CreationDate', 'ModDate'].map(
    (tag) => [tag, text(tag)] as const,
  );
  metadata.properties = {
    pdf_version: fileVersion(pdfium, document),
    document_information: Object.fromEntries(dictionary.filter(([, value]) => value !== null)),
    page_sizes_pt: reader.pages.slice(0, 20).map((page) => [Math.round(page.width * 10) / 10, Math.round(page.height * 10) / 10]),
    textless_pages: reader.textless,
    failed_pages: reader.failed,
  };
  if (reader.warnings.length > 0) metadata.warnings = reader.warnings;
}
