/** The characters AutoCAD draws for `%%c`, `%%d` and `%%p`. */
const symbols: Readonly<Record<string, string>> = { c: 'Ø', d: '°', p: '±' };

/** `%%nnn` is a character of the drawing's own code page; only ASCII and Latin-1 are certain. */
const percentCode = /%%(?:([cdpCDP])|([uokUOK])|(\d{3})|(%))/g;

/** `%%c`, `%%d`, `%%p`, `%%nnn` and `%%%` as characters; underline, overline and strike-through marks removed. */
export function decodePercentCodes(text: string): string {
  if (!text.includes('%%')) return text;
  return text.replace(percentCode, (_, symbol: string | undefined, mark: string | undefined, code: string | undefined) => {
    if (symbol !== undefined) return symbols[symbol.toLowerCase()] ?? '';
    if (mark !== undefined) return '';
    return code === undefined ? '%' : String.fromCharCode(Number(code));
  });
}

/** Control characters are written as a caret and a letter: `^I` tab, `^J` line end, `^ ` the caret itself. */
function decodeCaretCodes(text: string): string {
  if (!text.includes('^')) return text;
  return text.replace(/\^(.)/g, (whole, letter: string) => caretCharacter(letter) ?? whole);
}

/** What a caret and this character stand for; null when the caret is one. */
export function caretCharacter(letter: string | undefined): string | null {
  switch (letter) {
    case ' ':
      return '^';
    case 'I':
      return '\t';
    case 'J':
      return '\n';
    case 'M':
      return '';
    default:
      return null;
  }
}

/** A TEXT, ATTRIB or ATTDEF value as a reader sees it. */
export function plainText(text: string): string {
  return decodePercentCodes(decodeCaretCodes(text));
}
