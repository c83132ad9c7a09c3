import type { Sql } from './connect.js';

export interface WorkerStatus {
  readonly inFlight: number;
  readonly rssMb: number;
  readonly diskUsedPercent: number | null;
  readonly state: 'running' | 'draining' | 'stopped';
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
        started_at = now(), heartbeat = now(), state = 'running'`;
  }

  async beat({ inFlight, rssMb, diskUsedPercent, state }: WorkerStatus): Promise<void> {
    await this.#sql`
      UPDATE worker_registry SET heartbeat = now(), in_flight = ${inFlight}, rss_mb = ${rssMb}, disk_used_percent = ${diskUsedPercent},
        state = ${state}
      WHERE worker_id = ${this.#workerId}`;
    await this.#sql`UPDATE extraction_jobs SET heartbeat = now() WHERE claimed_by = ${this.#workerId} AND status = 'processing'`;
  }

  /** Marks workers whose heartbeat is older than `olderThanS` seconds as lost; their jobs stall and are taken over by others. */
  async markLost(olderThanS: number): Promise<void> {
    await this.#sql`
      UPDATE worker_registry SET state = 'lost'
      WHERE state IN ('running', 'draining') AND heartbeat < now() - make_interval(secs => ${olderThanS})`;
  }
}
