import { extractionQueueNames, queueTable, type ExtractionQueueName } from '../../queues/contract/queue-table.js';
import type { Sql } from './connect.js';

/** Files of one queue that were read, and the processor time that their engines took. */
export interface QueueWork {
  readonly queue: ExtractionQueueName;
  /** PDFs whose text had to be recognised in pictures; two hundred times as slow as the others. */
  readonly isScanned: boolean;
  readonly files: number;
  readonly cpuS: number;
}

/** What a past run says of the speed of a fleet. */
export interface RunRates {
  readonly runId: number;
  /** All files of the inventory. */
  readonly inputs: number;
  readonly work: readonly QueueWork[];
  /** Extraction children of all workers that took part; 0 when none of them is known any more. */
  readonly children: number;
  /** From the first claim to the last stored result. */
  readonly extractS: number;
  /** From the run's first row to its end. */
  readonly wholeS: number;
  /** Seconds of everything that is not extraction. */
  readonly phasesS: Readonly<Record<'inventory' | 'link' | 'queue' | 'checkpoints' | 'index' | 'embed', number>>;
}

interface Times {
  inventory: number | null;
  link: number | null;
  queue: number | null;
  checkpoints: number | null;
  index: number | null;
  embed: number | null;
  extract: number | null;
  whole: number | null;
  inputs: number | null;
}

/** A run tells no speed. */
export class RatesUnknown extends Error {
  override readonly name = 'RatesUnknown';
}

/**
 * Of a run that was replayed, the time until its replay counts as extraction: rates are those of a run that was not.
 * @throws {RatesUnknown} when the run has not ended, or nothing was read in it
 */
export async function readRunRates(sql: Sql, runId: number): Promise<RunRates> {
  const [times] = await sql<Times[]>`
    WITH work AS (SELECT min(claimed_at) AS first, max(completed_at) AS last FROM extraction_jobs
        WHERE run_id = ${runId} AND claimed_at IS NOT NULL AND reused_from IS NULL),
      phase AS (SELECT phase, started_at, created_at, created_at - started_at AS took FROM run_checkpoints WHERE run_id = ${runId}),
      times AS (SELECT
        (SELECT min(started_at) FROM phase) - r.created_at AS inventory,
        (SELECT took FROM phase WHERE phase = 'link') AS link,
        greatest(w.first - (SELECT started_at FROM phase WHERE phase = 'extract'), interval '0') AS queue,
        (SELECT created_at FROM phase WHERE phase = 'extract') - w.last AS checkpoints,
        (SELECT took FROM phase WHERE phase = 'index') AS index,
        (SELECT took FROM phase WHERE phase = 'embed') AS embed,
        w.last - w.first AS extract, r.finished_at - r.created_at AS whole, (r.inventory ->> 'inputs')::int AS inputs
        FROM runs r, work w WHERE r.id = ${runId})
    SELECT extract(epoch FROM inventory)::float8 AS inventory, extract(epoch FROM link)::float8 AS link,
      extract(epoch FROM queue)::float8 AS queue, extract(epoch FROM checkpoints)::float8 AS checkpoints,
      extract(epoch FROM index)::float8 AS index, extract(epoch FROM embed)::float8 AS embed,
      extract(epoch FROM extract)::float8 AS extract, extract(epoch FROM whole)::float8 AS whole, inputs FROM times`;
  if (times?.whole == null || times.extract == null)
    throw new RatesUnknown(`run ${runId} has not ended, or has read nothing: its rates are unknown`);
  const [workers] = await sql<{ children: number }[]>`
    SELECT COALESCE(sum(concurrency), 0)::int AS children FROM worker_registry
    WHERE worker_id IN (SELECT DISTINCT claimed_by FROM extraction_jobs WHERE run_id = ${runId})`;
  const { inventory, link, queue, checkpoints, index, embed } = times;
  return {
    runId,
    inputs: times.inputs ?? 0,
    work: await readWork(sql, runId),
    children: workers?.children ?? 0,
    extractS: times.extract,
    wholeS: times.whole,
    phasesS: {
      inventory: inventory ?? 0,
      link: link ?? 0,
      queue: queue ?? 0,
      checkpoints: checkpoints ?? 0,
      index: index ?? 0,
      embed: embed ?? 0,
    },
  };
}

async function readWork(sql: Sql, runId: number): Promise<QueueWork[]> {
  const rows = await sql<{ job_type: string; isScanned: boolean; files: number; cpuS: number }[]>`
    SELECT j.job_type, COALESCE(m.text_source = 'ocr', false) AS "isScanned", count(*)::int AS files, sum(j.cpu_ms)::float8 / 1000 AS "cpuS"
    FROM extraction_jobs j LEFT JOIN extracted_metadata m ON m.extraction_job_id = j.id
    WHERE j.run_id = ${runId} AND j.status IN ('completed', 'failed') AND j.reused_from IS NULL AND j.cpu_ms IS NOT NULL
    GROUP BY 1, 2`;
  const queueOf = (jobType: string): ExtractionQueueName | undefined =>
    extractionQueueNames.find((queue) => (queueTable[queue].jobTypes as readonly string[]).includes(jobType));
  const sums = new Map<string, QueueWork>();
  for (const { job_type: jobType, isScanned, files, cpuS } of rows) {
    const queue = queueOf(jobType);
    if (queue === undefined) continue;
    const key = `${queue} ${isScanned}`;
    const known = sums.get(key) ?? { queue, isScanned, files: 0, cpuS: 0 };
    sums.set(key, { ...known, files: known.files + files, cpuS: known.cpuS + cpuS });
  }
  return [...sums.values()];
}
