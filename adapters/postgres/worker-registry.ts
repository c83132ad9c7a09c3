import type { Sql } from './connect.js';

export interface WorkerStatus {
  readonly inFlight: number;
  readonly rssMb: number;
  readonly diskUsedPercent: number | null;
  /** The longest that a live lock has gone without renewal. */
  readonly lockGapMs: number;
  readonly state: 'running' | 'draining' | 'stopped';
  /** Why it takes no work; none when it does. */
  readonly heldBy: readonly string[];
}

/** A worker process tells that it lives, and that what it has claimed is still in its hands. */
export class WorkerRegistry {
  readonly #sql: Sql;
  readonly #workerId: string;

  constructor(sql: Sql, workerId: string) {
    this.#sql = sql;
    this.#workerId = workerId;
  }

  async register(queues: readonly string[], concurrency: number, version: string): Promise<void> {
    await this.#sql`
      INSERT INTO worker_registry (worker_id, queues, concurrency, version)
      VALUES (${this.#workerId}, ${[...queues]}::text[], ${concurrency}, ${version})
      ON CONFLICT (worker_id) DO UPDATE SET queues = EXCLUDED.queues, concurrency = EXCLUDED.concurrency, version = EXCLUDED.version,
        started_at = now(), heartbeat = now(), state = 'running',
        drain_requested = false, held_by = '{}', held_since = NULL`;
  }

  /** The worker has fitted its number of children to its machine. */
  async setConcurrency(concurrency: number): Promise<void> {
    await this.#sql`UPDATE worker_registry SET concurrency = ${concurrency} WHERE worker_id = ${this.#workerId}`;
  }

  async beat(status: WorkerStatus): Promise<{ drainRequested: boolean }> {
    const { inFlight, rssMb, diskUsedPercent, lockGapMs, state, heldBy } = status;
    const [row] = await this.#sql<{ drain: boolean }[]>`
      UPDATE worker_registry SET heartbeat = now(), in_flight = ${inFlight}, rss_mb = ${rssMb}, disk_used_percent = ${diskUsedPercent},
        lock_gap_ms = ${lockGapMs}, state = ${state}, held_by = ${[...heldBy]}::text[],
        held_since = CASE WHEN ${heldBy.length}::int > 0 THEN COALESCE(held_since, now()) END
      WHERE worker_id = ${this.#workerId} RETURNING drain_requested AS drain`;
    await this.#beatClaims();
    return { drainRequested: row?.drain ?? false };
  }

  /**
   * Claims from before this process began are not its own: in a container host and pid, hence its id, are those of the process that died there.
   * A row that is locked is being written, by us or by who has taken it over: waiting for it could be a deadlock, and it needs no beat.
   */
  async #beatClaims(): Promise<void> {
    await this.#sql`
      UPDATE extraction_jobs SET heartbeat = now()
      WHERE id IN (
        SELECT id FROM extraction_jobs WHERE claimed_by = ${this.#workerId} AND status = 'processing'
          AND claimed_at >= COALESCE((SELECT started_at FROM worker_registry WHERE worker_id = ${this.#workerId}), '-infinity')
        FOR UPDATE SKIP LOCKED)`;
  }

  /** Marks workers whose heartbeat is older than `olderThanS` seconds as lost; their jobs stall and are taken over by others. */
  async markLost(olderThanS: number): Promise<void> {
    await this.#sql`
      UPDATE worker_registry SET state = 'lost'
      WHERE state IN ('running', 'draining') AND heartbeat < now() - make_interval(secs => ${olderThanS})`;
  }
}

/** Asks a worker, which sees it at its next heartbeat, to take no more work and to exit. False when no such worker is running. */
export async function requestDrain(sql: Sql, workerId: string): Promise<boolean> {
  const rows = await sql`
    UPDATE worker_registry SET drain_requested = true WHERE worker_id = ${workerId} AND state = 'running' RETURNING worker_id`;
  return rows.length > 0;
}
