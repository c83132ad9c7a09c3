import { AsciiTags } from './ascii-tags.js';
import { binaryStart, BinaryTags } from './binary-tags.js';
import type { ReadWarnings } from './read-warnings.js';
import type { TagSource } from './tag-source.js';

/** The tags of a DXF file in whatever form it comes: binary, ASCII, ASCII behind a byte order mark, UTF-16. */
export function openTags(file: Uint8Array, warnings: ReadWarnings): TagSource {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const binary = binaryStart(bytes);
  if (binary >= 0) return new BinaryTags(bytes, binary, warnings);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new AsciiTags(Buffer.from(bytes.toString('utf16le', 2)), 0, warnings);
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return new AsciiTags(bytes, hasMark ? 3 : 0, warnings);
}
