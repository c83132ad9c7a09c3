import { phaseOrder } from '../../flows/plan.js';
import type { RunOptions, UnfinishedRun } from '../../flows/ports.js';
import type { Sql } from './connect.js';
import { isAtWork } from './open-phase.js';
import { isSilent, takeoversAtMost } from './takeovers.js';

interface Row {
  readonly id: number;
  readonly epoch: number;
  readonly status: UnfinishedRun['status'];
  readonly options: RunOptions;
  readonly passed: readonly string[];
  readonly open: number;
}

/** Runs whose work is not done, with what is left of them. A run whose inventory is still taken has no flow yet. */
export async function readUnfinished(sql: Sql, only: number | null): Promise<UnfinishedRun[]> {
  const rows = await sql<Row[]>`
    SELECT r.id, r.epoch, r.status, r.options,
      ARRAY(SELECT phase FROM run_checkpoints
        WHERE run_id = r.id AND (passed OR accepted_reason IS NOT NULL) AND NOT ${isAtWork(sql)}) AS passed,
      (SELECT count(*)::int FROM extraction_jobs j WHERE j.run_id = r.id AND j.status IN ('pending', 'processing')) AS open
    FROM runs r WHERE r.status IN ('running', 'held') AND (${only}::bigint IS NULL OR r.id = ${only}) ORDER BY r.id`;
  return rows.map(({ options, passed, ...run }) => ({
    ...run,
    remaining: phaseOrder.filter((phase) => options.phases.includes(phase) && !passed.includes(phase)),
  }));
}

/**
 * Claims whose heartbeat has stopped go back to pending, with the abandonment in their history; a file that was abandoned
 * too often becomes a dead letter.
 */
export async function requeueAbandoned(sql: Sql, silentForS: number): Promise<number> {
  const { count } = await sql`
    UPDATE extraction_jobs SET stall_count = stall_count + 1, claim_token = claim_token + 1,
      status = (CASE WHEN stall_count >= ${takeoversAtMost} THEN 'failed' ELSE 'pending' END)::extraction_job_status,
      error_class = CASE WHEN stall_count >= ${takeoversAtMost} THEN 'CRASH' ELSE error_class END,
      last_error = CASE WHEN stall_count >= ${takeoversAtMost} THEN 'its workers vanished again and again' ELSE last_error END,
      completed_at = CASE WHEN stall_count >= ${takeoversAtMost} THEN now() END,
      attempt_log = attempt_log || jsonb_build_object('class', 'STALLED', 'error', 'no heartbeat', 'worker', claimed_by, 'at', now())
    WHERE status = 'processing' AND ${isSilent(sql, silentForS * 1000)}
      AND run_id IN (SELECT id FROM runs WHERE status IN ('running', 'held'))`;
  return count;
}
