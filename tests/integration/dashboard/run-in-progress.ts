import type { Sql } from '../../../adapters/postgres/connect.js';

/** Figures of the seeded run, for the tests to expect. */
export interface SeededRun {
  readonly runId: number;
}

const hostilePath = 'jobs/<img src=x onerror="document.title=1">/A&B.pdf';

/**
 * A run in the middle of its work, as the fleet would have stored it: linking has passed, PDFs are nearly done, a worker has
 * gone silent, a few files have failed.
 * @param scale files per unit; 1 gives 124 files
 */
export async function seedRunInProgress(sql: Sql, scale = 1): Promise<SeededRun> {
  const [source] = await sql<{ id: number }[]>`INSERT INTO sources (uri) VALUES ('file:///archive/drawings') RETURNING id`;
  const sourceId = source?.id ?? 0;
  await sql`INSERT INTO runs (source_id, status, created_at, finished_at) VALUES (${sourceId}, 'completed', now() - interval '2 days', now() - interval '47 hours')`;
  const [run] = await sql<{ id: number }[]>`
    INSERT INTO runs (source_id, status, options, inventory, created_at)
    VALUES (${sourceId}, 'running', '{"sequential": false, "phases": ["link", "extract", "index", "search"]}',
      ${sql.json({ inputs: 140 * scale, present: 130 * scale, junk: 10 * scale, unreadable: 0, byFormat: { pdf: 40 * scale, dxf: 80 * scale, step: 4 * scale, jpeg: 6 * scale }, withoutProcessor: { jpeg: 6 * scale } })},
      now() - interval '20 minutes') RETURNING id`;
  const runId = run?.id ?? 0;
  await seedJobs(sql, sourceId, runId, scale);
  await seedCheckpoints(sql, runId, scale);
  await seedWorkers(sql);
  await seedOperations(sql, sourceId, runId);
  return { runId };
}

async function seedJobs(sql: Sql, sourceId: number, runId: number, scale: number): Promise<void> {
  await sql`
    INSERT INTO files (source_id, storage_key, normalized_path, name, extension, detected_format, size, content_hash, last_seen_run)
    SELECT ${sourceId}, 'jobs/' || n || '.' || e.extension, 'jobs/' || n || '.' || e.extension, n || '.' || e.extension, e.extension, e.extension,
      1000, e.extension || n, ${runId}
    FROM (VALUES ('pdf', ${40 * scale}::int), ('dxf', ${80 * scale}::int), ('step', ${4 * scale}::int)) AS e (extension, files),
      generate_series(1, e.files) n`;
  await sql`UPDATE files SET storage_key = ${hostilePath} WHERE source_id = ${sourceId} AND storage_key = 'jobs/1.pdf'`;
  // In each ten: 7 completed, 1 failed or skipped in turn, 1 in work, 1 pending; STEP has not begun.
  await sql`
    INSERT INTO extraction_jobs (run_id, file_id, job_type, status, skip_reason, error_class, last_error, claimed_by, claimed_at, completed_at, retry_count)
    SELECT ${runId}, f.id, (CASE f.extension WHEN 'pdf' THEN 'pdf_extract' WHEN 'dxf' THEN 'dxf_extract' ELSE 'cad_extract' END)::extraction_job_type,
      s.status::extraction_job_status, CASE s.status WHEN 'skipped' THEN 'DUPLICATE_CONTENT' END,
      CASE s.status WHEN 'failed' THEN CASE WHEN f.id % 3 = 0 THEN 'TIMEOUT' ELSE 'FILE_CORRUPT' END END,
      CASE s.status WHEN 'failed' THEN 'no xref table <script>alert(1)</script>' END,
      CASE WHEN s.status IN ('completed', 'failed', 'processing') THEN 'vm2:pdf:4711' END,
      CASE WHEN s.status IN ('completed', 'failed', 'processing') THEN now() - interval '15 minutes' * (1 - s.place) - interval '2 seconds' END,
      CASE WHEN s.status IN ('completed', 'failed', 'skipped') THEN now() - interval '15 minutes' * (1 - s.place) END, 0
    FROM (
      SELECT f.*, row_number() OVER (PARTITION BY extension ORDER BY id) AS n, count(*) OVER (PARTITION BY extension) AS files
      FROM files f WHERE last_seen_run = ${runId}
    ) f, LATERAL (
      SELECT f.n::float8 / f.files AS place, CASE WHEN f.extension = 'step' THEN 'pending'
        WHEN f.n % 10 = 1 THEN CASE WHEN f.n % 20 = 1 THEN 'failed' ELSE 'skipped' END
        WHEN f.n::float8 / f.files > 0.95 THEN 'pending' WHEN f.n::float8 / f.files > 0.9 THEN 'processing' ELSE 'completed' END AS status
    ) s`;
  await sql`
    INSERT INTO extracted_metadata (file_id, extraction_job_id, source_type, extractor, extractor_version, completeness, has_text, has_dimensions, raw_data)
    SELECT j.file_id, j.id, (CASE j.job_type WHEN 'pdf_extract' THEN 'pdf' ELSE 'dxf' END)::extraction_source_type, 'pdfium', '1', 0.8,
      j.file_id % 12 <> 0, j.file_id % 2 = 0, '{"entity_counts": {"DIMENSION": 3, "LINE": 40}}'
    FROM extraction_jobs j WHERE j.run_id = ${runId} AND j.status = 'completed'`;
}

async function seedCheckpoints(sql: Sql, runId: number, scale: number): Promise<void> {
  await sql`
    INSERT INTO run_checkpoints (run_id, phase, passed, figures, thresholds, misses, started_at, created_at) VALUES
    (${runId}, 'link', true, ${sql.json({ files: 130 * scale, groups: 61 * scale, ungrouped: 0, genericJoins: 0 })},
      '{"groups": {"atLeast": 1}, "ungrouped": {"atMost": 0}, "genericJoins": {"atMost": 0}}', '{}', now() - interval '19 minutes', now() - interval '16 minutes'),
    (${runId}, 'extract', false, '{}', '{}', '{"not finished yet"}', now() - interval '16 minutes', now() - interval '16 minutes'),
    (${runId}, 'pdf', false, '{}', '{}', '{"not finished yet"}', now() - interval '15 minutes', now() - interval '15 minutes'),
    (${runId}, 'dxf', false, ${sql.json({ open: 0, completedShare: 0.9123, failed: 7 })}, '{"open": {"atMost": 0}, "completedShare": {"atLeast": 0.95}}',
      '{"too many readable files have failed (completed share 91.23 %, at least 95 % wanted)"}', now() - interval '15 minutes', now() - interval '1 minute')`;
}

async function seedWorkers(sql: Sql): Promise<void> {
  await sql`
    INSERT INTO worker_registry (worker_id, queues, concurrency, version, heartbeat, in_flight, rss_mb, disk_used_percent, state, started_at) VALUES
    ('vm2:pdf:4711', '{pdf,index}', 30, '0.1.0', now() - interval '4 seconds', 12, 812, 41.5, 'running', now() - interval '3 hours'),
    ('vm3:dxf:920', '{dxf}', 30, '0.1.0', now() - interval '95 seconds', 3, 300, 83, 'running', now() - interval '3 hours'),
    ('vm4:creo:77', '{creo}', 10, '0.1.0', now() - interval '11 minutes', 1, 1900, 12, 'lost', now() - interval '3 hours'),
    ('vm5:creo:12', '{creo}', 10, '0.1.0', now() - interval '3 days', 0, 100, 12, 'stopped', now() - interval '4 days')`;
}

/** What people are told beside the figures: alerts, the Creo service's switch, groups to review. */
async function seedOperations(sql: Sql, sourceId: number, runId: number): Promise<void> {
  await sql`
    INSERT INTO fleet_alerts (alert_key, condition, severity, message, run_id, is_event, raised_at, last_seen_at, resolved_at, deliveries) VALUES
    ('disk:vm3:dxf:920', 'disk', 'warning', 'The disk of vm3:dxf:920 is 83 % full', NULL, false, now() - interval '9 minutes', now(), NULL,
      '{"slack": {"severity": "warning"}}'),
    ('redis-memory', 'redis-memory', 'critical', 'Redis uses 81 % of its memory', NULL, false, now() - interval '3 hours', now() - interval '2 hours',
      now() - interval '2 hours', '{}'),
    ('checkpoint-failed:dxf', 'checkpoint-failed', 'critical', 'Checkpoint dxf holds the run', ${runId}, false, now() - interval '1 minute', now(), NULL, '{}')`;
  await sql`
    INSERT INTO creo_services (url, state, recent_calls, next_probe_at, state_since)
    VALUES ('creo.example:50051', 'json', '[{"at": 1, "failed": true}, {"at": 2, "failed": false}]', now() + interval '20 seconds', now() - interval '4 minutes')`;
  await sql`
    INSERT INTO creo_switches (url, from_state, to_state, reason, calls, transport_failures, worker_id)
    VALUES ('creo.example:50051', 'grpc', 'json', '14 of 20 calls failed', 20, 14, 'vm4:creo:77')`;
  const [group] = await sql<{ id: number }[]>`
    INSERT INTO document_groups (source_id, identity_key, name, project_code, linking_method, linking_confidence, needs_review, review_reasons)
    VALUES (${sourceId}, 'item:FL-9', 'FL-9 <b>flange</b>', 'P7', 'auto_filename', 0.95, true, '{duplicate_role}') RETURNING id`;
  await sql`
    INSERT INTO document_group_members (group_id, file_id, role, is_primary)
    SELECT ${group?.id ?? 0}, id, 'drawing_pdf', row_number() OVER (ORDER BY id) = 1 FROM files WHERE source_id = ${sourceId} ORDER BY id LIMIT 2`;
}
