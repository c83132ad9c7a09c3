import { ParquetWriter, fileWriter, schemaFromColumnData } from 'hyparquet-writer';
import type { ExportColumn, ExportRow } from '../postgres/export-rows.js';

const parquetTypes = {
  boolean: 'BOOLEAN',
  integer: 'INT64',
  number: 'DOUBLE',
  text: 'STRING',
  time: 'TIMESTAMP',
  json: 'STRING',
} as const satisfies Record<ExportColumn['type'], string>;

/** Rows per row group: what is held in memory, and what a reader can skip at once. */
const groupRows = 50_000;

/**
 * Writes one Parquet file, compressed with Snappy. Every column may be null; JSON is text.
 * @returns rows written
 */
export async function writeParquet(
  path: string,
  columns: readonly ExportColumn[],
  pages: AsyncIterable<ExportRow[]>,
): Promise<number> {
  const columnsOf = (rows: readonly ExportRow[]) =>
    columns.map(({ name, type }) => ({
      name,
      type: parquetTypes[type],
      nullable: true,
      data: rows.map((row) => valueOf(row[name], type)),
    }));
  const writer = new ParquetWriter({ writer: fileWriter(path), schema: schemaFromColumnData({ columnData: columnsOf([]) }) });
  let written = 0;
  let group: ExportRow[] = [];
  const flush = async (): Promise<void> => {
    if (group.length === 0) return;
    await writer.write({ columnData: columnsOf(group), rowGroupSize: groupRows });
    written += group.length;
    group = [];
  };
  for await (const rows of pages) {
    group = group.concat(rows);
    if (group.length >= groupRows) await flush();
  }
  await flush();
  await writer.finish();
  return written;
}

function valueOf(value: unknown, type: ExportColumn['type']): unknown {
  if (value === null || value === undefined) return null;
  switch (type) {
    case 'integer':
      return BigInt(value as number);
    case 'number':
      return Number(value);
    case 'json':
      return JSON.stringify(value);
    case 'text':
      return typeof value === 'string' ? value : JSON.stringify(value);
    case 'boolean':
    case 'time':
      return value;
  }
}
