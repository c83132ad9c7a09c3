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
  /** Words are looked up by index alone: the planner does not know that to read a page's words takes longer than to read the page. */
  readonly readsByIndex?: boolean;
}

/** What was read, and the state of the database that it was read from. */
export interface Reading<T> {
  readonly value: T;
  /** Equal for two readings when nothing was committed between them, by anybody, in any table. */
  readonly state: string;
}

/**
 * Runs reads that see one state of the database, so that a page, its total and its details belong together.
 * Settings are local to the transaction: a pooler may hand the session to somebody else afterwards.
 * @throws postgres.PostgresError with code 57014 past `queryTimeoutMs`
 */
export async function readSnapshot<T>(
  sql: Sql,
  read: (snapshot: Snapshot) => Promise<T>,
  settings: SnapshotSettings = {},
): Promise<Reading<T>> {
  return sql.begin('isolation level repeatable read read only', async (snapshot) => {
    const [row] = await snapshot<{ state: string }[]>`
      SELECT pg_current_snapshot()::text AS state,
             set_config('statement_timeout', ${String(queryTimeoutMs)}, true),
             set_config('pg_trgm.similarity_threshold', ${String(settings.similarityThreshold ?? 0.3)}, true),
             set_config('pg_trgm.word_similarity_threshold', '0.6', true),
             -- Compiling takes longer than these queries run.
             set_config('jit', 'off', true),
             -- Words that a third of the archive holds are joined and counted in memory, not through files.
             set_config('work_mem', '32MB', true),
             -- What is searched is in memory or on a disk without heads, where a page here and a page there cost what two in a row cost.
             set_config('random_page_cost', '1.1', true),
             set_config('enable_seqscan', ${settings.readsByIndex === true ? 'off' : 'on'}, true),
             set_config('hnsw.ef_search', ${String(searchedNeighbours)}, true),
             -- A filter that leaves few of the neighbours makes the scan go on instead of answering with those few.
             set_config('hnsw.iterative_scan', 'strict_order', true)`;
    return { value: await read(snapshot), state: row?.state ?? '' };
  });
}

/** The same for what nobody keeps. */
export async function inSnapshot<T>(
  sql: Sql,
  read: (snapshot: Snapshot) => Promise<T>,
  settings: SnapshotSettings = {},
): Promise<T> {
  return (await readSnapshot(sql, read, settings)).value;
}

/** The state of the database now, as {@link Reading} names it. */
export async function currentState(sql: Sql): Promise<string> {
  const [row] = await sql<{ state: string }[]>`SELECT pg_current_snapshot()::text AS state`;
  return row?.state ?? '';
}
