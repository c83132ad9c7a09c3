import type { Sql } from '../../adapters/postgres/connect.js';

export interface RunSummary {
  readonly id: number;
  readonly source: string;
  readonly status: string;
  readonly epoch: number;
  readonly created_at: Date;
  readonly finished_at: Date | null;
  readonly elapsed_s: number;
  readonly options: Readonly<Record<string, unknown>>;
  /** What the inventory saw. */
  readonly inventory: Readonly<Record<string, unknown>>;
}

/** The newest runs first; of those that were pruned there is nothing to show. */
export async function readRuns(sql: Sql): Promise<RunSummary[]> {
  return sql<RunSummary[]>`
    SELECT r.id, s.uri AS source, r.status, r.epoch, r.created_at, r.finished_at, r.options, r.inventory,
           extract(epoch FROM coalesce(r.finished_at, now()) - r.created_at)::float8 AS elapsed_s
    FROM runs r JOIN sources s ON s.id = r.source_id WHERE r.pruned_at IS NULL ORDER BY r.id DESC LIMIT 50`;
}

export async function readRun(sql: Sql, runId: number): Promise<RunSummary | null> {
  const [run] = await sql<RunSummary[]>`
    SELECT r.id, s.uri AS source, r.status, r.epoch, r.created_at, r.finished_at, r.options, r.inventory,
           extract(epoch FROM coalesce(r.finished_at, now()) - r.created_at)::float8 AS elapsed_s
    FROM runs r JOIN sources s ON s.id = r.source_id WHERE r.id = ${runId} AND r.pruned_at IS NULL`;
  return run ?? null;
}

export async function readLatestRunId(sql: Sql): Promise<number | null> {
  const [row] = await sql<{ id: number | null }[]>`SELECT max(id) AS id FROM runs`;
  return row?.id ?? null;
}
