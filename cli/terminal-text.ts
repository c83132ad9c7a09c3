import { shownKey } from '../queues/contract/storage-key.js';

/** Control characters, and those that turn the direction of writing: a newline would break a line of output, an escape sequence speak to the terminal. */
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Text out of an archive for a terminal: names of files may hold anything but a slash and a zero byte. */
export function onOneLine(text: string): string {
  return shownKey(text).replaceAll(
    controls,
    (character) => short[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
