import iconv from 'iconv-lite';
import { ExtractionError } from '../../../queues/contract/errors.js';

/** IGES 5.3, section 2.2.1: records of 80 columns, the letter of the section in column 73. */
const [recordLength, letterColumn, dataColumns] = [80, 72, 64];
const headBytes = 8192;

/** The file as records that begin with the first: from UTF-16, without byte order mark and blank lines before it, with line ends where it has none. */
export function plainIges(bytes: Buffer): Buffer {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = isWide ? Buffer.from(iconv.decode(bytes, 'utf-16le'), 'latin1') : bytes;
  const blank = /^(?:\xef\xbb\xbf)?(?:[ \t]*(?:\r\n|\r|\n))*/.exec(text.toString('latin1', 0, headBytes))?.[0].length ?? 0;
  const records = text.subarray(blank);
  if (/[\r\n]/.test(records.toString('latin1', 0, headBytes)) || records.length < 2 * recordLength) return records;
  return Buffer.from(records.toString('latin1').replace(new RegExp(`.{${recordLength}}`, 'gs'), '$&\n'), 'latin1');
}

/** What the first record says of a form that the kernel does not read; null for the usual one. IGES 5.3, sections 2.3 and 2.4. */
export function otherForm(head: string): 'binary' | 'compressed' | null {
  const letter = /^[^\r\n]{72}([BC])[ \d]{7}/.exec(head)?.[1];
  return letter === undefined ? null : letter === 'B' ? 'binary' : 'compressed';
}

/**
 * Warnings about a file without its last record.
 * @throws {ExtractionError} FILE_CORRUPT for one that ends before all its parameters: the kernel would read what is left as if it were the whole
 */
export function checkIgesEnd(bytes: Buffer, name: string): string[] {
  const tail = bytes.toString('latin1', Math.max(0, bytes.length - headBytes));
  if (tail.split(/\r\n|\r|\n/).some((line) => line[letterColumn] === 'T')) return [];
  const lines = bytes.toString('latin1').split(/\r\n|\r|\n/);
  const directory = lines.filter((line) => line[letterColumn] === 'D');
  const present = lines.filter((line) => line[letterColumn] === 'P').length;
  let stated = 0;
  for (let at = 0; at + 1 < directory.length; at += 2) {
    const first = numberIn(directory[at], 1);
    const count = numberIn(directory[at + 1], 3);
    stated = Math.max(stated, first + Math.max(count, 1) - 1);
  }
  if (directory.length % 2 === 1 || present < stated || present === 0) {
    throw new ExtractionError('FILE_CORRUPT', `${name} is cut off: of ${stated} records of parameters it holds ${present}`);
  }
  return ['the file ends without its last record, T'];
}

/** The number in a field of eight columns of a directory entry. */
function numberIn(line: string | undefined, field: number): number {
  const value = Number((line ?? '').slice(0, dataColumns).slice(8 * field, 8 * field + 8));
  return Number.isFinite(value) ? value : 0;
}
