import type { Sql } from '../../../adapters/postgres/connect.js';

/** Two completed runs over three drawings: one unchanged, one with a gained, a lost and a changed field, one that failed at first. */
export async function seedTwoRuns(sql: Sql): Promise<{ before: number; after: number }> {
  const [source] = await sql<{ id: number }[]>`INSERT INTO sources (uri) VALUES ('file:///archive') RETURNING id`;
  const runs = await sql<{ id: number }[]>`
    INSERT INTO runs (source_id, status, inventory, finished_at)
    SELECT ${source?.id ?? 0}, 'completed', '{"inputs": 3, "present": 3, "junk": 0, "unreadable": 0, "vanished": 0, "bytes": 300, "distinctContents": 3, "byFormat": {"pdf": 3}, "withoutProcessor": {}}', now()
    FROM generate_series(1, 2) RETURNING id`;
  const [before, after] = [runs[0]?.id ?? 0, runs[1]?.id ?? 0];
  await sql`
    INSERT INTO files (source_id, storage_key, normalized_path, name, extension, detected_format, size, last_seen_run)
    SELECT ${source?.id ?? 0}, key, key, key, 'pdf', 'pdf', 100, ${after} FROM unnest(ARRAY['a.pdf', 'b|<b>.pdf', 'c.pdf']) AS key`;
  await sql`
    INSERT INTO extraction_jobs (run_id, file_id, job_type, status, error_class, last_error, fields, completed_at)
    SELECT r.run, f.id, 'pdf_extract', r.status::extraction_job_status, r.class, r.class, r.fields::jsonb, now()
    FROM files f JOIN (VALUES
      (${before}::bigint, 'a.pdf', 'completed', NULL, '{"title": "Plate", "dimensions": 3}'),
      (${after}, 'a.pdf', 'completed', NULL, '{"title": "Plate", "dimensions": 3}'),
      (${before}, 'b|<b>.pdf', 'completed', NULL, '{"title": "Shaft", "scale": "1:2", "dimensions": 4}'),
      (${after}, 'b|<b>.pdf', 'completed', NULL, '{"title": "Shaft", "material": "1.4301", "dimensions": 7}'),
      (${before}, 'c.pdf', 'failed', 'TIMEOUT', NULL),
      (${after}, 'c.pdf', 'completed', NULL, '{"title": "Cover"}')) AS r (run, key, status, class, fields) ON r.key = f.storage_key`;
  const [metadata] = await sql<{ id: number; file_id: number }[]>`
    INSERT INTO extracted_metadata (file_id, source_type, extractor, extractor_version, title)
    SELECT id, 'pdf', 'pdfium', '1', '=HYPERLINK("x")' FROM files WHERE storage_key = 'a.pdf' RETURNING id, file_id`;
  await sql`
    INSERT INTO extracted_dimensions (metadata_id, file_id, value, unit, unit_source, dimension_type, label, measured_or_stored)
    SELECT ${metadata?.id ?? 0}, ${metadata?.file_id ?? 0}, n + 0.5, 'mm', 'stated', 'linear', 'R "' || n || '", x', 'stored'
    FROM generate_series(1, 4500) n`;
  return { before, after };
}
