import type { PhaseName } from '../../queues/contract/payloads.js';
import type { Fragment, SqlOrTransaction } from './connect.js';

/** What stands in place of the misses of a phase that has started and has not reached its checkpoint. */
export const notFinished = 'not finished yet';

/** Whether a row of `run_checkpoints` is that of a phase at work. */
export function isAtWork(sql: SqlOrTransaction): Fragment {
  return sql`misses = ${[notFinished]}::text[]`;
}

/** Whether a phase of a run has nothing more to do: the run has completed, or the phase has reached its checkpoint. Columns of `runs` as `r`. */
export function isOver(sql: SqlOrTransaction, phase: PhaseName): Fragment {
  return sql`(r.status = 'completed'
    OR EXISTS (SELECT FROM run_checkpoints WHERE run_id = r.id AND phase = ${phase} AND NOT ${isAtWork(sql)}))`;
}
