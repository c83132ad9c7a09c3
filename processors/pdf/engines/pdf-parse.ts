import { PDFParse } from 'pdf-parse';
import { ExtractionError } from '../../../queues/contract/errors.js';
import { emptyExtraction, type TextFact } from '../../../queues/contract/facts.js';
import type { Extract } from '../../../queues/contract/processor.js';
import { materialsOf } from '../materials/materials.js';
import { limits, version } from '../limits.js';
import { fromHeader } from '../pdfium/document.js';
import { cleanText } from '../text/sanitise.js';

/** Text only, through pdf.js, which repairs files that PDFium gives up on. Known to block for minutes: needs a hard kill. */
export const extract: Extract = async (input, ports) => {
  // pdf.js takes over the buffer it is given, so it gets a copy.
  const data = new Uint8Array(fromHeader(input.bytes));
  ports.stage('open');
  const parser = new PDFParse({ data, verbosity: 0 });
  try {
    const result = await parser.getText({ first: limits.pages, pageJoiner: '' });
    ports.stage('information');
    const information = await parser.getInfo().catch(() => null);
    const extraction = emptyExtraction('pdf-parse', version);
    extraction.texts = result.pages.flatMap((page) => linesOf(page.num, page.text));
    extraction.metadata = {
      pdf_pages: result.total,
      pdf_producer: textIn(information?.info, 'Producer'),
      text_source: extraction.texts.length > 0 ? 'native' : 'none',
      document_class: 'document',
    };
    extraction.materials = materialsOf([], undefined, null);
    if (result.total === 0) throw new ExtractionError('FILE_CORRUPT', 'pdf-parse finds no pages');
    return extraction;
  } catch (error) {
    throw classified(error);
  } finally {
    await parser.destroy();
  }
};

function linesOf(page: number, text: string): TextFact[] {
  return text
    .split('\n')
    .map(cleanText)
    .filter((line) => line !== '')
    .map((line) => ({
      text: line,
      source: 'text',
      tag: null,
      page,
      layer: null,
      space: null,
      visible: true,
      x: null,
      y: null,
      height: null,
      angle: null,
    }));
}

function textIn(record: unknown, key: string): string | null {
  if (typeof record !== 'object' || record === null) return null;
  const value: unknown = Reflect.get(record, key);
  return typeof value === 'string' && value.trim() !== '' ? cleanText(value) : null;
}

function classified(error: unknown): ExtractionError {
  if (error instanceof ExtractionError) return error;
  const name = error instanceof Error ? error.name : '';
  const message = error instanceof Error ? error.message : String(error);
  if (/password/i.test(name + message)) return new ExtractionError('FILE_ENCRYPTED', message, { cause: error });
  return new ExtractionError('FILE_CORRUPT', message, { cause: error });
}
