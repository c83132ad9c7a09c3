import { readPsbDouble } from './psb-double.js';
import { readPsbInteger } from './psb-integer.js';

/** The four arrays of an ND section. */
export interface PsbArrays {
  readonly types: string;
  readonly integers: readonly number[];
  readonly doubles: readonly (number | null)[];
  readonly strings: readonly string[];
}

/** Array tags: `e0 <type> <name> 00 f8 <count>`, in this order; the scalars may be missing. */
export function splitArrays(payload: Uint8Array): PsbArrays | null {
  const types = findArray(payload, '\xe0\x04type_har\0', 0);
  if (types === null) return null;
  const spelled = readTypes(payload, types);
  const integers = findArray(payload, '\xe0\x01int_har\0', spelled.end);
  if (integers === null) return null;
  const doubles = findArray(payload, '\xe0\x02double_xar\0', integers.at);
  const strings = findArray(payload, '\xe0\x03string_xar\0', doubles?.at ?? integers.at);
  if (strings === null) return null;
  return {
    types: spelled.letters,
    integers: readIntegers(payload, integers),
    doubles: doubles === null ? [] : readDoubles(payload, doubles),
    strings: readStrings(payload, strings),
  };
}

interface CountedArray {
  readonly at: number;
  readonly count: number;
}

function findArray(payload: Uint8Array, tag: string, from: number): CountedArray | null {
  const found = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).indexOf(tag, from, 'latin1');
  if (found < 0) return null;
  const at = found + tag.length;
  if (payload[at] !== 0xf8) return null;
  const count = readPsbInteger(payload, at + 1);
  return count === null ? null : { at: at + 1 + count.size, count: count.value };
}

/** `e4` to `ef` repeat the item before them: `e4` once more, `e5` twice more, and so on. */
function repeats(byte: number): number {
  return byte >= 0xe4 && byte <= 0xef && byte !== 0xeb ? byte - 0xe3 : 0;
}

function readTypes(payload: Uint8Array, { at, count }: CountedArray): { letters: string; end: number } {
  let letters = '';
  while (letters.length < count && at < payload.length) {
    const byte = payload[at] ?? 0;
    at += 1;
    const again = repeats(byte);
    letters += again > 0 ? letters.slice(-1).repeat(again) : String.fromCharCode(byte);
  }
  return { letters, end: at };
}

function readIntegers(payload: Uint8Array, { at, count }: CountedArray): number[] {
  const values: number[] = [];
  while (values.length < count && at < payload.length) {
    const again = repeats(payload[at] ?? 0);
    if (again > 0) {
      const last = values.at(-1) ?? 0;
      for (let index = 0; index < again; index += 1) values.push(last);
      at += 1;
      continue;
    }
    const integer = readPsbInteger(payload, at);
    if (integer === null) return values;
    values.push(integer.value);
    at += integer.size;
  }
  return values;
}

/** Scalars up to the first of a form that is not known: where it ends is not known either. */
function readDoubles(payload: Uint8Array, { at, count }: CountedArray): (number | null)[] {
  const values: (number | null)[] = [];
  while (values.length < count && at < payload.length) {
    const byte = payload[at] ?? 0;
    const again = repeats(byte);
    if (again > 0) {
      const last = values.at(-1) ?? null;
      for (let index = 0; index < again; index += 1) values.push(last);
      at += 1;
      continue;
    }
    // A default that is no number; one byte, like the constants.
    if (byte === 0x10) {
      values.push(null);
      at += 1;
      continue;
    }
    const scalar = readPsbDouble(payload, at);
    if (scalar === null) return values;
    values.push(scalar.value);
    at += scalar.size;
  }
  return values;
}

function readStrings(payload: Uint8Array, { at, count }: CountedArray): string[] {
  const strings: string[] = [];
  const decoder = new TextDecoder('utf-8');
  while (strings.length < count) {
    const end = payload.indexOf(0, at);
    if (end < 0) return strings;
    strings.push(decoder.decode(payload.subarray(at, end)));
    at = end + 1;
  }
  return strings;
}
