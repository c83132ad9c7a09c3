import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { codePageOf } from './code-page.js';

const [quote, slash, star, space, lineFeed] = [0x27, 0x2f, 0x2a, 0x20, 0x0a];

/**
 * The text of a STEP file: in UTF-8, without byte order mark, and with blanks for comments, at some of which the kernel's parser gives
 * up. The standard allows ASCII and, in its third edition, UTF-8; exporters write the code page of their machine.
 */
export function plainStepText(bytes: Buffer): Buffer {
  const wide = wideEncoding(bytes);
  const text =
    wide !== null ? Buffer.from(iconv.decode(bytes, wide), 'utf8') : isAscii(bytes) || isUtf8(bytes) ? bytes : toUtf8(bytes);
  const start = text.subarray(0, 3).equals(byteOrderMark) ? 3 : 0;
  return withoutComments(text.subarray(start));
}

const byteOrderMark = Buffer.from('\ufeff');

/** By its byte order mark, or by the zero beside each letter of the first word. */
function wideEncoding(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes;
  if ((first === 0xff && second === 0xfe) || (first > 0 && second === 0 && third > 0 && fourth === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second > 0 && third === 0 && fourth > 0)) return 'utf-16be';
  return null;
}

function toUtf8(bytes: Buffer): Buffer {
  return Buffer.from(iconv.decode(bytes, codePageOf(bytes)), 'utf8');
}

/** The same bytes where there is no comment. In strings, `/*` is text. */
function withoutComments(text: Buffer): Buffer {
  if (!text.includes('/*')) return text;
  const plain = Buffer.from(text);
  for (let at = 0; at < plain.length; at += 1) {
    if (plain[at] === quote) {
      const end = plain.indexOf(quote, at + 1);
      if (end < 0) break;
      at = end;
    } else if (plain[at] === slash && plain[at + 1] === star) {
      const end = plain.indexOf('*/', at + 2, 'latin1');
      const behind = end < 0 ? plain.length : end + 2;
      for (; at < behind; at += 1) if (plain[at] !== lineFeed) plain[at] = space;
      at -= 1;
    }
  }
  return plain;
}
