const space = 0x20;
const tab = 0x09;
const plus = 0x2b;
const minus = 0x2d;
const point = 0x2e;
const zero = 0x30;
const nine = 0x39;
const upperE = 0x45;
const lowerE = 0x65;

/** Powers of ten that a double holds exactly. */
export const powers = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/** Digits after which a decimal mantissa no longer fits the 53 bits of a double. */
const exactDigits = 15;

/**
 * A decimal number in ASCII bytes. `exact` asks for the nearest double; without it long mantissas (16 digits and more,
 * what most CAD programs write) may be off by two units in the last place, at a third of the time.
 * @returns NaN when the range holds no number.
 */
export function parseReal(bytes: Buffer, from: number, to: number, exact: boolean): number {
  let at = from;
  let end = to;
  while (at < end && isBlank(bytes[at])) at++;
  while (end > at && isBlank(bytes[end - 1])) end--;
  const start = at;
  const negative = bytes[at] === minus;
  if (negative || bytes[at] === plus) at++;
  let mantissa = 0;
  let digits = 0;
  let significant = 0;
  let scale = 0;
  let fraction = false;
  for (; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= zero && byte <= nine) {
      digits++;
      if (significant > 0 || byte !== zero) significant++;
      // Past 18 digits nothing changes in the double; the magnitude still does.
      if (significant <= 18) {
        mantissa = mantissa * 10 + (byte - zero);
        if (fraction) scale++;
      } else if (!fraction) scale--;
      continue;
    }
    if (byte !== point || fraction) break;
    fraction = true;
  }
  if (digits === 0) return NaN;
  if (at < end || scale < 0 || scale > 22 || (exact && significant > exactDigits)) return parseSlowly(bytes, start, end);
  const value = scale === 0 ? mantissa : mantissa / (powers[scale] ?? 1);
  return negative ? -value : value;
}

/** An integer in ASCII bytes; a real is truncated, as `70\n1.0` occurs. NaN when there is none. */
export function parseInteger(bytes: Buffer, from: number, to: number): number {
  let at = from;
  while (at < to && isBlank(bytes[at])) at++;
  const negative = bytes[at] === minus;
  if (negative || bytes[at] === plus) at++;
  let value = 0;
  const first = at;
  for (; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < zero || byte > nine) break;
    value = value * 10 + (byte - zero);
  }
  if (at === first) return NaN;
  return negative ? -value : value;
}

function isBlank(byte: number | undefined): boolean {
  return byte === space || byte === tab;
}

/** Exponents, long mantissas, Fortran's `D` and decimal commas. */
function parseSlowly(bytes: Buffer, start: number, end: number): number {
  const text = bytes.toString('latin1', start, end);
  const value = Number(text);
  if (!Number.isNaN(value)) return Number.isFinite(value) ? value : NaN;
  const last = bytes[end - 1] ?? 0;
  if (last === upperE || last === lowerE) return NaN;
  // Microsoft's runtime writes 1.#QNAN, -1.#IND and 1.#INF.
  if (text.includes('#')) return NaN;
  const repaired = /^[+-]?(?:\d+[.,]?\d*|[.,]\d+)(?:[dDeE][+-]?\d+)?/.exec(text)?.[0];
  return repaired === undefined ? NaN : Number(repaired.replace(',', '.').replace(/[dD]/, 'e'));
}
