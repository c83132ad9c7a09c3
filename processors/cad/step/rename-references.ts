import { statements } from './statements.js';
import { decodeString } from './text.js';

const naming = /^(?:DOCUMENT_FILE|APPLIED_EXTERNAL_IDENTIFICATION_ASSIGNMENT)$/;

/** The text with other names of external files, where it refers to them; the same bytes where there are none. */
export function renameReferences(bytes: Buffer, names: ReadonlyMap<string, string>): Buffer {
  if (names.size === 0) return bytes;
  const pieces: Buffer[] = [];
  let at = 0;
  for (const { from, text } of statements(
    bytes,
    (keyword) => naming.test(keyword),
    () => false,
  )) {
    const renamed = text.replace(/'((?:[^']|'')*)'/g, (literal, written: string) => {
      const name = names.get(decodeString(written).trim());
      return name === undefined ? literal : `'${name}'`;
    });
    pieces.push(bytes.subarray(at, from), Buffer.from(renamed, 'latin1'));
    at = from + text.length;
  }
  return Buffer.concat([...pieces, bytes.subarray(at)]);
}
