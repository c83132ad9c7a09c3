import { AsciiTags } from './ascii-tags.js';
import { binaryStart, BinaryTags } from './binary-tags.js';
import { isDoubleSpaced, singleSpaced } from './line-spacing.js';
import type { ReadWarnings } from './read-warnings.js';
import type { TagSource } from './tag-source.js';

/** The tags of a DXF file in whatever form it comes: binary, ASCII, ASCII behind a byte order mark, UTF-16, double-spaced. */
export function openTags(file: Uint8Array, warnings: ReadWarnings): TagSource {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const binary = binaryStart(bytes);
  if (binary >= 0) return new BinaryTags(bytes, binary, warnings);
  const wide = fromUtf16(bytes);
  if (wide !== null) return new AsciiTags(wide, 0, warnings);
  if (isDoubleSpaced(bytes)) {
    warnings.add('every line is followed by a blank one: read without them');
    return new AsciiTags(singleSpaced(bytes), 0, warnings);
  }
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return new AsciiTags(bytes, hasMark ? 3 : 0, warnings);
}

/** A file in UTF-16 as UTF-8, its byte order mark left out; null for others. Without a mark, noughts between the first characters tell. */
function fromUtf16(bytes: Buffer): Buffer | null {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes;
  if (first === 0xff && second === 0xfe) return Buffer.from(bytes.toString('utf16le', 2));
  if (first === 0xfe && second === 0xff) return fromBigEndian(bytes.subarray(2));
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return Buffer.from(bytes.toString('utf16le'));
  return first === 0 && second !== 0 && third === 0 && fourth !== 0 ? fromBigEndian(bytes) : null;
}

function fromBigEndian(bytes: Buffer): Buffer {
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
  return Buffer.from(Buffer.from(even).swap16().toString('utf16le'));
}
