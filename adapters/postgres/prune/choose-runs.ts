import type { Sql } from '../connect.js';

/** A run whose jobs may go. */
export interface PrunableRun {
  readonly id: number;
  readonly source: string;
  readonly status: 'completed' | 'cancelled';
  readonly finishedAt: Date | null;
  /** Since when it has been pruned: what was left then may be free by now. Null when it has not been. */
  readonly prunedAt: Date | null;
}

/**
 * The ended runs before the newest `keep` completed ones of their source, newest first, those that were pruned before included. Runs that were
 * given up count for nothing: they stay beside what is kept and go with what is not.
 */
export async function choosePrunableRuns(sql: Sql, keep: number): Promise<PrunableRun[]> {
  return sql<PrunableRun[]>`
    SELECT r.id, s.uri AS source, r.status, r.finished_at AS "finishedAt", r.pruned_at AS "prunedAt"
    FROM runs r JOIN sources s ON s.id = r.source_id
    WHERE r.status IN ('completed', 'cancelled') AND (r.pruned_at IS NOT NULL OR r.id < (
      SELECT id FROM runs kept WHERE kept.source_id = r.source_id AND kept.status = 'completed' AND kept.pruned_at IS NULL
      ORDER BY id DESC OFFSET ${keep - 1} LIMIT 1))
    ORDER BY r.id DESC`;
}
