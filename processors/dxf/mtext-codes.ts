import { isSymbolFont, symbolOf } from '../callout/symbol-font.js';
import { caretCharacter, decodePercentCodes } from './text-codes.js';

/** Codes that switch a style and carry an argument up to the semicolon. */
const switchWithName = 'fFp';
/** Codes whose argument is a number; the semicolon may be missing. */
const numberArgument = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[xX]?;?/;
const switchWithNumber = 'ACcHQTW';
const switchAlone = 'LlOoKk';
const lineBreaks = 'PNX';

/** A fraction or tolerance in MTEXT: `\S upper type lower ;` with the type `/`, `#` (skewed) or `^` (no bar). */
export interface Stack {
  readonly upper: string;
  readonly lower: string;
  readonly type: '/' | '#' | '^';
}

export interface PlainMtext {
  readonly text: string;
  readonly stacks: readonly Stack[];
}

/**
 * MTEXT without its formatting, as a reader sees it, and the stacked parts that a dimension's tolerance is read from.
 * @param isInSymbols whether the font of its style draws symbols for letters
 */
export function plainMtext(source: string, isInSymbols = false): PlainMtext {
  if (!isInSymbols && !/[\\{}^%]/.test(source)) return { text: source, stacks: [] };
  const stacks: Stack[] = [];
  let out = '';
  let at = 0;
  let drawsSymbols = isInSymbols;
  // A font holds to the end of its braces.
  const outer: boolean[] = [];
  while (at < source.length) {
    const char = source[at] ?? '';
    if (char === '{' || char === '}') {
      if (char === '{') outer.push(drawsSymbols);
      else drawsSymbols = outer.pop() ?? drawsSymbols;
      at++;
      continue;
    }
    if (char === '^') {
      const decoded = caretCharacter(source[at + 1]);
      out += decoded ?? '^';
      at += decoded === null ? 1 : 2;
      continue;
    }
    if (char !== '\\') {
      out += drawsSymbols ? symbolOf(char) : char;
      at++;
      continue;
    }
    const code = source[at + 1] ?? '';
    at += 2;
    if (code === '') out += '\\';
    else if ('\\{}'.includes(code)) out += code;
    else if (lineBreaks.includes(code)) out += '\n';
    else if (code === '~') out += '\u00a0';
    else if (code === 'S') {
      const end = stackEnd(source, at);
      const stack = parseStack(source.slice(at, end));
      if (stack.upper !== '' || stack.lower !== '') stacks.push(stack);
      out += stackText(stack, /\d$/.test(out));
      at = end + 1;
    } else if (switchWithName.includes(code)) {
      const end = source.indexOf(';', at);
      if (end < 0) out += `\\${code}`;
      else {
        if (code !== 'p') drawsSymbols = isSymbolFont(source.slice(at, end));
        at = end + 1;
      }
    } else if (switchWithNumber.includes(code)) {
      const argument = numberArgument.exec(source.slice(at, at + 40))?.[0];
      if (argument === undefined) out += `\\${code}`;
      else at += argument.length;
    } else if (!switchAlone.includes(code)) out += `\\${code}`;
  }
  return { text: decodePercentCodes(out), stacks };
}

/** Both halves and what is between them. A raised or lowered half alone keeps its caret, which tells it from the digits before. */
function stackText({ upper, lower, type }: Stack, isBehindDigit: boolean): string {
  if (lower === '' && type !== '^') return upper;
  // A fraction behind a whole number is smaller on paper: `1 1/2`.
  const isFraction = type !== '^' && isBehindDigit && /^\d/.test(upper);
  return `${isFraction ? ' ' : ''}${upper}${type}${lower}`;
}

/** Index of the semicolon that ends a stack; an escaped one belongs to it. */
function stackEnd(source: string, from: number): number {
  for (let at = from; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === ';') return at;
  }
  return source.length;
}

function parseStack(content: string): Stack {
  let upper = '';
  for (let at = 0; at < content.length; at++) {
    const char = content[at] ?? '';
    if (char === '\\') {
      at++;
      upper += content[at] ?? '';
    } else if (char === '/' || char === '#' || char === '^') {
      const lower = content.slice(at + 1).replace(/\\(.)/g, '$1');
      return { upper: upper.trim(), lower: lower.trim(), type: char };
    } else upper += char;
  }
  return { upper: upper.trim(), lower: '', type: '/' };
}
