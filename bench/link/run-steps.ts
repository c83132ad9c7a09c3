import { linkSteps } from '../../adapters/postgres/link/steps.js';
import type { Sql } from '../../adapters/postgres/connect.js';
import { queueTable } from '../../queues/contract/queue-table.js';

export interface StepTime {
  readonly step: string;
  readonly seconds: number;
}

/** The link phase as the flow runs it, shard after shard, two at a time, without queues. */
export async function runLinkSteps(sql: Sql, runId: number): Promise<readonly StepTime[]> {
  const times: StepTime[] = [];
  for (const step of linkSteps) {
    const started = process.hrtime.bigint();
    const ranges = step.scope === 'whole' ? [{ from: 0, to: Number.MAX_SAFE_INTEGER }] : await idRanges(sql);
    const lane = async (): Promise<void> => {
      for (let range = ranges.shift(); range !== undefined; range = ranges.shift()) await step.run(sql, { runId, ...range });
    };
    await Promise.all([lane(), lane()]);
    times.push({ step: step.name, seconds: Number(process.hrtime.bigint() - started) / 1e9 });
  }
  return times;
}

async function idRanges(sql: Sql): Promise<{ from: number; to: number }[]> {
  const [last] = await sql<{ id: number | null }[]>`SELECT max(id) AS id FROM files`;
  const ranges: { from: number; to: number }[] = [];
  for (let from = 0; from < (last?.id ?? 0); from += queueTable.link.shardSize)
    ranges.push({ from, to: from + queueTable.link.shardSize });
  return ranges;
}

/** Notes the version of every row of the link tables. */
export async function noteRows(sql: Sql): Promise<void> {
  await sql`DROP TABLE IF EXISTS bench_rows`;
  await sql`CREATE TABLE bench_rows AS ${rowVersions(sql)}`;
}

/** Rows that were inserted, updated or deleted since they were noted. */
export async function changedRows(sql: Sql): Promise<number> {
  const [row] = await sql<{ changes: number }[]>`
    SELECT count(*)::int AS changes FROM bench_rows b FULL JOIN (${rowVersions(sql)}) n ON n.kind = b.kind AND n.id = b.id
    WHERE b.version IS DISTINCT FROM n.version`;
  return row?.changes ?? -1;
}

function rowVersions(sql: Sql) {
  return sql`
    SELECT 1 AS kind, id, xmin::text AS version FROM document_groups
    UNION ALL SELECT 2, id, xmin::text FROM document_group_members
    UNION ALL SELECT 3, file_id, xmin::text FROM file_identities`;
}
