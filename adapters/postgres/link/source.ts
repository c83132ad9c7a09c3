import type { Sql } from '../connect.js';

/** @throws {Error} when there is no such run */
export async function sourceOfRun(sql: Sql, runId: number): Promise<number> {
  const [run] = await sql<{ source_id: number }[]>`SELECT source_id FROM runs WHERE id = ${runId}`;
  if (run === undefined) throw new Error(`there is no run ${runId}`);
  return run.source_id;
}
