import type { Fragment, SqlOrTransaction } from './connect.js';

/** Takeovers from vanished holders that a file may cause; at the next it is a dead letter, for it may be what kills them. */
export const takeoversAtMost = 3;

/**
 * Whether the holder of a claim has not told for `forMs` that it lives. A Postgres that has itself been up for a shorter time could not have heard
 * anybody, and takes nobody for dead.
 */
export function isSilent(sql: SqlOrTransaction, forMs: number): Fragment {
  return sql`GREATEST(heartbeat, pg_postmaster_start_time()) < now() - make_interval(secs => ${forMs / 1000})`;
}

/** Whether a file was begun once more than its failed attempts explain. */
export function isStartedTwice(sql: SqlOrTransaction): Fragment {
  return sql`reused_from IS NULL AND claim_token - claims_before_replay - claims_given_back > retry_count + 1`;
}
