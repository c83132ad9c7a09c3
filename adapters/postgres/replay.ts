import type { ErrorClass } from '../../queues/contract/errors.js';
import type { Format } from '../../queues/contract/formats.js';
import type { Sql, SqlOrTransaction } from './connect.js';
import { notFinished } from './open-phase.js';

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

/** A run that has ended, or that a checkpoint holds, as the replay has seen it. */
export interface EndedRun {
  readonly id: number;
  readonly epoch: number;
}

/**
 * Takes a run up again for these files, in one transaction: raises its epoch, makes its phases after linking start afresh, and puts the files
 * back. From then on the reconciler knows what is left of it, whatever becomes of the flow that the caller adds.
 * @param engine the only engine that may read them; null leaves the choice to the processor
 * @returns the epoch of the replay; null when the run has been taken up by somebody else
 */
export async function beginReplay(
  sql: Sql,
  { id, epoch: seen }: EndedRun,
  files: readonly ReplayFile[],
  engine: string | null,
): Promise<number | null> {
  return sql.begin(async (tx) => {
    const [run] = await tx<{ epoch: number }[]>`
      UPDATE runs SET epoch = epoch + 1, status = 'running', finished_at = NULL
      WHERE id = ${id} AND epoch = ${seen} AND status IN ('completed', 'held') AND pruned_at IS NULL RETURNING epoch`;
    if (!run) return null;
    await startAfresh(tx, id);
    await putBack(tx, files, engine);
    return run.epoch;
  });
}

/** What an operator has accepted stays accepted when its phase is judged again. */
async function startAfresh(tx: SqlOrTransaction, runId: number): Promise<void> {
  await tx`DELETE FROM run_checkpoints WHERE run_id = ${runId} AND phase <> 'link' AND accepted_reason IS NULL`;
  await tx`
    UPDATE run_checkpoints SET passed = false, figures = '{}', thresholds = '{}', misses = ${[notFinished]}::text[], started_at = now(),
      created_at = now()
    WHERE run_id = ${runId} AND phase <> 'link'`;
}

/** As if they had not been tried; what was said of their attempts stays in `attempt_log`. Jobs that are not failed any more are left alone. */
async function putBack(tx: SqlOrTransaction, files: readonly ReplayFile[], engine: string | null): Promise<void> {
  await tx`
    UPDATE extraction_jobs SET status = 'pending', retry_count = 0, stall_count = 0, claims_before_replay = claim_token, claims_given_back = 0,
      engine = ${engine}, claimed_by = NULL, completed_at = NULL, last_error = NULL, error_class = NULL
    WHERE id = ANY(${files.map(({ jobId }) => jobId)}::bigint[]) AND status = 'failed'`;
}
