import { inflateSync } from 'node:zlib';

/** Bytes of object streams that are unpacked in search of layers, packed and unpacked. */
const mostBytes = 32 * 1024 * 1024;

/**
 * Names of the layers (optional content groups) that the document's default configuration turns off. A name that a shown layer has too counts as
 * shown. Read from the objects as they lie in the file, in object streams too; strings of encrypted documents cannot be read, and none is hidden.
 */
export function hiddenLayerNames(bytes: Uint8Array): ReadonlySet<string> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.includes('/Encrypt')) return new Set();
  const text = [file.toString('latin1'), ...objectStreams(file)].join('\n');
  const objects = objectsIn(text);
  const configuration = configurationIn(text, objects);
  if (configuration === null) return new Set();
  const groups = groupsIn(objects);
  const off = new Set(listed(configuration, 'OFF'));
  const on = new Set(listed(configuration, 'ON'));
  const allOff = /\/BaseState\s*\/OFF\b/.test(configuration);
  const hidden = new Set<string>();
  const shown = new Set<string>();
  for (const [number, name] of groups) (off.has(number) || (allOff && !on.has(number)) ? hidden : shown).add(name);
  for (const name of shown) hidden.delete(name);
  return hidden;
}

/** The default configuration, `/D` of `/OCProperties`; the last revision of the file counts. */
function configurationIn(text: string, objects: ReadonlyMap<number, string>): string | null {
  const key = '/OCProperties';
  const start = text.lastIndexOf(key);
  const properties = start < 0 ? null : dictionaryAt(text, start + key.length, objects);
  const inner = properties === null ? null : /\/D\s*(?=<<|\d+\s+\d+\s+R)/.exec(properties);
  return properties !== null && inner ? dictionaryAt(properties, inner.index + inner[0].length, objects) : null;
}

/** The dictionary at a place of the text, or the object that is referred to there. */
function dictionaryAt(text: string, at: number, objects: ReadonlyMap<number, string>): string | null {
  const reference = /^\s*(\d+)\s+\d+\s+R/.exec(text.slice(at, at + 40))?.[1];
  return reference === undefined ? dictionaryText(text, at) : (objects.get(Number(reference)) ?? null);
}

/** From `<<` to the `>>` that closes it; strings with such marks do not occur in these dictionaries. */
function dictionaryText(text: string, at: number): string | null {
  const start = text.indexOf('<<', at);
  if (start < 0 || text.slice(at, start).trim() !== '') return null;
  let depth = 0;
  const marks = /<<|>>/g;
  marks.lastIndex = start;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    depth += mark[0] === '<<' ? 1 : -1;
    if (depth === 0) return text.slice(start, mark.index + 2);
    if (mark.index - start > longestDictionary) return null;
  }
  return null;
}

const longestDictionary = 1024 * 1024;

function listed(configuration: string, key: 'ON' | 'OFF'): number[] {
  const list = new RegExp(`/${key}\\s*\\[([^\\]]*)\\]`).exec(configuration)?.[1] ?? '';
  return [...list.matchAll(/(\d+)\s+\d+\s+R/g)].map((match) => Number(match[1]));
}

/** Numbers of the layers with their names. */
function groupsIn(objects: ReadonlyMap<number, string>): Map<number, string> {
  const groups = new Map<number, string>();
  for (const [number, dictionary] of objects) {
    if (!/\/Type\s*\/OCG(?![A-Za-z])/.test(dictionary)) continue;
    const name = stringOf(dictionary);
    if (name !== null) groups.set(number, name);
  }
  return groups;
}

/** Objects that are dictionaries, by number; of an object that was revised the last one. */
function objectsIn(text: string): Map<number, string> {
  const objects = new Map<number, string>();
  for (const match of text.matchAll(/(?<![\d])(\d{1,9})\s+\d{1,5}\s+obj\s*(?=<<)/g)) {
    const dictionary = dictionaryText(text, match.index + match[0].length);
    if (dictionary !== null) objects.set(Number(match[1]), dictionary);
  }
  return objects;
}

function stringOf(dictionary: string): string | null {
  const hexadecimal = /\/Name\s*<([\dA-Fa-f\s]*)>/.exec(dictionary)?.[1];
  if (hexadecimal !== undefined) return decoded(Buffer.from(hexadecimal.replace(/\s/g, ''), 'hex'));
  const literal = /\/Name\s*\(((?:\\[\s\S]|[^\\)])*)\)/.exec(dictionary)?.[1];
  if (literal === undefined) return null;
  const bytes = literal.replace(/\\(\d{1,3}|[\s\S])/g, (_, escaped: string) =>
    /^\d/.test(escaped) ? String.fromCharCode(parseInt(escaped, 8)) : (controls[escaped] ?? escaped),
  );
  return decoded(Buffer.from(bytes, 'latin1'));
}

const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** UTF-16 with its mark, else one byte a letter. */
function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length & ~1))
      .swap16()
      .toString('utf16le');
  return bytes.toString('latin1');
}

/** What object streams hold, written as if the objects stood in the file: `12 0 obj <<...>>`. */
function objectStreams(file: Buffer): string[] {
  const found: string[] = [];
  let budget = mostBytes;
  for (let at = file.indexOf('/ObjStm'); at >= 0 && budget > 0; at = file.indexOf('/ObjStm', at + 1)) {
    const start = file.indexOf('stream', at);
    const end = file.indexOf('endstream', start);
    if (start < 0 || end < 0) break;
    const dictionary = file.toString('latin1', Math.max(0, file.lastIndexOf('obj', at)), start);
    const from = start + (file[start + 6] === 0x0d ? 8 : 7);
    const first = Number(/\/First\s+(\d+)/.exec(dictionary)?.[1]);
    const content = unpacked(file.subarray(from, end), budget);
    if (content === null || !Number.isInteger(first)) continue;
    budget -= content.length + end - from;
    found.push(asObjects(content, first));
  }
  return found;
}

function unpacked(stream: Buffer, most: number): string | null {
  try {
    return inflateSync(stream, { maxOutputLength: most }).toString('latin1');
  } catch {
    // Broken, packed otherwise or not at all.
    return null;
  }
}

function asObjects(content: string, first: number): string {
  const numbers = content.slice(0, first).trim().split(/\s+/).map(Number);
  const objects: string[] = [];
  for (let index = 0; index + 1 < numbers.length; index += 2) {
    const [number = 0, offset = 0, next] = [numbers[index], numbers[index + 1], numbers[index + 3]];
    objects.push(`${number} 0 obj ${content.slice(first + offset, next === undefined ? undefined : first + next)}`);
  }
  return objects.join('\n');
}
