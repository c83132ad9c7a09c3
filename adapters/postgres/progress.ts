import { extractionQueueNames, queueTable, type ExtractionQueueName } from '../../queues/contract/queue-table.js';
import type { Sql } from './connect.js';

/** How far one queue's files are. */
export interface QueueProgress {
  readonly queue: ExtractionQueueName;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
}

/** Files per extraction queue of a run, from Postgres: finished jobs leave Redis and cannot be counted there. */
export async function readProgress(sql: Sql, runId: number): Promise<QueueProgress[]> {
  const rows = await sql<{ job_type: string; total: number; open: number; failed: number }[]>`
    SELECT job_type, total::int, open::int, failed::int FROM phase_progress WHERE run_id = ${runId}`;
  return extractionQueueNames.flatMap((queue) => {
    const types: readonly string[] = queueTable[queue].jobTypes;
    const own = rows.filter((row) => types.includes(row.job_type));
    if (own.length === 0) return [];
    const sum = (pick: (row: (typeof own)[number]) => number): number => own.reduce((n, row) => n + pick(row), 0);
    const total = sum((row) => row.total);
    return [{ queue, total, done: total - sum((row) => row.open), failed: sum((row) => row.failed) }];
  });
}
