import type { Format, JobType } from '../../queues/contract/formats.js';
import { retriesOf, type ErrorClass } from '../../queues/contract/errors.js';
import type { Sql } from './connect.js';
import { jsonText } from './json.js';

export interface ExtractableFormat {
  readonly format: Format;
  readonly jobType: JobType;
  /** The processor's version: a result of another version is not reused. */
  readonly version: string;
}

/** Failures that the same bytes would meet again; results worth keeping, like a completed extraction. */
const finalClasses = (Object.entries(retriesOf) as [ErrorClass, number][])
  .filter(([errorClass, retries]) => retries === 0 && errorClass !== 'FILE_MISSING')
  .map(([errorClass]) => errorClass);

/**
 * B2 and D1: gives every extractable file of a range its job in the run, in this order of preference:
 * - an older Creo version is skipped (`OLDER_VERSION`);
 * - the same file with the same content, last extracted by this version of its processor, reuses that result and names the job that found it; an
 *   older one does not count, for the tables hold what was found last;
 * - a file with the content of another one (empty files have none) is skipped (`DUPLICATE_CONTENT`) and names the file that stands for it;
 * - everything else is pending.
 * The file with the lowest id stands for its content, so the choice is the same in whatever order ranges are queued.
 * Repeatable: rows that exist are left alone.
 */
export async function queueJobs(
  sql: Sql,
  runId: number,
  from: number,
  to: number,
  formats: readonly ExtractableFormat[],
): Promise<void> {
  await sql`
    INSERT INTO extraction_jobs (run_id, file_id, job_type, status, skip_reason, content_hash, extractor, extractor_version, same_as_file_id,
      reused_from, error_class, last_error, fallback_reason, parameters, bom, fields, retry_count, completed_at)
    SELECT ${runId}, f.id, k."jobType"::extraction_job_type,
      (CASE WHEN NOT f.is_latest THEN 'skipped' WHEN earlier.id IS NOT NULL THEN earlier.status::text
        WHEN twin.id < f.id THEN 'skipped' ELSE 'pending' END)::extraction_job_status,
      CASE WHEN NOT f.is_latest THEN 'OLDER_VERSION' WHEN earlier.id IS NULL AND twin.id < f.id THEN 'DUPLICATE_CONTENT' END,
      f.content_hash, earlier.extractor, k.version,
      CASE WHEN f.is_latest AND earlier.id IS NULL AND twin.id < f.id THEN twin.id END,
      CASE WHEN f.is_latest THEN COALESCE(earlier.reused_from, earlier.id) END,
      CASE WHEN f.is_latest THEN earlier.error_class END, CASE WHEN f.is_latest THEN earlier.last_error END,
      CASE WHEN f.is_latest THEN earlier.fallback_reason END, COALESCE(earlier.parameters, '[]'), COALESCE(earlier.bom, '[]'),
      CASE WHEN f.is_latest THEN earlier.fields END,
      COALESCE(earlier.retry_count, 0),
      CASE WHEN NOT f.is_latest OR earlier.id IS NOT NULL OR twin.id < f.id THEN now() END
    FROM files f
    JOIN jsonb_to_recordset(${jsonText(formats)}::text::jsonb) AS k (format TEXT, "jobType" TEXT, version TEXT) ON k.format = f.detected_format
    LEFT JOIN LATERAL (
      SELECT j.* FROM extraction_jobs j WHERE j.file_id = f.id AND j.run_id <> ${runId} AND j.status IN ('completed', 'failed')
      ORDER BY j.completed_at DESC NULLS LAST, j.id DESC LIMIT 1) earlier
      ON earlier.job_type = k."jobType"::extraction_job_type AND earlier.content_hash = f.content_hash AND earlier.extractor_version = k.version
        AND (earlier.status = 'completed' AND EXISTS (SELECT FROM extracted_metadata m WHERE m.file_id = f.id)
          OR earlier.error_class = ANY(${finalClasses}::text[]))
    LEFT JOIN LATERAL (
      SELECT min(t.id) AS id FROM files t
      WHERE t.content_hash = f.content_hash AND t.last_seen_run = ${runId} AND t.status = 'present' AND t.is_latest
        AND t.detected_format = f.detected_format AND t.size > 0) twin ON true
    WHERE f.last_seen_run = ${runId} AND f.id > ${from} AND f.id <= ${to} AND f.status = 'present'
    ON CONFLICT (run_id, file_id, job_type) DO NOTHING`;
}

/**
 * Forgets what was found in files of a range that have changed since and of which this run reads nothing: they are copies of others now, older
 * versions, or of a format without a processor. To be called when their jobs are queued. Repeatable.
 */
export async function dropOutdatedFacts(sql: Sql, runId: number, from: number, to: number): Promise<void> {
  await sql`
    WITH unread AS (
      SELECT f.id, f.content_hash FROM files f
      WHERE f.last_seen_run = ${runId} AND f.id > ${from} AND f.id <= ${to} AND f.status = 'present' AND f.content_hash NOT LIKE 'etag:%'
        AND NOT EXISTS (SELECT FROM extraction_jobs j WHERE j.run_id = ${runId} AND j.file_id = f.id AND j.status <> 'skipped')
    ), facts AS (
      DELETE FROM extracted_metadata m USING unread u, extraction_jobs e
      WHERE m.file_id = u.id AND e.id = m.extraction_job_id AND e.content_hash <> u.content_hash)
    DELETE FROM cad_models c USING unread u, extraction_jobs e
    WHERE c.file_id = u.id AND e.id = c.extraction_job_id AND e.content_hash <> u.content_hash`;
}

/**
 * Tells the planner of the jobs just queued. Until a vacuum comes by, a minute later, it would take the run for empty, and read all open jobs to
 * claim a dozen.
 */
export async function refreshStatistics(sql: Sql): Promise<void> {
  await sql`ANALYZE extraction_jobs`;
}
