import { parseInteger, parseReal, powers } from './byte-numbers.js';
import type { ReadWarnings } from './read-warnings.js';
import type { TagSource } from './tag-source.js';

const tab = 0x09;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const minus = 0x2d;
const point = 0x2e;
const zero = 0x30;
const nine = 0x39;
const comment = 999;
/** No group code has more digits; a longer number is a value that slipped out of its pair. */
const codeDigits = 5;
/** How far to look for the kind of line end. */
const lineEndWindow = 1 << 16;

/**
 * Tags of an ASCII DXF file: two lines each. Lines end in LF, CR LF or CR alone; the beginning of the file decides.
 *
 * A line that is no group code is skipped with a warning and the next line is taken for one. So a stray line costs itself
 * alone, and pairs that have slipped by a line are back in step at the first value that is no number.
 */
export class AsciiTags implements TagSource {
  readonly bytes: Buffer;
  code = 0;
  start = 0;
  private position: number;
  /** From here on the end of the current value's line is to be looked for. */
  private tail = 0;
  private line = 0;
  private readonly limit: number;
  private readonly newline: number;
  private readonly warnings: ReadWarnings;

  constructor(bytes: Buffer, from: number, warnings: ReadWarnings) {
    this.bytes = bytes;
    this.position = from;
    this.tail = -1;
    this.limit = bytes.length;
    this.warnings = warnings;
    this.newline = lineEndOf(bytes.subarray(from, from + lineEndWindow));
  }

  next(): boolean {
    const { bytes, limit, newline } = this;
    if (this.tail >= 0) this.position = this.lineEnd() + 1;
    for (;;) {
      const lineStart = this.position;
      this.tail = -1;
      if (lineStart >= limit) return false;
      let at = lineStart;
      let byte = bytes[at] ?? 0;
      while (byte === space || byte === tab) byte = bytes[++at] ?? 0;
      const negative = byte === minus;
      if (negative) byte = bytes[++at] ?? 0;
      const firstDigit = at;
      let code = 0;
      while (byte >= zero && byte <= nine) {
        code = code * 10 + (byte - zero);
        byte = bytes[++at] ?? 0;
      }
      const digits = at - firstDigit;
      while (byte !== newline && (byte === carriageReturn || byte === space || byte === tab)) byte = bytes[++at] ?? 0;
      if (digits === 0 || digits > codeDigits || byte !== newline) {
        this.skipStrayLine(lineStart);
        continue;
      }
      const start = at + 1;
      if (start >= limit) {
        this.position = limit;
        return false;
      }
      if (code === 0 && !this.isTypeName(start)) {
        this.skipStrayLine(lineStart);
        continue;
      }
      this.line += 2;
      this.start = start;
      this.tail = start;
      if (code === comment) {
        this.position = this.lineEnd() + 1;
        continue;
      }
      this.code = negative ? -code : code;
      return true;
    }
  }

  get end(): number {
    const { bytes, start } = this;
    let end = this.lineEnd();
    while (end > start && bytes[end - 1] === carriageReturn) end--;
    return end;
  }

  real(): number {
    const { bytes } = this;
    let at = this.start;
    let byte = bytes[at] ?? 0;
    while (byte === space) byte = bytes[++at] ?? 0;
    const negative = byte === minus;
    if (negative) byte = bytes[++at] ?? 0;
    const first = at;
    let value = 0;
    while (byte >= zero && byte <= nine) {
      value = value * 10 + (byte - zero);
      byte = bytes[++at] ?? 0;
    }
    let digits = at - first;
    let scale = 0;
    if (byte === point) {
      const fraction = at + 1;
      byte = bytes[++at] ?? 0;
      while (byte >= zero && byte <= nine) {
        value = value * 10 + (byte - zero);
        byte = bytes[++at] ?? 0;
      }
      scale = at - fraction;
      digits += scale;
    }
    const isPlain = (byte === this.newline || byte === carriageReturn) && digits > 0;
    // Exponents, very long numbers and whatever is no number at all go the slow way.
    if (!isPlain || digits > 19) return this.known(parseReal(bytes, this.start, this.end, false));
    this.tail = at;
    if (scale > 0) value /= powers[scale] ?? 1;
    return negative ? -value : value;
  }

  exactReal(): number {
    return this.known(parseReal(this.bytes, this.start, this.end, true));
  }

  integer(): number {
    return this.known(parseInteger(this.bytes, this.start, this.end));
  }

  place(): string {
    return `line ${this.line - 1}`;
  }

  private known(value: number): number {
    if (value === value) return value;
    const shown = this.bytes.toString('latin1', this.start, Math.min(this.end, this.start + 40));
    this.warnings.add(`${this.place()}, group code ${this.code}: "${shown}" is not a number`);
    return 0;
  }

  /** Names of entities and sections hold a letter among their first two characters (`LINE`, `3DFACE`, `_SHADE`). */
  private isTypeName(start: number): boolean {
    const { bytes } = this;
    let at = start;
    while (bytes[at] === space || bytes[at] === tab) at++;
    return isLetter(bytes[at] ?? 0) || (bytes[at] !== this.newline && isLetter(bytes[at + 1] ?? 0));
  }

  /** Index of the line end after the current value, or of the end of the file. */
  private lineEnd(): number {
    const { bytes, limit, newline } = this;
    let at = this.tail;
    while (at < limit && bytes[at] !== newline) at++;
    this.tail = at;
    return at;
  }

  private skipStrayLine(lineStart: number): void {
    const { bytes, limit, newline } = this;
    let at = lineStart;
    while (at < limit && bytes[at] !== newline) at++;
    this.position = at + 1;
    this.line += 1;
    const shown = bytes.toString('latin1', lineStart, Math.min(at, lineStart + 40)).trim();
    this.warnings.add(`line ${this.line}: "${shown}" is not a group code, line skipped`);
  }
}

/** CR alone only where it is by far the more common: values may hold a stray line end of either kind. */
function lineEndOf(beginning: Buffer): number {
  let lineFeeds = 0;
  let returns = 0;
  for (let at = 0; at < beginning.length; at++) {
    const byte = beginning[at];
    if (byte === lineFeed) lineFeeds++;
    else if (byte === carriageReturn && beginning[at + 1] !== lineFeed) returns++;
  }
  return returns > 2 * lineFeeds ? carriageReturn : lineFeed;
}

function isLetter(byte: number): boolean {
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}
