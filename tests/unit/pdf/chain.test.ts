import { describe, expect, test } from 'vitest';
import { pdfProcessor } from '../../../processors/pdf/processor.js';
import { ExtractionError, type ErrorClass } from '../../../queues/contract/errors.js';
import type { ChainPorts } from '../../../queues/contract/processor.js';
import { emptyExtraction, type Extraction } from '../../../queues/contract/facts.js';

const ports: ChainPorts = {
  name: 'x.pdf',
  companions: () => Promise.resolve([]),
  creo: { mode: 'auto', ask: (call) => call() },
};

type Answer = Extraction | ErrorClass;

/** Runs the chain with engines that answer or fail as told; returns the answer and who was asked. */
async function chain(answers: Record<string, Answer>): Promise<{ asked: string[]; result: Extraction | string }> {
  const asked: string[] = [];
  try {
    const result = await pdfProcessor.chain((engine) => {
      asked.push(engine);
      const answer = answers[engine];
      if (answer === undefined) return Promise.reject(new Error(`${engine} was not to be asked`));
      return typeof answer === 'string'
        ? Promise.reject(new ExtractionError(answer, `${engine} failed`))
        : Promise.resolve(answer);
    }, ports);
    return { asked, result };
  } catch (error) {
    return { asked, result: error instanceof ExtractionError ? error.errorClass : String(error) };
  }
}

const answer = (extractor: Extraction['extractor'], properties: Record<string, unknown> = {}): Extraction => ({
  ...emptyExtraction(extractor, '1'),
  metadata: { properties },
});
const textFact = (page: number, text: string): Extraction['texts'][number] => ({
  text,
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
});

describe('the chain', () => {
  test('asks PDFium alone when it reads everything', async () => {
    const { asked, result } = await chain({ pdfium: answer('pdfium') });
    expect(asked).toEqual(['pdfium']);
    expect(result).toMatchObject({ extractor: 'pdfium', fallback_reason: null });
  });

  test.each(['FILE_CORRUPT', 'CRASH', 'TIMEOUT', 'MEMORY'] as const)(
    'falls back to pdf-parse on %s, with the reason',
    async (errorClass) => {
      const { asked, result } = await chain({ pdfium: errorClass, 'pdf-parse': answer('pdf-parse') });
      expect(asked).toEqual(['pdfium', 'pdf-parse']);
      expect(result).toMatchObject({ extractor: 'pdf-parse', fallback_reason: expect.stringContaining(errorClass) as string });
    },
  );

  test.each(['FILE_EMPTY', 'FILE_ENCRYPTED', 'FORMAT_MISMATCH'] as const)('takes %s for final', async (errorClass) => {
    const { asked, result } = await chain({ pdfium: errorClass });
    expect(asked).toEqual(['pdfium']);
    expect(result).toBe(errorClass);
  });

  test('reports the first failure when both fail', async () => {
    expect((await chain({ pdfium: 'FILE_CORRUPT', 'pdf-parse': 'TIMEOUT' })).result).toBe('FILE_CORRUPT');
  });

  test('lets OCR read pages without text', async () => {
    const { asked, result } = await chain({ pdfium: answer('pdfium', { textless_pages: [2] }), ocr: answer('ocr') });
    expect(asked).toEqual(['pdfium', 'ocr']);
    expect(result).toMatchObject({ extractor: 'ocr', fallback_reason: 'ocr: 1 page(s) without text' });
  });

  test('keeps what PDFium read when OCR fails', async () => {
    const { result } = await chain({ pdfium: answer('pdfium', { textless_pages: [1] }), ocr: 'TIMEOUT' });
    expect(result).toMatchObject({ extractor: 'pdfium', fallback_reason: expect.stringContaining('TIMEOUT') as string });
  });

  test('fills pages that PDFium cannot load from pdf-parse', async () => {
    const first = { ...answer('pdfium', { failed_pages: [2] }), texts: [textFact(1, 'one')] };
    const other = { ...answer('pdf-parse'), texts: [textFact(1, 'uno'), textFact(2, 'dos')] };
    const { result } = await chain({ pdfium: first, 'pdf-parse': other });
    expect(result).toMatchObject({ extractor: 'pdfium', texts: [{ text: 'one' }, { text: 'dos' }] });
  });
});
