import postgres from 'postgres';
import type { Sql } from '../../adapters/postgres/connect.js';

interface Statement {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

/** A pool that remembers what it was asked. */
export interface RecordingPool {
  readonly sql: Sql;
  /** Statements since the last call. */
  take(): Statement[];
}

export function openRecordingPool(databaseUrl: string): RecordingPool {
  let statements: Statement[] = [];
  const sql = postgres(databaseUrl, {
    max: 1,
    prepare: false,
    onnotice: () => undefined,
    types: { bigint: { to: 20, from: [20], parse: Number, serialize: String } },
    debug: (_connection, text, parameters) => void statements.push({ text, parameters }),
  });
  return {
    sql,
    take: () => {
      const taken = statements;
      statements = [];
      return taken;
    },
  };
}

/** Runs each reading statement again and tells the plan of the slowest. */
export async function slowestPlan(sql: Sql, statements: readonly Statement[]): Promise<string> {
  let slowest = { ms: -1, plan: 'nothing was read' };
  for (const { text, parameters } of statements) {
    if (!/^\s*(select|with)\b/iu.test(text) || text.includes('set_config')) continue;
    const rows = await sql.unsafe<{ 'QUERY PLAN': string }[]>(
      `EXPLAIN (ANALYZE, BUFFERS) ${text}`,
      parameters as postgres.ParameterOrJSON<never>[],
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    const ms = Number(/Execution Time: ([\d.]+)/u.exec(plan)?.[1] ?? 0);
    if (ms > slowest.ms) slowest = { ms, plan };
  }
  return slowest.plan;
}
