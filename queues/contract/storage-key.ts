/**
 * Storage keys are text, names on a Linux file system are bytes, and old shares hold names in the code page of their time. A byte that is no UTF-8
 * stands in a key as a code point of a private plane that no font and no document uses, U+F0080 for 0x80 to U+F00FF for 0xFF, so that the name can be had back from the key;
 * the bytes of a name that holds these code points itself are written the same way. Postgres and JSON take them, as they would take no lone
 * surrogate.
 */
const rawBytes = /[\u{f0080}-\u{f00ff}]/u;
const allRawBytes = /[\u{f0080}-\u{f00ff}]/gu;
const rawByteBase = 0xf0000;

/** A byte order mark is part of a name. */
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Whether a key, or a path made of one, holds bytes that are no UTF-8. */
export const hasRawBytes = (key: string): boolean => rawBytes.test(key);

/** The key of a name, or of a path, as the file system spells it. Different bytes have different keys. */
export function keyOfBytes(bytes: Uint8Array): string {
  const whole = decoded(bytes);
  if (whole !== null && !hasRawBytes(whole)) return whole;
  let key = '';
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes[at] ?? 0);
    const character = decoded(bytes.subarray(at, at + length));
    if (character !== null && !hasRawBytes(character)) {
      key += character;
      at += length;
    } else {
      key += String.fromCodePoint(rawByteBase + (bytes[at] ?? 0));
      at += 1;
    }
  }
  return key;
}

/** The name, or path, that a key stands for. */
export function bytesOfKey(key: string): Uint8Array {
  const parts = key.match(/[\u{f0080}-\u{f00ff}]+|[^\u{f0080}-\u{f00ff}]+/gu) ?? [];
  const bytes = parts.flatMap((part) => (hasRawBytes(part) ? Array.from(part, rawByteOf) : [...encoder.encode(part)]));
  return Uint8Array.from(bytes);
}

/** A key for people: `Gr\xF6\xDFe.pdf`. */
export function shownKey(key: string): string {
  return key.replaceAll(allRawBytes, (character) => `\\x${rawByteOf(character).toString(16).toUpperCase()}`);
}

const rawByteOf = (character: string): number => (character.codePointAt(0) ?? 0) - rawByteBase;

function decoded(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

/** Bytes of the UTF-8 sequence that begins with this one; 1 where none does. */
function sequenceLength(lead: number): number {
  if (lead >= 0xf0) return 4;
  if (lead >= 0xe0) return 3;
  return lead >= 0xc0 ? 2 : 1;
}
