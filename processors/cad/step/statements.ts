/** An entity instance of a STEP file: its number and the text behind `=`. */
export interface Statement {
  readonly id: number;
  /** Where its text begins. */
  readonly from: number;
  /** One character per byte. */
  readonly text: string;
}

const [quote, semicolon, hash, equals, openParenthesis] = [0x27, 0x3b, 0x23, 0x3d, 0x28];
const [underscore, zero, nine, upperA, upperZ] = [0x5f, 0x30, 0x39, 0x41, 0x5a];
const longestKeyword = 80;

/**
 * Entity instances of ISO 10303-21 whose keyword `isWanted`, and those of several keywords at once, `#1=(A()B());`, that `isWantedComplex` wants by their
 * text. The rest, nearly all of a file, is passed over without making strings of it. A semicolon in a string ends nothing.
 * @param bytes without comments, see `plain-text.ts`
 */
export function* statements(
  bytes: Uint8Array,
  isWanted: (keyword: string) => boolean,
  isWantedComplex: (text: string) => boolean,
): Generator<Statement> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let start = 0, end = statementEnd(buffer, 0); end >= 0; start = end + 1, end = statementEnd(buffer, start)) {
    const statement = readStatement(buffer, start, end, isWanted, isWantedComplex);
    if (statement !== null) yield statement;
  }
}

/** The semicolon that ends a statement, none in a string; -1 for a text that breaks off. */
export function statementEnd(buffer: Buffer, from: number): number {
  for (let at = from; at < buffer.length; at += 1) {
    const byte = buffer[at];
    if (byte === semicolon) return at;
    if (byte !== quote) continue;
    const end = buffer.indexOf(quote, at + 1);
    if (end < 0) return -1;
    at = end;
  }
  return -1;
}

function readStatement(
  buffer: Buffer,
  from: number,
  to: number,
  isWanted: (keyword: string) => boolean,
  isWantedComplex: (text: string) => boolean,
): Statement | null {
  let at = skipBlanks(buffer, from, to);
  if (buffer[at] !== hash) return null;
  const idStart = at + 1;
  while (at < to && buffer[at] !== equals) at += 1;
  const id = Number(buffer.toString('latin1', idStart, at));
  if (!Number.isSafeInteger(id)) return null;
  at = skipBlanks(buffer, at + 1, to);
  if (buffer[at] === openParenthesis) {
    const text = buffer.toString('latin1', at, to);
    return isWantedComplex(text) ? { id, from: at, text } : null;
  }
  let end = at;
  while (end < to && end - at < longestKeyword && isKeywordByte(buffer[end] ?? 0)) end += 1;
  return isWanted(buffer.toString('latin1', at, end)) ? { id, from: at, text: buffer.toString('latin1', at, to) } : null;
}

function skipBlanks(buffer: Buffer, from: number, to: number): number {
  let at = from;
  while (at < to && (buffer[at] ?? 0) <= 0x20) at += 1;
  return at;
}

function isKeywordByte(byte: number): boolean {
  return (byte >= upperA && byte <= upperZ) || byte === underscore || (byte >= zero && byte <= nine);
}
