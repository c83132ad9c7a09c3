import type { Sql } from './connect.js';

/** Tables that leave the database, one row per fact, each with the file it is from. Heavy and derived columns stay. */
export const exportedTables = {
  metadata: 'extracted_metadata',
  dimensions: 'extracted_dimensions',
  parameters: 'extracted_parameters',
  materials: 'extracted_materials',
  bom: 'extracted_bom_items',
  text: 'extracted_text',
  blocks: 'extracted_blocks',
  models: 'cad_models',
  groups: 'document_group_members',
  jobs: 'extraction_jobs',
} as const;
export type ExportedTable = keyof typeof exportedTables;

export interface ExportColumn {
  readonly name: string;
  readonly type: 'boolean' | 'integer' | 'number' | 'text' | 'time' | 'json';
}

export type ExportRow = Readonly<Record<string, unknown>>;

const leftOut = new Set(['tsv', 'raw_data', 'point_cloud', 'brep_genome', 'deepsdf_latent', 'face_grids', 'edge_grids']);
const pageRows = 2_000;

/** The columns of a table as the database has them now, led by the file's path. */
export async function exportColumns(sql: Sql, table: ExportedTable): Promise<ExportColumn[]> {
  const rows = await sql<{ name: string; type: string }[]>`
    SELECT column_name AS name, data_type AS type FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = ${exportedTables[table]} ORDER BY ordinal_position`;
  const own = rows.filter(({ name }) => !leftOut.has(name)).map(({ name, type }) => ({ name, type: typeOf(type) }));
  return [{ name: 'file', type: 'text' }, ...own];
}

/** Rows of a run's files in pages by key, so that a table of any size needs the memory of one page. */
export async function* exportPages(
  sql: Sql,
  table: ExportedTable,
  columns: readonly ExportColumn[],
  runId: number,
): AsyncGenerator<ExportRow[]> {
  const own = columns.slice(1).map(({ name }) => name);
  // Jobs belong to a run; facts belong to the files that the run saw.
  const ofRun = table === 'jobs' ? sql`t.run_id = ${runId}` : sql`f.last_seen_run = ${runId}`;
  for (let after = 0; ;) {
    const rows = await sql<(ExportRow & { id: number })[]>`
      SELECT f.storage_key AS file, ${sql(own.map((name) => `t.${name}`))}
      FROM ${sql(exportedTables[table])} t JOIN files f ON f.id = t.file_id
      WHERE ${ofRun} AND t.id > ${after} ORDER BY t.id LIMIT ${pageRows}`;
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageRows) return;
    after = last.id;
  }
}

function typeOf(type: string): ExportColumn['type'] {
  if (type === 'boolean') return 'boolean';
  if (/^(bigint|integer|smallint)$/u.test(type)) return 'integer';
  if (/^(double precision|real|numeric)$/u.test(type)) return 'number';
  if (type.startsWith('timestamp')) return 'time';
  return type === 'jsonb' || type === 'ARRAY' ? 'json' : 'text';
}
