import type { Sql } from '../../adapters/postgres/connect.js';
import { table } from '../../cli/table.js';
import type { PostgresSettings } from '../servers/postgres.js';

/** What a server needs to count its statements. */
export const countsStatements: PostgresSettings = {
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.track': 'top',
};

const shown = 15;
const textLength = 110;

export async function startCounting(sql: Sql): Promise<void> {
  await sql`CREATE EXTENSION IF NOT EXISTS pg_stat_statements`;
}

export async function forgetStatements(sql: Sql): Promise<void> {
  await sql`SELECT pg_stat_statements_reset()`;
}

/** The statements that took most of the server's time since they were last forgotten. */
export async function printStatements(sql: Sql): Promise<void> {
  const rows = await sql<{ query: string; calls: number; ms: number; rows: number; wal_mb: number }[]>`
    SELECT query, calls::int, total_exec_time AS ms, rows::int, (wal_bytes / 1048576)::float8 AS wal_mb
    FROM pg_stat_statements ORDER BY total_exec_time DESC LIMIT ${shown}`;
  console.log(
    table(
      ['seconds', 'calls', 'ms each', 'rows', 'WAL MB', 'statement'],
      rows.map(({ query, calls, ms, rows: touched, wal_mb: walMb }) => [
        (ms / 1000).toFixed(1),
        String(calls),
        (ms / calls).toFixed(2),
        String(touched),
        walMb.toFixed(0),
        query.replaceAll(/\s+/g, ' ').trim().slice(0, textLength),
      ]),
    ),
  );
}
