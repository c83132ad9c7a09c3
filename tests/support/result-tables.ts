import type { Sql } from '../../adapters/postgres/connect.js';

/** Columns that say when, by whom or under which id a row was written, not what was found. */
const incidental = new Set([
  'id',
  'file_id',
  'metadata_id',
  'extraction_job_id',
  'cad_model_id',
  'group_id',
  'run_id',
  'created_at',
  'updated_at',
  'tsv',
]);

const byFile = [
  'extracted_metadata',
  'extracted_dimensions',
  'extracted_parameters',
  'extracted_materials',
  'extracted_bom_items',
  'extracted_text',
  'extracted_blocks',
  'document_group_members',
  'cad_models',
];

/** Every result row of a database by table, without ids and times, in an order that does not depend on who wrote it. */
export async function resultTables(
  sql: Sql,
  /** What of a row is compared. */
  compared: (row: Record<string, unknown>) => Record<string, unknown> = (row) => row,
): Promise<Record<string, string[]>> {
  const found = (row: Record<string, unknown>): [string, unknown][] =>
    Object.entries(compared(row))
      .filter(([column]) => !incidental.has(column))
      .sort(([a], [b]) => (a < b ? -1 : 1));
  const tables: Record<string, string[]> = {};
  for (const table of byFile) {
    const rows = await sql<{ storage_key: string; row: Record<string, unknown> }[]>`
      SELECT f.storage_key, to_jsonb(t) AS row FROM ${sql(table)} t JOIN files f ON f.id = t.file_id`;
    tables[table] = rows.map(({ storage_key, row }) => `${storage_key} ${JSON.stringify(found(row))}`).sort();
  }
  const groups = await sql<{ row: Record<string, unknown> }[]>`SELECT to_jsonb(g) - 'source_id' AS row FROM document_groups g`;
  tables['document_groups'] = groups.map(({ row }) => JSON.stringify(found(row))).sort();
  const jobs = await sql<{ row: unknown }[]>`
    SELECT jsonb_build_array(f.storage_key, j.job_type, j.status, j.skip_reason, j.error_class) AS row
    FROM extraction_jobs j JOIN files f ON f.id = j.file_id`;
  tables['extraction_jobs'] = jobs.map(({ row }) => JSON.stringify(row)).sort();
  return tables;
}
