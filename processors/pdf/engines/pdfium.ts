import { ExtractionError } from '../../../queues/contract/errors.js';
import type { Extract } from '../../../queues/contract/processor.js';
import { analyse } from '../analysis.js';
import { version } from '../limits.js';
import { describe } from '../pdfium/describe.js';
import { withDocument } from '../pdfium/document.js';
import { loadPdfium } from '../pdfium/library.js';
import { PageReader } from '../pdfium/page-reader.js';

/** Text, boxes and ruling lines through PDFium. */
export const extract: Extract = async (input, ports) => {
  ports.stage('load');
  const pdfium = await loadPdfium();
  ports.stage('open');
  return withDocument(pdfium, input.bytes, async (document, cutOff) => {
    const count = pdfium.c.FPDF_GetPageCount(document);
    if (count === 0) throw new ExtractionError('FILE_CORRUPT', 'the document opens but has no pages');
    const reader = new PageReader(pdfium, document, input.bytes, ports);
    if (cutOff) reader.warnings.push('the file has lost its trailer; read by its catalog');
    await reader.readAll(count);
    ports.stage('analyse');
    const extraction = analyse(reader.pages, 'pdfium', version, input.name);
    describe(extraction, pdfium, document, count, reader);
    return extraction;
  });
};
