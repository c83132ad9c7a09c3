import type { Sql } from './connect.js';

export interface FailureGroup {
  readonly errorClass: string;
  readonly files: number;
  /** A file of the class, and what was said of it. */
  readonly example: string;
  readonly error: string | null;
}

/** Dead letters of a run by class, the most frequent first. */
export async function readFailures(sql: Sql, runId: number): Promise<FailureGroup[]> {
  return sql<FailureGroup[]>`
    SELECT COALESCE(error_class, 'UNKNOWN') AS "errorClass", count(*)::int AS files,
      (array_agg(storage_key ORDER BY storage_key))[1] AS example, (array_agg(last_error ORDER BY storage_key))[1] AS error
    FROM dead_letters WHERE run_id = ${runId} GROUP BY 1 ORDER BY files DESC, 1`;
}

export interface FailedFile {
  readonly storageKey: string;
  readonly errorClass: string | null;
  readonly error: string | null;
  readonly attempts: number;
}

export interface MissingFile {
  readonly storageKey: string;
  readonly reason: string | null;
}

/**
 * Files that the inventory of a run listed and could not read, by path. Told of a source's newest run alone: `files` keeps what the last
 * inventory saw.
 */
export async function listMissingFiles(sql: Sql, runId: number, limit: number): Promise<MissingFile[]> {
  return sql<MissingFile[]>`
    SELECT storage_key AS "storageKey", status_reason AS reason FROM files
    WHERE last_seen_run = ${runId} AND status = 'missing'
    UNION ALL
    SELECT storage_key, last_error FROM dead_letters WHERE run_id = ${runId} AND error_class = 'FILE_MISSING'
    ORDER BY 1 LIMIT ${limit}`;
}

/** Failed files of one class, or of all, by path. */
export async function listFailedFiles(sql: Sql, runId: number, errorClass: string | null, limit: number): Promise<FailedFile[]> {
  return sql<FailedFile[]>`
    SELECT storage_key AS "storageKey", error_class AS "errorClass", last_error AS error, retry_count + 1 AS attempts
    FROM dead_letters WHERE run_id = ${runId} AND (${errorClass}::text IS NULL OR error_class = ${errorClass})
    ORDER BY storage_key LIMIT ${limit}`;
}
