import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { isAmbiguous, isMostlyUtf8, utf8Evidence } from './utf8-evidence.js';

/** `\M+nXXXX`: the digit names the double-byte code page (AutoCAD's MIF encoding). */
const mifPages: Readonly<Record<string, string>> = { '1': 'cp932', '2': 'cp950', '3': 'cp949', '4': 'cp949', '5': 'cp936' };

const escaped = /\\U\+([0-9A-Fa-f]{4})|\\M\+([1-5])([0-9A-Fa-f]{4})/g;

const doubleBytePages = new Set(['cp932', 'cp936', 'cp949', 'cp950']);

/** From AutoCAD 2007 on every string is UTF-8, whatever `$DWGCODEPAGE` says. */
const firstUtf8Version = 'AC1021';

/** iconv's name for a `$DWGCODEPAGE` such as `ANSI_1252`, `dos932`, `gb2312`. Unknown pages read as Windows-1252. */
export function encodingOf(codePage: string): string {
  const name = codePage.toLowerCase().replace(/[^a-z0-9]/g, '');
  const number = /^(?:ansi|dos|cp|windows|ibm|oem)?(\d{3,4})$/.exec(name)?.[1];
  if (number === '1361') return 'cp949';
  if (number !== undefined && iconv.encodingExists(`cp${number}`)) return `cp${number}`;
  if (name.startsWith('iso8859')) return `iso-8859-${name.slice(7)}`;
  if (name === 'johab' || name === 'ksc5601') return 'cp949';
  if (name === 'gb2312') return 'cp936';
  if (name === 'macroman' || name === 'mac') return 'macroman';
  return name !== '' && name !== 'ascii' && iconv.encodingExists(name) ? name : 'cp1252';
}

/** Replaces `\U+XXXX` and `\M+nXXXX`, which may stand in any string of a DXF file. */
export function decodeEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(escaped, (_, unicode: string | undefined, page: string | undefined, code: string | undefined) => {
    if (unicode !== undefined) return String.fromCharCode(parseInt(unicode, 16));
    const bytes = Buffer.from(code ?? '', 'hex');
    return iconv.decode(bytes[0] === 0 ? bytes.subarray(1) : bytes, mifPages[page ?? ''] ?? 'cp1252');
  });
}

/**
 * Turns bytes of one file into strings. UTF-8 wins when the whole file is valid, cut characters aside: some programs write
 * it under any `$DWGCODEPAGE`, and a file in another code page is not valid by accident once it holds more than a word or two.
 */
export class StringDecoder {
  /** `$ACADVER` and `$DWGCODEPAGE` as the header states them; empty when it does not. */
  version = '';
  codePage = '';
  private readonly bytes: Buffer;
  private readonly binary: boolean;
  private wholeIsUtf8: boolean | null = null;

  constructor(bytes: Buffer, binary: boolean) {
    this.bytes = bytes;
    this.binary = binary;
  }

  decode(start: number, end: number): string {
    const { bytes } = this;
    for (let at = start; at < end; at++) {
      if ((bytes[at] ?? 0) >= 0x80) return this.decodeBytes(bytes.subarray(start, end));
    }
    return decodeEscapes(bytes.toString('latin1', start, end));
  }

  /** A long string that is stored in pieces; a character may be cut between two of them. */
  decodePieces(ranges: readonly (readonly [start: number, end: number])[]): string {
    const [only] = ranges;
    if (only !== undefined && ranges.length === 1) return this.decode(only[0], only[1]);
    return this.decodeBytes(Buffer.concat(ranges.map(([start, end]) => this.bytes.subarray(start, end))));
  }

  /** The name of the encoding in force, for the facts. */
  get encoding(): string {
    return this.readsUtf8First() ? 'utf8' : encodingOf(this.codePage);
  }

  /** Text of the file that does not stand in it as a string. */
  decodeBytes(bytes: Buffer): string {
    const isText = this.readsUtf8First() && (isUtf8(bytes) || isMostlyUtf8(utf8Evidence(bytes)));
    return decodeEscapes(isText ? bytes.toString('utf8') : iconv.decode(bytes, encodingOf(this.codePage)));
  }

  private readsUtf8First(): boolean {
    if (this.version >= firstUtf8Version) return true;
    this.wholeIsUtf8 ??= this.wholeReadsAsUtf8();
    return this.wholeIsUtf8;
  }

  private wholeReadsAsUtf8(): boolean {
    const isDoubleByte = doubleBytePages.has(encodingOf(this.codePage));
    // A binary file is no UTF-8 text as a whole, so each string decides for itself.
    if (this.binary) return !isDoubleByte;
    if (isUtf8(this.bytes) && !isDoubleByte) return true;
    const evidence = utf8Evidence(this.bytes);
    return isMostlyUtf8(evidence) && !(isDoubleByte && isAmbiguous(evidence));
  }
}
