import type { Sql } from '../../adapters/postgres/connect.js';
import { classifyName } from '../../processors/inventory/classify-name.js';
import { detectFormat } from '../../processors/inventory/detect-format.js';
import type { NamedFile } from './names.js';

const rowsPerInsert = 10_000;

/** Puts named files into `files` as an inventory would, in pages. Returns the run. */
export async function loadFiles(sql: Sql, files: Iterable<NamedFile>): Promise<number> {
  const [source] = await sql<{ id: number }[]>`INSERT INTO sources (uri) VALUES ('bench://link') RETURNING id`;
  const [run] = await sql<{ id: number }[]>`INSERT INTO runs (source_id) VALUES (${source?.id ?? 0}) RETURNING id`;
  if (source === undefined || run === undefined) throw new Error('no run');
  let page: NamedFile[] = [];
  for (const file of files) {
    page.push(file);
    if (page.length >= rowsPerInsert) await insert(sql, source.id, run.id, page.splice(0));
  }
  if (page.length > 0) await insert(sql, source.id, run.id, page);
  await sql`
    UPDATE files f SET is_latest = false
    FROM (SELECT creo_base, max(creo_version) AS version FROM files WHERE creo_base IS NOT NULL GROUP BY creo_base) newest
    WHERE f.creo_base = newest.creo_base AND f.creo_version < newest.version`;
  await sql`ANALYZE files`;
  return run.id;
}

async function insert(sql: Sql, sourceId: number, runId: number, page: readonly NamedFile[]): Promise<void> {
  const rows = page.map((file) => ({ ...classifyName(file.storageKey), storageKey: file.storageKey, hash: file.contentHash }));
  await sql`
    INSERT INTO files (source_id, last_seen_run, storage_key, normalized_path, name, extension, detected_format, size, content_hash, creo_base,
      creo_version)
    SELECT ${sourceId}, ${runId}, r."storageKey", r."normalizedPath", r.name, r.extension, r.format, 1, r.hash, r."creoBase", r."creoVersion"
    FROM jsonb_to_recordset(${JSON.stringify(
      rows.map((row) => ({ ...row, format: detectFormat(new Uint8Array(), row.extension, row.name) })),
    )}::text::jsonb) AS r ("storageKey" TEXT, "normalizedPath" TEXT, name TEXT, extension TEXT, format TEXT, hash TEXT, "creoBase" TEXT,
      "creoVersion" INT)
    ON CONFLICT (source_id, storage_key) DO NOTHING`;
}
