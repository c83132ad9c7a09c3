import { bytesOfKey, hasRawBytes } from '../../queues/contract/storage-key.js';
import { codePageOf } from '../cad/step/code-page.js';

/**
 * A storage key with the words of its names: those that are no UTF-8 are read as a whole in the code page that they look like, for some of their
 * bytes may be UTF-8 by chance. A guess, for search, links and people; the file is found by its key.
 */
export function readableKey(key: string): string {
  if (!hasRawBytes(key)) return key;
  const names = key.split('/');
  const foreign = Uint8Array.from(names.filter(hasRawBytes).flatMap((name) => [...bytesOfKey(name)]));
  const decoder = new TextDecoder(areCyrillicWords(foreign) ? 'windows-1251' : codePageOf(foreign));
  return names.map((name) => (hasRawBytes(name) ? decoder.decode(bytesOfKey(name)) : name)).join('/');
}

/** Names are short: three pairs of letters could be Chinese too, whose characters have leads below 0xC0 as well. */
function areCyrillicWords(bytes: Uint8Array): boolean {
  const isLetters = bytes.every((byte) => byte < 0x80 || isLetter(byte));
  return (
    isLetters && bytes.some((_, at) => bytes.subarray(at, at + 3).length === 3 && bytes.subarray(at, at + 3).every(isLetter))
  );
}

/** Cyrillic letters of Windows-1251, both ё among them, and the number sign. */
function isLetter(byte: number): boolean {
  return byte >= 0xc0 || byte === 0xa8 || byte === 0xb8 || byte === 0xb9;
}
