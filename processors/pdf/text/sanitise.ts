/** PDFium's mark for a hyphen that ends a line. */
const lineEndHyphen = 0xfffe;

/**
 * The character of a code point as PDFium reports it. Broken fonts yield surrogates, non-characters and numbers beyond
 * Unicode, for which `fromCodePoint` throws or makes text that no database stores; they become U+FFFD, controls a blank.
 */
export function characterOf(code: number): string {
  if (code === lineEndHyphen) return '-';
  if (code < 0x20 || (code >= 0x7f && code < 0xa0) || code === 0xad) return code === 0xad ? '-' : ' ';
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '\ufffd';
  if ((code & 0xfffe) === 0xfffe || (code >= 0xfdd0 && code <= 0xfdef)) return '\ufffd';
  return foreign.get(code) ?? String.fromCodePoint(code);
}

/** Look-alikes of drawing symbols, and blanks of every width, made one. */
const foreign = new Map<number, string>([
  [0x00a0, ' '],
  [0x2002, ' '],
  [0x2003, ' '],
  [0x2007, ' '],
  [0x2009, ' '],
  [0x200b, ''],
  [0x202f, ' '],
  [0x3000, ' '],
  [0xfeff, ''],
  [0x2212, '-'],
  [0x2010, '-'],
  [0x2011, '-'],
  [0x00d8, 'Ø'],
  [0x00f8, 'ø'],
  [0x2205, 'Ø'],
  [0x2300, 'Ø'],
  [0x03a6, 'Φ'],
]);

/** Text without characters that Postgres or JSON cannot hold, with runs of blanks as one. */
export function cleanText(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
    .replace(/[\ufffe\uffff]/g, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/\s+/g, ' ')
    .trim();
}
