/** An entity of an IGES file: its directory entry and its parameters, those of strings without their counts. */
export interface IgesEntity {
  readonly type: number;
  readonly form: number;
  /** Number of its directory entry. */
  readonly entry: number;
  readonly level: number;
  readonly color: number;
  readonly isBlanked: boolean;
  /** 0 stands by itself, 1 and 3 belong to another entity. */
  readonly subordinate: number;
  /** Behind the type; null for those that `isWanted` does not want. */
  readonly parameters: readonly string[] | null;
}

const [letterColumn, dataColumns, width] = [72, 64, 8];

/** IGES 5.3, sections 2.2.4.4 and 2.2.4.5. @param delimiters of the global section: between parameters, and behind a record */
export function readIgesEntities(
  bytes: Uint8Array,
  delimiters: readonly [parameter: string, record: string],
  isWanted: (type: number) => boolean,
): IgesEntity[] {
  const directory: string[] = [];
  const data: string[] = [];
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const line of view.toString('latin1').split(/\r\n|\r|\n/)) {
    if (line[letterColumn] === 'D') directory.push(line);
    else if (line[letterColumn] === 'P') data.push(line);
  }
  return Array.from({ length: Math.floor(directory.length / 2) }, (_, index) => {
    const [first, second] = [directory[2 * index] ?? '', directory[2 * index + 1] ?? ''];
    const type = field(first, 0);
    const status = first.slice(8 * width, 9 * width).padStart(width, '0');
    const from = field(first, 1) - 1;
    const text = isWanted(type)
      ? data
          .slice(from, from + Math.max(field(second, 3), 1))
          .map((line) => line.slice(0, dataColumns))
          .join('')
      : null;
    return {
      type,
      form: field(second, 4),
      entry: 2 * index + 1,
      level: field(first, 4),
      color: field(second, 2),
      isBlanked: status.slice(0, 2).trim() === '01',
      subordinate: Number(status.slice(2, 4)) || 0,
      parameters: text === null ? null : splitParameters(text, delimiters).slice(1),
    };
  });
}

function field(line: string, at: number): number {
  const value = Number(line.slice(at * width, (at + 1) * width));
  return Number.isFinite(value) ? value : 0;
}

/** Hollerith strings (`5HHELLO`) may contain the delimiters, so they are stepped over by their length. */
export function splitParameters(text: string, [delimiter, end]: readonly [string, string]): string[] {
  const parameters: string[] = [];
  let value = '';
  for (let at = 0; at < text.length;) {
    const hollerith = value.trim() === '' ? /^\s*(\d{1,6})H/.exec(text.slice(at, at + 16)) : null;
    if (hollerith !== null) {
      const start = at + hollerith[0].length;
      value = text.slice(start, start + Number(hollerith[1]));
      at = start + Number(hollerith[1]);
      continue;
    }
    const letter = text[at] ?? '';
    at += 1;
    if (letter === delimiter || letter === end) {
      parameters.push(value.trim());
      value = '';
      if (letter === end) return parameters;
    } else value += letter;
  }
  return [...parameters, value.trim()];
}
