import { latin1 } from './ugc.js';

/**
 * The strings of a file of Pro/ENGINEER before its sections became binary (releases up to 2001): `#P_OBJECT <schema>` behind the header, then text in which
 * `@<name> <id> <type>` declares an attribute and `<depth> <id> <value>` gives it a value; type 10 is a string. Declarations hold until an id is declared anew.
 */
export interface LegacyText {
  /** Values of an attribute in the order of the file. */
  strings(name: string): readonly string[];
}

const mark = '#P_OBJECT ';
const stringType = '10';
/** The search is line by line over all of the text. */
const mostBytes = 64 * 1024 * 1024;

/** Null for a file of a later release. */
export function readLegacyText(bytes: Uint8Array, baseOffset: number): LegacyText | null {
  if (!latin1(bytes.subarray(baseOffset, baseOffset + mark.length)).startsWith(mark)) return null;
  const names = new Map<string, string>();
  const found = new Map<string, string[]>();
  const text = latin1(bytes.subarray(baseOffset, baseOffset + mostBytes));
  for (const [, name, id, type, reference, value] of text.matchAll(line)) {
    if (name !== undefined && id !== undefined) {
      if (type === stringType) names.set(id, name);
      else names.delete(id);
      continue;
    }
    const of = reference === undefined ? undefined : names.get(reference);
    const string = value?.trim() ?? '';
    if (of === undefined || string === '' || string === 'NULL') continue;
    found.set(of, [...(found.get(of) ?? []), string]);
  }
  return { strings: (name) => found.get(name) ?? [] };
}

const line = /^[ \t]*(?:@(\S+) (\d+) (\d+)|\d+ (\d+) ([^\r\n]*))[ \t]*\r?$/gm;

/** What all values of an attribute agree on; null where there is none, or where they do not. */
export function onlyString(text: LegacyText | null, name: string): string | null {
  const [first, ...others] = text?.strings(name) ?? [];
  return first === undefined || others.some((other) => other !== first) ? null : first;
}
