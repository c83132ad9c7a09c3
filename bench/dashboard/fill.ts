import type { Sql } from '../../adapters/postgres/connect.js';

/**
 * A fleet in the middle of its second run over `files` drawings and models, as large archives leave it: both runs have a job per
 * file, one drawing in three groups waits for review, models have rows for their vectors.
 * @returns the number of the newer run
 */
export async function fillArchive(sql: Sql, files: number): Promise<number> {
  const [source] = await sql<{ id: number }[]>`INSERT INTO sources (uri) VALUES ('/archive/drawings') RETURNING id`;
  const sourceId = source?.id ?? 0;
  const older = await insertRun(sql, sourceId, files, 'completed');
  const newer = await insertRun(sql, sourceId, files, 'running');
  await sql`
    INSERT INTO files (source_id, storage_key, normalized_path, name, extension, detected_format, size, content_hash, last_seen_run)
    SELECT ${sourceId}, k.path, k.path, n || '.' || k.extension, k.extension, k.extension, 84000, md5(n::text), ${newer}
    FROM generate_series(1, ${files}::int) n, LATERAL (
      SELECT e AS extension, 'projects/' || n % 4000 || '/drawings/' || n || '.' || e AS path
      FROM (SELECT CASE WHEN n % 20 = 0 THEN 'step' WHEN n % 2 = 0 THEN 'pdf' ELSE 'dxf' END AS e) x) k`;
  await insertJobs(sql, older, 1);
  await insertJobs(sql, newer, 0.7);
  await insertFacts(sql, older);
  await insertGroups(sql, sourceId, files);
  await insertStates(sql, newer);
  await sql`ANALYZE`;
  return newer;
}

async function insertRun(sql: Sql, sourceId: number, files: number, status: string): Promise<number> {
  const [run] = await sql<{ id: number }[]>`
    INSERT INTO runs (source_id, status, options, inventory, created_at, finished_at)
    VALUES (${sourceId}, ${status}, '{}', ${sql.json({ inputs: files, junk: 0, byFormat: { pdf: files / 2 } })}, now() - interval '9 hours',
      CASE ${status} WHEN 'completed' THEN now() END) RETURNING id`;
  return run?.id ?? 0;
}

/** @param share of the files that have ended; the rest is pending */
async function insertJobs(sql: Sql, runId: number, share: number): Promise<void> {
  await sql`
    INSERT INTO extraction_jobs (run_id, file_id, job_type, status, skip_reason, error_class, last_error, claimed_by, claimed_at, completed_at,
      duration_ms, extractor, extractor_version, content_hash, fields)
    SELECT ${runId}, f.id, (CASE f.extension WHEN 'pdf' THEN 'pdf_extract' WHEN 'dxf' THEN 'dxf_extract' ELSE 'cad_extract' END)::extraction_job_type,
      s.status::extraction_job_status, CASE s.status WHEN 'skipped' THEN 'DUPLICATE_CONTENT' END,
      CASE s.status WHEN 'failed' THEN CASE f.id % 3 WHEN 0 THEN 'TIMEOUT' WHEN 1 THEN 'FILE_ENCRYPTED' ELSE 'FILE_CORRUPT' END END,
      CASE s.status WHEN 'failed' THEN 'startxref not found' END, CASE WHEN s.at IS NOT NULL THEN 'vm2:vm2:4711' END, s.at, s.at + interval '2 seconds',
      800, 'pdfium', '3', f.content_hash, jsonb_build_object('drawing_number', 'FL-' || f.id, 'revision', (f.id + ${runId}::int) % 3, 'material', 'S235JR', 'dimension_count', 14)
    FROM files f, LATERAL (
      SELECT CASE WHEN f.id % 1000 >= ${share}::float8 * 1000 THEN 'pending' WHEN f.id % 40 = 1 THEN 'failed' WHEN f.id % 40 = 2 THEN 'skipped' ELSE 'completed' END AS status,
        CASE WHEN f.id % 1000 < ${share}::float8 * 1000 AND f.id % 40 <> 2 THEN now() - interval '8 hours' * ((f.id * 7919) % 100000) / 100000.0 END AS at) s`;
}

async function insertFacts(sql: Sql, runId: number): Promise<void> {
  await sql`
    INSERT INTO extracted_metadata (file_id, extraction_job_id, source_type, extractor, extractor_version, completeness, has_text, has_dimensions, raw_data)
    SELECT j.file_id, j.id, (CASE j.job_type WHEN 'pdf_extract' THEN 'pdf' WHEN 'dxf_extract' THEN 'dxf' ELSE 'step' END)::extraction_source_type,
      'pdfium', '3', 0.8, j.file_id % 12 <> 0, j.file_id % 3 <> 0, '{"entity_counts": {"DIMENSION": 3, "LINE": 40, "TEXT": 12}}'
    FROM extraction_jobs j WHERE j.run_id = ${runId} AND j.status = 'completed'`;
  await sql`
    INSERT INTO cad_models (file_id, extraction_job_id, extraction_mode, face_count)
    SELECT file_id, id, 'kernel', 20 FROM extraction_jobs WHERE run_id = ${runId} AND job_type = 'cad_extract' AND status = 'completed'`;
  await sql`
    INSERT INTO cad_model_embeddings (cad_model_id, embedding_type, method, model_version, status, missing_reason)
    SELECT c.id, t.kind::embedding_type, 'built-in', '1', 'missing', 'NO_FACES'
    FROM cad_models c, unnest('{brep,clip_text,clip_image,geometry,fused,deepsdf}'::text[]) t (kind)`;
}

async function insertGroups(sql: Sql, sourceId: number, files: number): Promise<void> {
  await sql`
    INSERT INTO document_groups (source_id, identity_key, name, project_code, linking_method, linking_confidence, needs_review, review_reasons)
    SELECT ${sourceId}, 'item:FL-' || n, 'FL-' || n, 'P' || n % 4000, 'auto_filename', 0.8, n % 20 = 0,
      CASE WHEN n % 20 = 0 THEN ARRAY[CASE WHEN n % 40 = 0 THEN 'duplicate_role' ELSE 'content_contradicts' END] ELSE '{}' END
    FROM generate_series(1, ${Math.ceil(files / 3)}::int) n`;
  await sql`
    INSERT INTO document_group_members (group_id, file_id)
    SELECT g.id, f.id FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM files) f
    JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM document_groups) g ON g.n = (f.n + 2) / 3`;
}

async function insertStates(sql: Sql, runId: number): Promise<void> {
  await sql`
    INSERT INTO run_checkpoints (run_id, phase, passed, figures, thresholds, misses, started_at) VALUES
    (${runId}, 'link', true, '{"groups": 333334}', '{"groups": {"atLeast": 1}}', '{}', now() - interval '9 hours'),
    (${runId}, 'extract', false, '{}', '{}', '{"not finished yet"}', now() - interval '8 hours'),
    (${runId}, 'pdf', false, '{}', '{}', '{"not finished yet"}', now() - interval '8 hours'),
    (${runId}, 'dxf', false, '{}', '{}', '{"not finished yet"}', now() - interval '8 hours'),
    (${runId}, 'cad', false, '{}', '{}', '{"not finished yet"}', now() - interval '8 hours')`;
  await sql`
    INSERT INTO worker_registry (worker_id, queues, concurrency, version, in_flight, rss_mb, disk_used_percent)
    SELECT 'vm' || n || ':vm' || n || ':4711', '{pdf,index}', 30, '0.1.0', 12, 812, 41 FROM generate_series(1, 5) n`;
}
