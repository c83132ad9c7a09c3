import type { Sql } from '../connect.js';

export interface LogQuestion {
  readonly runId: number;
  /** A file's path, the end of it, or its number. */
  readonly file: string | null;
  readonly errorClass: string | null;
  /** The least level, as pino counts. */
  readonly level: number;
  readonly limit: number;
  /** Only what was logged after this moment, for somebody who follows. */
  readonly after: string | null;
}

export interface LogEntry {
  /** ISO 8601, of the machine that wrote it. */
  readonly at: string;
  readonly level: number;
  readonly workerId: string | null;
  readonly queue: string | null;
  readonly jobId: string | null;
  readonly storageKey: string | null;
  readonly errorClass: string | null;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * The log of a run from all machines, in the order of time: the lines of their workers, each failed attempt at a file, how each file
 * ended when files are asked for, and the warnings of any worker while the run lasted.
 * @returns the newest `limit` entries, oldest first
 */
export async function readRunLog(sql: Sql, question: LogQuestion): Promise<LogEntry[]> {
  const { runId, file, errorClass, level, limit, after } = question;
  const isAboutFiles = file !== null || errorClass !== null;
  const like = file === null ? null : `%${file.replaceAll(/[\\%_]/gu, '\\$&')}`;
  const number = file !== null && /^\d{1,15}$/u.test(file) ? Number(file) : null;
  return sql<LogEntry[]>`
    WITH of_files AS (
      SELECT j.*, f.storage_key FROM extraction_jobs j JOIN files f ON f.id = j.file_id
      WHERE j.run_id = ${runId} AND (j.status = 'failed' OR j.attempt_log <> '[]' OR ${file !== null})
        AND (${like}::text IS NULL OR f.storage_key LIKE ${like} OR f.normalized_path LIKE ${like} OR f.id = ${number}::bigint)
    ), entries AS (
      SELECT l.logged_at AS at, l.level, l.worker_id, l.queue, l.job_id, f.storage_key, l.fields->>'class' AS error_class, l.message, l.fields
      FROM run_logs l LEFT JOIN files f ON f.id = l.file_id
      WHERE ${!isAboutFiles} AND (l.run_id = ${runId} OR l.run_id IS NULL AND EXISTS (
        SELECT FROM runs r WHERE r.id = ${runId} AND l.logged_at BETWEEN r.created_at AND COALESCE(r.finished_at, 'infinity')))
      UNION ALL
      SELECT (a->>'at')::timestamptz, 40, a->>'worker', j.job_type::text, NULL, j.storage_key, a->>'class',
        'attempt failed: ' || COALESCE(a->>'error', ''), a - '{at,worker,class,error}'::text[]
      FROM of_files j, jsonb_array_elements(j.attempt_log) a
      UNION ALL
      SELECT j.claimed_at, 30, j.claimed_by, j.job_type::text, NULL, j.storage_key, NULL, 'taken by a worker',
        jsonb_build_object('claim', j.claim_token)
      FROM of_files j WHERE ${file !== null} AND j.claimed_at IS NOT NULL
      UNION ALL
      SELECT COALESCE(j.completed_at, j.created_at), CASE j.status WHEN 'failed' THEN 50 ELSE 30 END, j.claimed_by, j.job_type::text, NULL,
        j.storage_key, j.error_class, j.status::text || COALESCE(': ' || COALESCE(j.last_error, j.skip_reason), ''),
        jsonb_strip_nulls(jsonb_build_object('extractor', j.extractor, 'durationMs', j.duration_ms, 'fallback', j.fallback_reason,
          'reusedFrom', j.reused_from))
      FROM of_files j WHERE j.status NOT IN ('pending', 'processing')
      UNION ALL
      SELECT r.created_at, 40, NULL, 'inventory', NULL, f.storage_key, NULL, f.status || COALESCE(': ' || f.status_reason, ''), '{}'::jsonb
      FROM files f JOIN runs r ON r.id = f.last_seen_run
      WHERE ${file !== null} AND f.last_seen_run = ${runId} AND f.status <> 'present'
        AND (${like}::text IS NULL OR f.storage_key LIKE ${like} OR f.normalized_path LIKE ${like} OR f.id = ${number}::bigint)
    ), newest AS (
      SELECT * FROM entries
      WHERE at IS NOT NULL AND level >= ${level} AND (${errorClass}::text IS NULL OR error_class = ${errorClass})
        AND (${after}::timestamptz IS NULL OR at > ${after}::timestamptz)
      ORDER BY at DESC LIMIT ${limit}
    )
    SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, level, worker_id AS "workerId", queue, job_id AS "jobId",
      storage_key AS "storageKey", error_class AS "errorClass", message, fields
    FROM newest ORDER BY at, message`;
}
