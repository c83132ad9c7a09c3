import iconv from 'iconv-lite';

export type Tag = readonly [code: number, value: string | number];

export type DxfVersion = 'AC1009' | 'AC1015' | 'AC1032';

/** How the text of a file is stored. `utf8-claims-1252`: the header names a code page that the bytes do not follow, as some exporters do. */
export type CodePage = 'ANSI_1252' | 'dos932' | 'utf8' | 'utf8-claims-1252';

export interface Encoding {
  readonly version: DxfVersion;
  readonly binary: boolean;
  readonly codePage: CodePage;
  readonly lineEnd: '\n' | '\r\n';
}

/** Writes tags as ASCII or binary DXF (AutoCAD DXF Reference, "ASCII/Binary DXF Files"). */
export class TagWriter {
  readonly encoding: Encoding;
  readonly #chunks: Buffer[] = [];
  #text = '';

  constructor(encoding: Encoding) {
    this.encoding = encoding;
    if (encoding.binary) this.#chunks.push(Buffer.from('AutoCAD Binary DXF\r\n\x1a\0', 'latin1'));
  }

  write(...tags: readonly Tag[]): void {
    for (const [code, value] of tags) {
      if (this.encoding.binary) this.#chunks.push(this.#binaryTag(code, value));
      else this.#text += `${String(code).padStart(3)}${this.encoding.lineEnd}${asciiValue(code, value)}${this.encoding.lineEnd}`;
    }
  }

  finish(): Buffer {
    return this.encoding.binary ? Buffer.concat(this.#chunks) : this.#encode(this.#text);
  }

  #encode(text: string): Buffer {
    const { codePage } = this.encoding;
    if (codePage === 'utf8' || codePage === 'utf8-claims-1252') return Buffer.from(text, 'utf8');
    const name = codePage === 'dos932' ? 'cp932' : 'cp1252';
    // DXF writes what the code page lacks as \U+XXXX.
    const escaped = /^[\x00-\x7f]*$/.test(text)
      ? text
      : Array.from(text)
          .map((character) =>
            iconv.decode(iconv.encode(character, name), name) === character ? character : escapeCodePoint(character),
          )
          .join('');
    return iconv.encode(escaped, name);
  }

  #binaryTag(code: number, value: string | number): Buffer {
    const group = this.#binaryCode(code);
    const kind = kindOf(code);
    if (kind === 'string') return Buffer.concat([group, this.#encode(String(value)), Buffer.from([0])]);
    if (kind === 'chunk') {
      const chunk = Buffer.from(String(value), 'hex');
      return Buffer.concat([group, Buffer.from([chunk.length]), chunk]);
    }
    const number = Number(value);
    const bytes = Buffer.alloc({ double: 8, int16: 2, int32: 4, bool: 1 }[kind]);
    if (kind === 'double') bytes.writeDoubleLE(number);
    else if (kind === 'int16') bytes.writeInt16LE(number);
    else if (kind === 'int32') bytes.writeInt32LE(number);
    else bytes.writeUInt8(number);
    return Buffer.concat([group, bytes]);
  }

  #binaryCode(code: number): Buffer {
    const wide = Buffer.alloc(2);
    wide.writeUInt16LE(code);
    if (this.encoding.version !== 'AC1009') return wide;
    // Before R13 a group code is one byte; 255 announces a wide one.
    return code < 255 ? Buffer.from([code]) : Buffer.concat([Buffer.from([255]), wide]);
  }
}

/** `chunk`: up to 255 bytes, given and written to text files in hexadecimal. */
type Kind = 'string' | 'double' | 'int16' | 'int32' | 'bool' | 'chunk';

/** Value type by group code (DXF Reference, "Group Code Value Types"). */
export function kindOf(code: number): Kind {
  if (
    (code >= 10 && code <= 59) ||
    (code >= 110 && code <= 149) ||
    (code >= 210 && code <= 239) ||
    (code >= 460 && code <= 469) ||
    (code >= 1010 && code <= 1059)
  )
    return 'double';
  if (
    (code >= 60 && code <= 79) ||
    (code >= 170 && code <= 179) ||
    (code >= 270 && code <= 289) ||
    (code >= 370 && code <= 389) ||
    (code >= 400 && code <= 409)
  )
    return 'int16';
  if (code >= 1060 && code <= 1070) return 'int16';
  if ((code >= 90 && code <= 99) || (code >= 420 && code <= 429) || (code >= 440 && code <= 459) || code === 1071) return 'int32';
  if (code >= 290 && code <= 299) return 'bool';
  if (code >= 310 && code <= 319) return 'chunk';
  return 'string';
}

function asciiValue(code: number, value: string | number): string {
  if (typeof value === 'string') return value;
  switch (kindOf(code)) {
    case 'double':
      return doubleText(value);
    case 'string':
    case 'chunk':
      return String(value);
    default:
      return String(Math.round(value)).padStart(6);
  }
}

/** Ten decimals, as CAD systems write them, without trailing zeros but for the first. */
function doubleText(value: number): string {
  const fixed = value.toFixed(10).replace(/0+$/, '');
  const text = fixed.endsWith('.') ? `${fixed}0` : fixed;
  return text === '-0.0' ? '0.0' : text;
}

function escapeCodePoint(character: string): string {
  return `\\U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
