/** Builds Creo files for tests: the container, LZW sections and ND object trees, from the outside in. */

export interface TestSection {
  readonly name: string;
  readonly payload: Uint8Array;
  readonly compressed?: boolean;
}

export interface TestFile {
  readonly magic?: string;
  readonly commonName?: string;
  readonly product?: string;
  readonly sections: readonly TestSection[];
}

export function creoFile({ magic = 'PART', commonName = 'bracket.prt', product, sections }: TestFile): Uint8Array {
  const cmnm = `${commonName.length.toString(16).padStart(3, '0')}${commonName}`;
  const header = `#UGC:2 ${magic} 2063 1760 805 1 1 15 4000 1 000002cc \\\n#- VERS 0 0   \\\n#- CMNM ${cmnm}   \\\n#-END_OF_UGC_HEADER\n`;
  const productLine = `#${product ?? 'Creo  TM  9.0  (c) 2025 by PTC Inc.  All Rights Reserved. 9.0.8.0'}\n`;
  const width = 81;
  const tableSize = productLine.length + width * (sections.length + 1);
  const parts = sections.map(({ name, payload, compressed = false }) => {
    const stored = compressed ? compressLzw(payload) : payload;
    return { name, expanded: payload.length, bytes: Buffer.concat([Buffer.from(`#${name}\n`), stored]) };
  });
  let offset = tableSize;
  const rows = parts.map(({ name, expanded, bytes }) => {
    const row = `${name} ${offset.toString(16)} ${bytes.length.toString(16)} ${expanded.toString(16)} 2063 a 1 34c5 90ee`;
    offset += bytes.length;
    return `${row.padEnd(width - 1, '#')}\n`;
  });
  const table = `${`#UGC_TOC 2 ${parts.length} ${width} 17`.padEnd(width - 1, '#')}\n${rows.join('')}`;
  return Buffer.concat([Buffer.from(header + productLine + table, 'latin1'), ...parts.map(({ bytes }) => bytes)]);
}

/** Unix `compress` without clear codes: plain LZW, widths 9 to 16, groups of eight codes. */
export function compressLzw(bytes: Uint8Array, maxWidth = 16): Uint8Array {
  const out: number[] = [0x1f, 0x9d, 0x80 | maxWidth];
  let group: number[] = [];
  let width = 9;
  const flush = (): void => {
    let bits = 0n;
    group.forEach((code, index) => (bits |= BigInt(code) << BigInt(index * width)));
    const size = Math.ceil((group.length * width) / 8);
    for (let index = 0; index < size; index += 1) out.push(Number((bits >> BigInt(index * 8)) & 0xffn));
    group = [];
  };
  const table = new Map<string, number>();
  let free = 257;
  let current = '';
  const emit = (code: number): void => {
    group.push(code);
    if (group.length === 8) flush();
  };
  const codeOf = (text: string): number => (text.length === 1 ? text.charCodeAt(0) : (table.get(text) ?? 0));
  for (const byte of bytes) {
    const next = current + String.fromCharCode(byte);
    if (next.length === 1 || table.has(next)) {
      current = next;
      continue;
    }
    emit(codeOf(current));
    // Before the entry of this code is added: the reader, one entry behind, sees the same number before its next code.
    if (free > (1 << width) - 1 && width < maxWidth) {
      const unused = group.length === 0 ? 0 : 8 - group.length;
      if (unused > 0) {
        group.push(...Array.from({ length: unused }, () => 0));
        flush();
      }
      width += 1;
    }
    if (free < 1 << maxWidth) {
      table.set(next, free);
      free += 1;
    }
    current = String.fromCharCode(byte);
  }
  if (current !== '') emit(codeOf(current));
  if (group.length > 0) flush();
  return Uint8Array.from(out);
}

export type TreeInput =
  number | string | null | { real: number } | { type: string; fields: Record<string, TreeInput> } | TreeInput[];

/** An ND section that spells the tree, with every scalar in its eight-byte form. */
export function ndSection(root: TreeInput): Uint8Array {
  let letters = '';
  const integers: number[] = [];
  const doubles: number[] = [];
  const strings: string[] = [];
  const intern = (text: string): number => {
    if (!strings.includes(text)) strings.push(text);
    return strings.indexOf(text);
  };
  const write = (value: TreeInput): void => {
    if (value === null) letters += 'N';
    else if (typeof value === 'number') {
      letters += 'F';
      integers.push(value);
    } else if (typeof value === 'string') {
      letters += 'I';
      integers.push(intern(value));
    } else if (Array.isArray(value)) {
      letters += 'P';
      integers.push(value.length);
      for (const element of value) {
        letters += 'Q';
        write(element);
      }
      letters += 'R';
    } else if ('real' in value) {
      letters += 'H';
      doubles.push(value.real);
    } else {
      letters += 'M';
      integers.push(intern(value.type));
      for (const [name, field] of Object.entries(value.fields)) {
        letters += 'O';
        integers.push(intern(name));
        write(field);
      }
      letters += 'C';
    }
  };
  write(root);
  return Buffer.concat([
    Buffer.from('\xe0\x00PSB_Tokens\0\xe2\xe0\x01format\0\0', 'latin1'),
    Buffer.from('\xe0\x04type_har\0\xf8', 'latin1'),
    psbInteger(letters.length),
    Buffer.from(letters),
    Buffer.from('\xe0\x01int_har\0\xf8', 'latin1'),
    psbInteger(integers.length),
    ...integers.map(psbInteger),
    ...(doubles.length === 0
      ? []
      : [
          Buffer.from('\xe0\x02double_xar\0\xf8', 'latin1'),
          psbInteger(doubles.length),
          ...doubles.map((value) => psbDouble(value)),
        ]),
    Buffer.from('\xe0\x03string_xar\0\xf8', 'latin1'),
    psbInteger(strings.length),
    Buffer.from(strings.map((text) => `${text}\0`).join('')),
    Buffer.from([0xf1]),
  ]);
}

export function psbInteger(value: number): Buffer {
  if (value === -1) return Buffer.from([0xf6]);
  if (value < 0) return Buffer.concat([Buffer.from([0xf5]), psbInteger(-value)]);
  if (value < 0x80) return Buffer.from([value]);
  if (value < 0x4000) return Buffer.from([0x80 | (value >> 8), value & 0xff]);
  if (value < 0x200000) return Buffer.from([0xc0 | (value >> 16), (value >> 8) & 0xff, value & 0xff]);
  const bytes = Buffer.alloc(5, 0xeb);
  bytes.writeUInt32BE(value, 1);
  return bytes;
}

const leads = new Map([
  [0x3e, 0x23],
  [0x3f, 0x28],
  [0x40, 0x2d],
  [0xbe, 0x3c],
  [0xbf, 0x41],
  [0xc0, 0x46],
]);

/** The eight-byte form; for 0 and 1 the constants. Throws for magnitudes that have no known form. */
export function psbDouble(value: number): Buffer {
  if (value === 0) return Buffer.from([0x18]);
  if (value === 1) return Buffer.from([0x0f]);
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  const lead = leads.get(bytes[0] ?? 0);
  if (lead === undefined) throw new RangeError(`no known form for ${value}`);
  bytes[0] = lead;
  return bytes;
}

/** `e0 <type> <name> 00`, the tag of a named field. */
export function tag(type: number, name: string): Buffer {
  return Buffer.concat([Buffer.from([0xe0, type]), Buffer.from(`${name}\0`)]);
}
