import { ExtractionError } from '../../../queues/contract/errors.js';
import { withTrailer } from './cut-off.js';
import type { PdfiumLibrary } from './library.js';

/** FPDF_GetLastError, fpdfview.h. */
const errorFormat = 3;
const errorPassword = 4;
const errorSecurity = 5;

/**
 * Opens the document, hands its handle to `use`, and frees both the document and its copy of the bytes whatever happens.
 * An owner password does not lock reading; a user password does. A file that has lost its trailer alone is opened by its catalog, and `use` is
 * told that it is `cutOff`.
 * @throws {ExtractionError} FILE_EMPTY, FORMAT_MISMATCH (no `%PDF` anywhere), FILE_ENCRYPTED or FILE_CORRUPT.
 */
export async function withDocument<T>(
  pdfium: PdfiumLibrary,
  bytes: Uint8Array,
  use: (document: number, cutOff: boolean) => T | Promise<T>,
): Promise<T> {
  const content = fromHeader(bytes);
  const whole = open(pdfium, content);
  const opened = whole.document === 0 ? (openCutOff(pdfium, content) ?? whole) : whole;
  const { c } = pdfium;
  try {
    if (opened.document === 0) throw openError(opened.error);
    try {
      return await use(opened.document, opened !== whole);
    } finally {
      c.FPDF_CloseDocument(opened.document);
    }
  } finally {
    c.free(opened.data);
  }
}

interface Opened {
  /** The copy of the bytes, which the document reads from as long as it is open. */
  readonly data: number;
  /** 0 when it cannot be opened, for the reason `error`. */
  readonly document: number;
  readonly error: number;
}

function open(pdfium: PdfiumLibrary, content: Uint8Array): Opened {
  const { c } = pdfium;
  const data = c.malloc(content.length);
  if (data === 0) throw new ExtractionError('MEMORY', `no room for a copy of ${content.length} bytes`);
  pdfium.bytes.set(content, data);
  const document = c.FPDF_LoadMemDocument64(data, content.length, 0);
  if (document !== 0) return { data, document, error: 0 };
  const error = c.FPDF_GetLastError();
  c.free(data);
  return { data: 0, document, error };
}

function openCutOff(pdfium: PdfiumLibrary, content: Uint8Array): Opened | null {
  if (pdfium.c.FPDF_GetLastError() !== errorFormat) return null;
  const ended = withTrailer(content);
  const opened = ended && open(pdfium, ended);
  return opened && opened.document !== 0 ? opened : null;
}

/** Bytes from `%PDF` on: PDFium looks for it in the first 1,024 bytes alone, but mail gateways and scanners put more before it. */
export function fromHeader(bytes: Uint8Array): Uint8Array {
  if (bytes.length === 0) throw new ExtractionError('FILE_EMPTY', 'the file has no bytes');
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf('%PDF');
  if (start < 0) throw new ExtractionError('FORMAT_MISMATCH', 'no %PDF in the file');
  return start === 0 ? bytes : bytes.subarray(start);
}

function openError(code: number): ExtractionError {
  if (code === errorPassword) return new ExtractionError('FILE_ENCRYPTED', 'a password is needed to open the document');
  if (code === errorSecurity) return new ExtractionError('FILE_ENCRYPTED', 'the document uses an unknown security handler');
  return new ExtractionError('FILE_CORRUPT', `PDFium cannot open the document (error ${code})`);
}

/** An entry of the document's information dictionary, e.g. `Producer`; null when absent or blank. */
export function metaText(pdfium: PdfiumLibrary, document: number, tag: string): string | null {
  const { c } = pdfium;
  const key = c.malloc(tag.length + 1);
  try {
    pdfium.bytes.set([...Buffer.from(tag, 'latin1'), 0], key);
    const length = c.FPDF_GetMetaText(document, key, 0, 0);
    if (length <= 2) return null;
    const buffer = c.malloc(length);
    c.FPDF_GetMetaText(document, key, buffer, length);
    const value = Buffer.from(pdfium.bytes.subarray(buffer, buffer + length - 2)).toString('utf16le');
    c.free(buffer);
    return value.replaceAll('\u0000', '').trim() || null;
  } finally {
    c.free(key);
  }
}

/** e.g. `1.7`; null when the header states none. */
export function fileVersion(pdfium: PdfiumLibrary, document: number): string | null {
  if (pdfium.c.FPDF_GetFileVersion(document, pdfium.scratch) === 0) return null;
  const version = pdfium.i32(0);
  return `${Math.floor(version / 10)}.${version % 10}`;
}
