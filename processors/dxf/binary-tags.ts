import type { ReadWarnings } from './read-warnings.js';
import type { TagSource } from './tag-source.js';

const sentinel = 'AutoCAD Binary DXF';
const comment = 999;
/** In R12 files this byte announces a group code of two bytes. */
const longCode = 0xff;

const stringValue = 0;
const doubleValue = 1;
const int16Value = 2;
const int32Value = 3;
const int64Value = 4;
const byteValue = 5;
const chunkValue = 6;

/** Kind of value by group code (DXF reference, "Group code value types"). */
const kinds = new Uint8Array(1072);
fill(doubleValue, [10, 59], [110, 149], [210, 239], [460, 469], [1010, 1059]);
fill(int16Value, [60, 79], [170, 179], [270, 289], [370, 389], [400, 409], [1060, 1070]);
fill(int32Value, [90, 99], [420, 429], [440, 459], [1071, 1071]);
fill(int64Value, [160, 169]);
fill(byteValue, [290, 299]);
fill(chunkValue, [310, 319], [1004, 1004]);

function fill(kind: number, ...ranges: readonly (readonly [number, number])[]): void {
  for (const [from, to] of ranges) kinds.fill(kind, from, to + 1);
}

/** Offset of the first tag of a binary DXF file; -1 when the file is none. */
export function binaryStart(bytes: Buffer): number {
  if (bytes.toString('latin1', 0, sentinel.length) !== sentinel) return -1;
  // The sentinel ends in CR LF SUB NUL; a transfer in text mode may have changed the line end.
  const end = bytes.indexOf(0, sentinel.length);
  return end < 0 || end > sentinel.length + 4 ? -1 : end + 1;
}

/** Tags of a binary DXF file. Group codes take one byte up to R12 and two from R13; the first tags tell which. */
export class BinaryTags implements TagSource {
  readonly bytes: Buffer;
  code = 0;
  start = 0;
  end = 0;
  private position: number;
  private tagStart = 0;
  private value = 0;
  private readonly wideCodes: boolean;
  private readonly warnings: ReadWarnings;

  constructor(bytes: Buffer, from: number, warnings: ReadWarnings) {
    this.bytes = bytes;
    this.position = from;
    this.warnings = warnings;
    this.wideCodes = hasWideCodes(bytes, from);
  }

  next(): boolean {
    for (;;) {
      this.tagStart = this.position;
      const code = this.readCode();
      if (code < 0 || !this.readValue(code)) return this.atEnd();
      if (code === comment) continue;
      this.code = code;
      return true;
    }
  }

  real(): number {
    return this.value;
  }

  exactReal(): number {
    return this.value;
  }

  integer(): number {
    return Math.trunc(this.value);
  }

  place(): string {
    return `byte ${this.tagStart}`;
  }

  private atEnd(): false {
    if (this.tagStart < this.bytes.length) this.warnings.add(`${this.place()}: the file ends within a tag`);
    this.position = this.bytes.length;
    return false;
  }

  private readCode(): number {
    const { bytes, position } = this;
    const left = bytes.length - position;
    if (this.wideCodes) {
      if (left < 2) return -1;
      this.position = position + 2;
      return bytes.readUInt16LE(position);
    }
    if (left < 1) return -1;
    const code = bytes[position] ?? 0;
    if (code !== longCode) {
      this.position = position + 1;
      return code;
    }
    if (left < 3) return -1;
    this.position = position + 3;
    return bytes.readUInt16LE(position + 1);
  }

  private readValue(code: number): boolean {
    switch (kinds[code] ?? stringValue) {
      case doubleValue:
        return this.readNumber(8, this.bytes.length - this.position >= 8 ? this.bytes.readDoubleLE(this.position) : 0);
      case int16Value:
        return this.readNumber(2, this.bytes.length - this.position >= 2 ? this.bytes.readInt16LE(this.position) : 0);
      case int32Value:
        return this.readNumber(4, this.bytes.length - this.position >= 4 ? this.bytes.readInt32LE(this.position) : 0);
      case int64Value:
        return this.readNumber(8, this.bytes.length - this.position >= 8 ? Number(this.bytes.readBigInt64LE(this.position)) : 0);
      case byteValue:
        return this.readNumber(1, this.bytes[this.position] ?? 0);
      case chunkValue:
        return this.readChunk();
      default:
        return this.readString();
    }
  }

  private readNumber(size: number, value: number): boolean {
    if (this.bytes.length - this.position < size) return false;
    this.start = this.position;
    this.end = this.position;
    this.position += size;
    this.value = Number.isFinite(value) ? value : 0;
    return true;
  }

  /** A byte count and so many bytes. */
  private readChunk(): boolean {
    const start = this.position + 1;
    const end = start + (this.bytes[this.position] ?? 0);
    if (end > this.bytes.length) return false;
    this.start = start;
    this.end = end;
    this.position = end;
    this.value = 0;
    return true;
  }

  private readString(): boolean {
    const end = this.bytes.indexOf(0, this.position);
    if (end < 0) return false;
    this.start = this.position;
    this.end = end;
    this.position = end + 1;
    this.value = 0;
    return true;
  }
}

/** The first tag is `0 SECTION` or a comment: with wide codes its second byte is zero or the high half of 999. */
function hasWideCodes(bytes: Buffer, from: number): boolean {
  const first = bytes[from] ?? 0;
  const second = bytes[from + 1] ?? 0;
  if (first === longCode) return false;
  return first === 0 ? second === 0 : second <= 4;
}
