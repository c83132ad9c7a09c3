import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import type { ExportColumn, ExportRow } from '../postgres/export-rows.js';
import { csvLine } from './csv.js';
import { writeParquet } from './parquet.js';

export const exportFormats = ['csv', 'jsonl', 'parquet'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/**
 * Writes a table to a file, page by page. The file appears under its name when it is whole.
 * @returns rows written
 */
export async function writeTable(
  path: string,
  format: ExportFormat,
  columns: readonly ExportColumn[],
  pages: AsyncIterable<ExportRow[]>,
): Promise<number> {
  const part = `${path}.part`;
  const rows = await (format === 'parquet' ? writeParquet(part, columns, pages) : writeLines(part, format, columns, pages));
  await rename(part, path);
  return rows;
}

async function writeLines(
  path: string,
  format: 'csv' | 'jsonl',
  columns: readonly ExportColumn[],
  pages: AsyncIterable<ExportRow[]>,
): Promise<number> {
  const names = columns.map(({ name }) => name);
  const lineOf = (row: ExportRow): string =>
    format === 'csv' ? csvLine(names.map((name) => row[name])) : `${JSON.stringify(row)}\n`;
  const stream = createWriteStream(path);
  const closed = finished(stream);
  // A failed disk is told by `closed`; unheard before that it would end the process.
  closed.catch(() => undefined);
  let rows = 0;
  if (format === 'csv') stream.write(csvLine(names));
  for await (const page of pages) {
    rows += page.length;
    if (!stream.write(page.map(lineOf).join(''))) await Promise.race([once(stream, 'drain'), closed]);
  }
  stream.end();
  await closed;
  return rows;
}
