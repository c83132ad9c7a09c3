import type { Sql } from '../../adapters/postgres/connect.js';
import { classifyName } from '../../processors/inventory/classify-name.js';
import { detectFormat } from '../../processors/inventory/detect-format.js';
import type { NamedFile } from './names.js';

const rowsPerInsert = 10_000;

/** Puts named files into `files` as an inventory would, in pages. Returns the run. */
export async function loadFiles(sql: Sql, uri: string, files: Iterable<NamedFile> | AsyncIterable<NamedFile>): Promise<number> {
  const [source] = await sql<{ id: number }[]>`INSERT INTO sources (uri) VALUES (${uri}) RETURNING id`;
  const [run] = await sql<{ id: number }[]>`INSERT INTO runs (source_id) VALUES (${source?.id ?? 0}) RETURNING id`;
  if (source === undefined || run === undefined) throw new Error('no run');
  const page: NamedFile[] = [];
  for await (const file of files) {
    page.push(file);
    if (page.length >= rowsPerInsert) await insert(sql, source.id, run.id, page.splice(0));
  }
  if (page.length > 0) await insert(sql, source.id, run.id, page);
  await sql`
    UPDATE files f SET is_latest = false
    FROM (SELECT source_id, creo_base, max(creo_version) AS version FROM files WHERE creo_base IS NOT NULL GROUP BY 1, 2) newest
    WHERE f.source_id = newest.source_id AND f.creo_base = newest.creo_base AND f.creo_version < newest.version`;
  await sql`ANALYZE files`;
  return run.id;
}

async function insert(sql: Sql, sourceId: number, runId: number, page: readonly NamedFile[]): Promise<void> {
  const rows = page.map(rowOf);
  await sql`
    INSERT INTO files (source_id, last_seen_run, storage_key, normalized_path, name, extension, detected_format, size, content_hash, creo_base,
      creo_version, status)
    SELECT ${sourceId}, ${runId}, r.storage_key, r.normalized_path, r.name, r.extension, r.format, 1, r.hash, r.creo_base, r.creo_version,
      r.status
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) AS r (storage_key TEXT, normalized_path TEXT, name TEXT, extension TEXT,
      format TEXT, hash TEXT, creo_base TEXT, creo_version INT, status TEXT)
    ON CONFLICT (source_id, storage_key) DO NOTHING`;
}

function rowOf(file: NamedFile): Readonly<Record<string, unknown>> {
  const { normalizedPath, name, extension, creoBase, creoVersion, junk } = classifyName(file.storageKey);
  return {
    storage_key: file.storageKey,
    normalized_path: normalizedPath,
    name,
    extension,
    format: file.format ?? detectFormat(new Uint8Array(), extension, name),
    hash: file.contentHash,
    creo_base: creoBase,
    creo_version: creoVersion,
    status: junk === null ? 'present' : 'junk',
  };
}
