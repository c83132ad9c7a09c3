/**
 * A string of ISO 10303-21 as a reader sees it: control directives of clause 6.4.3 (`\X2\00DF\X0\`, `\X4\...\X0\`, `\X\DF`, `\S\`, `\N\`), doubled quotes
 * and backslashes. Bytes beyond ASCII, which the standard does not allow, are UTF-8 where they can be and else Latin-1.
 * @param text one character per byte
 */
export function decodeString(text: string): string {
  // Line ends are no part of a string (clause 5.6): writers break long ones.
  return utf8(text.replace(/[\r\n]/g, '')).replace(
    directive,
    (found, two?: string, four?: string, one?: string, shifted?: string) => {
      if (two !== undefined) return fromHex(two, 4);
      if (four !== undefined) return fromHex(four, 8);
      if (one !== undefined) return fromHex(one, 2);
      if (shifted !== undefined) return String.fromCharCode(shifted.charCodeAt(0) + 0x80);
      return literals[found] ?? '';
    },
  );
}

const directive =
  /''|\\\\|\\X2\\((?:[0-9A-F]{4})+)(?:\\X0\\|$)|\\X4\\((?:[0-9A-F]{8})+)(?:\\X0\\|$)|\\X\\([0-9A-F]{2})|\\S\\([ -~])|\\N\\|\\P[A-I]\\/gi;
/** The rest, `\PA\` to `\PI\`, names the part of ISO 8859 that `\S\` means, of which only the first is read. */
const literals: Readonly<Record<string, string>> = { "''": "'", '\\\\': '\\', '\\N\\': '\n', '\\n\\': '\n' };

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

function utf8(text: string): string {
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  try {
    return strictUtf8.decode(Buffer.from(text, 'latin1'));
  } catch {
    return text;
  }
}

function fromHex(hex: string, width: 2 | 4 | 8): string {
  const codes = hex.match(new RegExp(`.{${width}}`, 'g')) ?? [];
  return codes
    .map((code) => Number.parseInt(code, 16))
    .map((code) => (width === 8 ? (code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd') : String.fromCharCode(code)))
    .join('');
}
