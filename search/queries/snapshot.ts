import type postgres from 'postgres';
import type { Sql } from '../../adapters/postgres/connect.js';

/** A connection inside a read-only transaction; what every query of the search takes. */
export type Snapshot = postgres.TransactionSql;

/** A piece of SQL to be put into another query. */
export type Fragment = postgres.PendingQuery<postgres.Row[]>;

/** Past this a query is given up: it is too broad to be worth anyone's wait. */
export const queryTimeoutMs = 15_000;

/** Candidates that an HNSW scan keeps: recall against exact search is measured with it (`npm run eval:search`). */
const searchedNeighbours = 400;

export interface SnapshotSettings {
  /** What pg_trgm's `%` calls similar, 0..1. */
  readonly similarityThreshold?: number;
}

/**
 * Runs reads that see one state of the database, so that a page, its total and its details belong together.
 * Settings are local to the transaction: a pooler may hand the session to somebody else afterwards.
 * @throws postgres.PostgresError with code 57014 past `queryTimeoutMs`
 */
export async function inSnapshot<T>(
  sql: Sql,
  read: (snapshot: Snapshot) => Promise<T>,
  settings: SnapshotSettings = {},
): Promise<T> {
  const result = await sql.begin('isolation level repeatable read read only', async (snapshot) => {
    await snapshot`
      SELECT set_config('statement_timeout', ${String(queryTimeoutMs)}, true),
             set_config('pg_trgm.similarity_threshold', ${String(settings.similarityThreshold ?? 0.3)}, true),
             set_config('pg_trgm.word_similarity_threshold', '0.6', true),
             -- Compiling takes longer than these queries run.
             set_config('jit', 'off', true),
             set_config('hnsw.ef_search', ${String(searchedNeighbours)}, true),
             -- A filter that leaves few of the neighbours makes the scan go on instead of answering with those few.
             set_config('hnsw.iterative_scan', 'strict_order', true)`;
    return { value: await read(snapshot) };
  });
  return result.value;
}
