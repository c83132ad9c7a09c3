import type { ErrorClass } from '../../queues/contract/errors.js';
import type { Format } from '../../queues/contract/formats.js';
import type { Sql } from './connect.js';

/** A failed file that is to be tried again. */
export interface ReplayFile {
  readonly jobId: number;
  readonly storageKey: string;
  readonly format: Format;
}

/**
 * The failed files of one class, by path; with `sample`, so many of them, drawn by their ids' hash: the same ones when asked again.
 */
export async function filesToReplay(
  sql: Sql,
  runId: number,
  errorClass: ErrorClass,
  sample: number | null,
): Promise<ReplayFile[]> {
  return sql<ReplayFile[]>`
    SELECT "jobId", "storageKey", format FROM (
      SELECT j.id AS "jobId", f.storage_key AS "storageKey", f.detected_format AS format
      FROM extraction_jobs j JOIN files f ON f.id = j.file_id
      WHERE j.run_id = ${runId} AND j.status = 'failed' AND j.error_class = ${errorClass}
      ORDER BY md5(j.id::text) LIMIT ${sample}) chosen
    ORDER BY "storageKey"`;
}

/**
 * Puts these jobs back to pending, as if they had not been tried; what was said of their attempts stays in `attempt_log`. Jobs that are not
 * failed any more are left alone.
 * @param engine the only engine that may read them; null leaves the choice to the processor
 * @returns how many were put back
 */
export async function putBack(sql: Sql, files: readonly ReplayFile[], engine: string | null): Promise<number> {
  const rows = await sql`
    UPDATE extraction_jobs SET status = 'pending', retry_count = 0, stall_count = 0, claims_before_replay = claim_token, claims_given_back = 0,
      engine = ${engine}, claimed_by = NULL, completed_at = NULL, last_error = NULL, error_class = NULL
    WHERE id = ANY(${files.map(({ jobId }) => jobId)}::bigint[]) AND status = 'failed' RETURNING id`;
  return rows.length;
}
