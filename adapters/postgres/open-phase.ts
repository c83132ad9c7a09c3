import type { Fragment, SqlOrTransaction } from './connect.js';

/** What stands in place of the misses of a phase that has started and has not reached its checkpoint. */
export const notFinished = 'not finished yet';

/** Whether a row of `run_checkpoints` is that of a phase at work. */
export function isAtWork(sql: SqlOrTransaction): Fragment {
  return sql`misses = ${[notFinished]}::text[]`;
}
