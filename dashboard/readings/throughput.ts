import type { Sql } from '../../adapters/postgres/connect.js';
import { extractionQueueNames, queueTable, type ExtractionQueueName } from '../../queues/contract/queue-table.js';

export interface Throughput {
  /** Start of the first step; null when nothing has ended yet. */
  readonly from: string | null;
  readonly step_s: number;
  /** Files ended in each step, by queue; queues without any are left out. */
  readonly series: Readonly<Partial<Record<ExtractionQueueName, readonly number[]>>>;
}

/** Steps that people can read off an axis. */
const stepsS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];
const maxSteps = 120;

interface Bounds {
  first: Date | null;
  seconds: number;
}

/**
 * Files read per step of time over the whole run: up to now while there are files left, also when nobody reads them. What was reused or
 * skipped took no time and is not counted.
 */
export async function readThroughput(sql: Sql, runId: number): Promise<Throughput> {
  const [bounds] = await sql<Bounds[]>`
    SELECT min(claimed_at) AS first,
      extract(epoch FROM greatest(max(completed_at), (
        SELECT now() FROM runs r WHERE r.id = ${runId} AND r.status = 'running'
          AND EXISTS (SELECT 1 FROM extraction_jobs j WHERE j.run_id = r.id AND j.status IN ('pending', 'processing'))
      )) - min(claimed_at))::float8 AS seconds
    FROM extraction_jobs WHERE run_id = ${runId} AND claimed_at IS NOT NULL`;
  if (bounds?.first == null) return { from: null, step_s: 1, series: {} };
  const stepS = stepFor(bounds.seconds);
  const rows = await sql<{ job_type: string; step: number; files: number }[]>`
    SELECT job_type, floor(extract(epoch FROM completed_at - ${bounds.first}::timestamptz) / ${stepS}::int)::int AS step, count(*)::int AS files
    FROM extraction_jobs
    WHERE run_id = ${runId} AND status IN ('completed', 'failed') AND claimed_at IS NOT NULL AND completed_at >= ${bounds.first}::timestamptz
    GROUP BY 1, 2`;
  const length = Math.min(maxSteps * 2, Math.floor(bounds.seconds / stepS) + 1);
  return { from: bounds.first.toISOString(), step_s: stepS, series: seriesOf(rows, length) };
}

export function stepFor(seconds: number): number {
  return stepsS.find((step) => seconds / step <= maxSteps) ?? Math.ceil(seconds / maxSteps / 3600) * 3600;
}

function seriesOf(rows: readonly { job_type: string; step: number; files: number }[], length: number): Throughput['series'] {
  const series: Partial<Record<ExtractionQueueName, number[]>> = {};
  for (const queue of extractionQueueNames) {
    const types: readonly string[] = queueTable[queue].jobTypes;
    const own = rows.filter((row) => types.includes(row.job_type) && row.step < length);
    if (own.length === 0) continue;
    const steps = new Array<number>(length).fill(0);
    for (const { step, files } of own) steps[step] = (steps[step] ?? 0) + files;
    series[queue] = steps;
  }
  return series;
}
