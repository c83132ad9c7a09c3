import { expandLzw } from './lzw.js';
import { latin1 } from './ugc.js';

/** A named section of a Creo file, as the table of contents states it. */
export interface Section {
  readonly name: string;
  /** First byte of the section's own `#name` line, from the start of the file. */
  readonly start: number;
  /** Bytes in the file, the `#name` line included. */
  readonly storedSize: number;
  /** Bytes after expansion; equal to the payload where the section is not compressed. */
  readonly expandedSize: number;
}

export interface SectionTable {
  readonly sections: readonly Section[];
  readonly warnings: readonly string[];
}

const ROW = /^(\S+(?: \d+)?) ([0-9a-f]+) ([0-9a-f]+) ([0-9a-f]+) [0-9a-f]+ [0-9a-f]+ -?\d+ [0-9a-f]{4} [0-9a-f]{4}#*$/;
const TABLE_LIMIT = 200;

/**
 * Follows the chain of `#UGC_TOC` tables. Offsets are hexadecimal and relative to `baseOffset`. Rows that point outside of the file
 * are left out and named in the warnings, so a truncated file still yields the sections it holds.
 */
export function readSections(bytes: Uint8Array, baseOffset: number): SectionTable {
  const sections: Section[] = [];
  const warnings: string[] = [];
  let tableStart: number | null = findTable(bytes, baseOffset);
  const seen = new Set<number>();
  while (tableStart !== null && !seen.has(tableStart) && seen.size < TABLE_LIMIT) {
    seen.add(tableStart);
    const table = readTable(bytes, tableStart);
    tableStart = null;
    for (const row of table) {
      const start = baseOffset + row.offset;
      if (row.name === 'NEXT_TOC_ENTRY') {
        tableStart = start < bytes.length ? start : null;
        if (tableStart === null) warnings.push('the next table of contents lies beyond the end of the file');
        continue;
      }
      if (start + row.storedSize > bytes.length) {
        warnings.push(`section ${row.name} lies beyond the end of the file`);
        continue;
      }
      sections.push({ name: row.name, start, storedSize: row.storedSize, expandedSize: row.expandedSize });
    }
  }
  if (seen.size === 0) warnings.push('no table of contents');
  return { sections, warnings };
}

/** The payload of a section, expanded where it is compressed; null where it cannot be expanded or the `#name` line is not there. */
export function sectionPayload(bytes: Uint8Array, section: Section): Uint8Array | null {
  const stored = bytes.subarray(section.start, section.start + section.storedSize);
  if (stored[0] !== 0x23) return null;
  const lineEnd = stored.indexOf(0x0a);
  if (lineEnd < 0) return null;
  const payload = stored.subarray(lineEnd + 1);
  if (payload[0] === 0x1f && payload[1] === 0x9d) return expandLzw(payload, section.expandedSize);
  return payload;
}

interface Row {
  readonly name: string;
  readonly offset: number;
  readonly storedSize: number;
  readonly expandedSize: number;
}

function findTable(bytes: Uint8Array, from: number): number | null {
  const at = latin1(bytes.subarray(from, from + 4096)).indexOf('#UGC_TOC');
  return at < 0 ? null : from + at;
}

/** `#UGC_TOC <version> <rows> <row width> ...`, then that many rows padded with `#` to the row width (newline included). */
function readTable(bytes: Uint8Array, tableStart: number): Row[] {
  const head = latin1(bytes.subarray(tableStart, tableStart + 160));
  const counts = /^#UGC_TOC \d+ (\d+) (\d+)/.exec(head);
  if (counts === null) return [];
  const rowCount = Number(counts[1]);
  const rowWidth = Number(counts[2]);
  const text = latin1(bytes.subarray(tableStart, tableStart + (rowCount + 2) * (rowWidth + 2)));
  return text
    .split('\n')
    .slice(1, rowCount + 1)
    .flatMap((line) => {
      const row = ROW.exec(line.trimEnd());
      if (row === null) return [];
      const [, name = '', offset = '', stored = '', expanded = ''] = row;
      return [
        {
          name: name.replace(' ', '#'),
          offset: Number.parseInt(offset, 16),
          storedSize: Number.parseInt(stored, 16),
          expandedSize: Number.parseInt(expanded, 16),
        },
      ];
    });
}
