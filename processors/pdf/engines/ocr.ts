import { ExtractionError } from '../../../queues/contract/errors.js';
import type { Extract } from '../../../queues/contract/processor.js';
import { analyse } from '../analysis.js';
import { limits, version } from '../limits.js';
import { withoutLettering } from '../ocr/lettering.js';
import { nativeRecogniser } from '../ocr/native.js';
import { isBlank, rasterise } from '../ocr/raster.js';
import { notPrinted, readPage } from '../ocr/read-page.js';
import type { Recogniser } from '../ocr/recogniser.js';
import { linesIn, segmentsOf, withoutLines } from '../ocr/rulings.js';
import { wasmRecogniser } from '../ocr/wasm.js';
import type { RawPage } from '../page.js';
import { describe } from '../pdfium/describe.js';
import { withDocument } from '../pdfium/document.js';
import { loadPdfium, type PdfiumLibrary } from '../pdfium/library.js';
import { PageReader } from '../pdfium/page-reader.js';
import { loadedOnce } from '../loaded-once.js';

/** The native program where there is one, else tesseract.js; chosen once per process. */
const recogniser = loadedOnce<Recogniser>(async () => (await nativeRecogniser()) ?? wasmRecogniser());

/** The document as the PDFium engine reads it, with pages that have no text read from their picture. */
export const extract: Extract = async (input, ports) => {
  ports.stage('load');
  const pdfium = await loadPdfium();
  const reading = await recogniser();
  ports.stage('open');
  return withDocument(pdfium, input.bytes, async (document, cutOff) => {
    const count = pdfium.c.FPDF_GetPageCount(document);
    if (count === 0) throw new ExtractionError('FILE_CORRUPT', 'the document opens but has no pages');
    const pictures = new PictureReader(pdfium, reading);
    const reader = new PageReader(pdfium, document, input.bytes, ports, (page, raw) => {
      ports.stage(`ocr page ${raw.number}`);
      return pictures.read(page, raw);
    });
    if (cutOff) reader.warnings.push('the file has lost its trailer; read by its catalog');
    await reader.readAll(count);
    ports.stage('analyse');
    const extraction = analyse(reader.pages, 'ocr', version, input.name);
    extraction.metadata.properties = {
      ...extraction.metadata.properties,
      ocr: reading.name,
      ocr_pages: pictures.done,
      blank_pages: pictures.blank,
    };
    describe(extraction, pdfium, document, count, reader);
    if (pictures.left.length > 0) {
      (extraction.metadata.warnings ??= []).push(
        `${pictures.left.length} page(s) without text left unread: more than ${limits.ocrPages}`,
      );
    }
    return extraction;
  });
};

/** A sheet that has text already has lettering besides only when so many words of it can be read. */
const fewestWords = 6;

class PictureReader {
  readonly done: number[] = [];
  readonly blank: number[] = [];
  readonly left: number[] = [];
  readonly #pdfium: PdfiumLibrary;
  readonly #recogniser: Recogniser;

  constructor(pdfium: PdfiumLibrary, reading: Recogniser) {
    this.#pdfium = pdfium;
    this.#recogniser = reading;
  }

  async read(page: number, raw: RawPage): Promise<RawPage | null> {
    if (this.done.length >= limits.ocrPages) {
      this.left.push(raw.number);
      return null;
    }
    const raster = rasterise(this.#pdfium, page, raw.width, raw.height, { dpi: 200, longestEdge: 5000 });
    if (!raster) return null;
    if (isBlank(raster.image)) {
      this.blank.push(raw.number);
      return null;
    }
    this.done.push(raw.number);
    const lines = linesIn(raster.image);
    const words = await readPage(this.#recogniser, { ...raster, image: withoutLines(raster.image, lines) });
    const fresh = notPrinted(words, raw.words);
    // Shaded views look like lettering and read as a few stray characters.
    const few = fresh.filter((word) => word.text.length >= 3).length < fewestWords;
    if (few && raw.words.length > fewestWords) return null;
    const scanned = raw.artwork.segments.length < 50;
    const segments = scanned ? segmentsOf(lines, raster.image, raster.dpi) : withoutLettering(raw.artwork.segments, words);
    return {
      ...raw,
      source: 'ocr',
      words: [...raw.words, ...fresh],
      artwork: { ...raw.artwork, segments },
    };
  }
}
