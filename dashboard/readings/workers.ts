import type { Sql } from '../../adapters/postgres/connect.js';

export interface WorkerState {
  readonly worker_id: string;
  readonly queues: readonly string[];
  readonly concurrency: number;
  readonly version: string;
  readonly started_at: Date;
  readonly heartbeat_age_s: number;
  readonly in_flight: number;
  readonly rss_mb: number | null;
  readonly disk_used_percent: number | null;
  readonly lock_gap_ms: number | null;
  readonly state: string;
  /** Why it takes no work: database, disk, storage. */
  readonly held_by: readonly string[];
}

/** Workers that are there or should be, and those that stopped within the hour. Ages are the database's, so clocks may differ. */
export async function readWorkers(sql: Sql): Promise<WorkerState[]> {
  return sql<WorkerState[]>`
    SELECT worker_id, queues, concurrency, version, started_at, in_flight, rss_mb, disk_used_percent, lock_gap_ms, state, held_by,
           greatest(0, extract(epoch FROM now() - heartbeat))::float8 AS heartbeat_age_s
    FROM worker_registry WHERE state <> 'stopped' OR heartbeat > now() - interval '1 hour'
    ORDER BY state = 'stopped', worker_id LIMIT 200`;
}
