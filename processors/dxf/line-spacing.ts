const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** So many lines decide; a drawing has values that are blank, but never so many in a row. */
const decidingLines = 32;

/** Whether every second line is blank: what a transfer makes of CR LF that takes each of the two for a line end. */
export function isDoubleSpaced(bytes: Buffer): boolean {
  let start = 0;
  for (let line = 0; line < decidingLines; line++) {
    const end = bytes.indexOf(lineFeed, start);
    if (end < 0) return false;
    if (isBlank(bytes, start, end) !== (line % 2 === 1)) return false;
    start = end + 1;
  }
  return true;
}

/** The first, third, fifth, ... line of a file. */
export function singleSpaced(bytes: Buffer): Buffer {
  const kept = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  let isKept = true;
  for (let start = 0; start < bytes.length; isKept = !isKept) {
    const found = bytes.indexOf(lineFeed, start);
    const next = found < 0 ? bytes.length : found + 1;
    if (isKept) length += bytes.copy(kept, length, start, next);
    start = next;
  }
  return kept.subarray(0, length);
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  return end === start || (end === start + 1 && bytes[start] === carriageReturn);
}
