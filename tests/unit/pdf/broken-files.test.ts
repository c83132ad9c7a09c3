import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { extract } from '../../../processors/pdf/engines/pdfium.js';
import { extract as parse } from '../../../processors/pdf/engines/pdf-parse.js';
import { ExtractionError } from '../../../queues/contract/errors.js';
import type { Extract } from '../../../queues/contract/processor.js';
import { documentOf, pdf, put, silent } from './drawings.js';

const hello = (options?: PDFKit.PDFDocumentOptions) => pdf((pen) => put(pen, 'PLATE 120 x 80 FOR HOUSING', 100, 100), options);

async function classOf(extractor: Extract, bytes: Uint8Array): Promise<string> {
  try {
    await extractor(documentOf(bytes), silent);
    return 'read';
  } catch (error) {
    return error instanceof ExtractionError ? error.errorClass : `not an ExtractionError: ${String(error)}`;
  }
}

describe.each([
  ['pdfium', extract],
  ['pdf-parse', parse],
] as const)('%s', (_name, extractor) => {
  test('no bytes', async () => {
    expect(await classOf(extractor, new Uint8Array())).toBe('FILE_EMPTY');
  });

  test('another format', async () => {
    expect(await classOf(extractor, Buffer.from('  0\nSECTION\n  2\nHEADER\n'))).toBe('FORMAT_MISMATCH');
  });

  test('a user password', async () => {
    expect(await classOf(extractor, await hello({ userPassword: 'secret' }))).toBe('FILE_ENCRYPTED');
  });

  test('an owner password does not lock reading', async () => {
    expect(await classOf(extractor, await hello({ ownerPassword: 'secret' }))).toBe('read');
  });

  test('nothing but a header', async () => {
    expect(await classOf(extractor, Buffer.from('%PDF-1.7\n%%EOF\n'))).toBe('FILE_CORRUPT');
  });

  test('two kilobytes of mail header before the document', async () => {
    const bytes = Buffer.concat([Buffer.from('X-Header: junk\r\n'.repeat(130)), await hello()]);
    expect(await classOf(extractor, bytes)).toBe('read');
  });
});

describe('a file that ends before its trailer', () => {
  const cut = async (options?: PDFKit.PDFDocumentOptions) => {
    const bytes = Buffer.from(await hello(options));
    return bytes.subarray(0, bytes.lastIndexOf('xref\n0'));
  };

  test('is read by its catalog, and says so', async () => {
    const { texts, metadata } = await extract(documentOf(await cut()), silent);
    expect(texts.map(({ text }) => text)).toEqual(['PLATE 120 x 80 FOR HOUSING']);
    expect(metadata.warnings).toEqual(['the file has lost its trailer; read by its catalog']);
  });

  test('is corrupt without its catalog, within an object, or when it was encrypted', async () => {
    const bytes = await cut();
    const catalog = bytes.indexOf('/Catalog');
    expect(await classOf(extract, bytes.subarray(0, catalog))).toBe('FILE_CORRUPT');
    expect(await classOf(extract, bytes.subarray(0, bytes.lastIndexOf('endobj') - 4))).toBe('FILE_CORRUPT');
    expect(await classOf(extract, await cut({ ownerPassword: 'secret' }))).toBe('FILE_CORRUPT');
  });
});

describe('mutations', () => {
  let original: Uint8Array;
  beforeAll(async () => {
    original = await hello({ compress: false });
  });

  test('of a document are read or refused with a class of the source', async () => {
    const mutation = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 12 }),
    );
    await fc.assert(
      fc.asyncProperty(mutation, async ([keep, flips]) => {
        const bytes = original.slice(0, Math.max(1, Math.round(keep * original.length)));
        for (const [at, value] of flips) bytes[at % bytes.length] = value;
        expect(['read', 'FILE_CORRUPT', 'FORMAT_MISMATCH', 'FILE_ENCRYPTED']).toContain(await classOf(extract, bytes));
      }),
      { numRuns: 120 },
    );
  });
});
