import { ExtractionError } from '../../../queues/contract/errors.js';
import { sniff } from './sniff.js';

/** Kinds of Creo documents that the magic names and the fleet reads. */
export type CreoKind = 'PART' | 'ASSEMBLY' | 'DRAWING';

/** The ASCII head of a Creo or Pro/ENGINEER file. */
export interface UgcHeader {
  readonly kind: CreoKind;
  /** Name with extension as the file states it (`CMNM`), null where it does not. */
  readonly name: string | null;
  /** `Creo 9.0`, `Pro/ENGINEER Wildfire 4.0`, ..., null where the product line is missing. */
  readonly product: string | null;
  /** Datecode or full release, e.g. `9.0.8.0`. */
  readonly release: string | null;
  /** Section offsets count from this byte. */
  readonly baseOffset: number;
}

const END_MARK = '#-END_OF_UGC_HEADER';
/** The header is a dozen short lines; a file that has no end mark by then is cut or not Creo. */
const HEADER_LIMIT = 64 * 1024;

/**
 * Reads the header by its magic `#UGC:2 PART|ASSEMBLY|DRAWING`.
 * @throws {ExtractionError} FILE_EMPTY, FORMAT_MISMATCH naming what the bytes are, FILE_CORRUPT for a header without end.
 */
export function readUgcHeader(bytes: Uint8Array, fileName: string): UgcHeader {
  if (bytes.length === 0) throw new ExtractionError('FILE_EMPTY', `${fileName} has no bytes`);
  const head = latin1(bytes.subarray(0, HEADER_LIMIT));
  const magic = /^#UGC:\d+ +([A-Z_]+)/.exec(head);
  if (magic === null) throw new ExtractionError('FORMAT_MISMATCH', `${fileName} is not a Creo file but ${sniff(bytes)}`);
  const kind = magic[1] ?? '';
  if (!isKind(kind))
    throw new ExtractionError('FORMAT_MISMATCH', `${fileName} is a Creo ${kind} file, not a part, assembly or drawing`);
  const end = head.indexOf(END_MARK);
  if (end < 0) throw new ExtractionError('FILE_CORRUPT', `${fileName}: the Creo header is cut off before ${END_MARK}`);

  const afterMark = head.indexOf('\n', end) + 1;
  const baseOffset = afterMark > 0 ? afterMark : bytes.length;
  const product = productLine(bytes, baseOffset);
  return {
    kind,
    name: commonName(bytes, head.slice(0, end)),
    product: product === null ? null : productName(product),
    release: product === null ? null : releaseOf(product),
    baseOffset,
  };
}

/** Behind the header; in releases up to 2001 behind the object that follows it, however long that is. */
function productLine(bytes: Uint8Array, baseOffset: number): string | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLegacy = view.toString('latin1', baseOffset, baseOffset + 10) === '#P_OBJECT ';
  const objectEnd = isLegacy ? view.indexOf('\n#END_OF_P_OBJECT', baseOffset, 'latin1') : -1;
  const from = objectEnd < 0 ? baseOffset : objectEnd + 1;
  return /^#((?:Creo|Pro\/\w+|Granite|PTC)[^\r\n]*)\r?$/m.exec(view.toString('latin1', from, from + 2000))?.[1] ?? null;
}

/** `#- CMNM 007bar.prt`: three hexadecimal digits of length in bytes, then the name, then padding. */
function commonName(bytes: Uint8Array, header: string): string | null {
  const record = /^#- CMNM ([0-9a-fA-F]{3})/m.exec(header);
  if (record === null) return null;
  const start = record.index + record[0].length;
  const length = Number.parseInt(record[1] ?? '', 16);
  if (length === 0 || start + length > header.length) return null;
  return new TextDecoder('utf-8').decode(bytes.subarray(start, start + length)).trim() || null;
}

function productName(line: string): string {
  return line
    .replace(/\(c\).*$/i, '')
    .replace(/\bTM\b/, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function releaseOf(line: string): string | null {
  return /All Rights Reserved\.?\s+(\S+)\s*$/i.exec(line)?.[1] ?? null;
}

function isKind(value: string): value is CreoKind {
  return value === 'PART' || value === 'ASSEMBLY' || value === 'DRAWING';
}

export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
