import { fork } from 'node:child_process';
import { once } from 'node:events';
import { compiledEntry } from '../../adapters/package-root.js';
import type { Sql } from '../../adapters/postgres/connect.js';
import { produceRun } from '../../cli/produce-run.js';
import type { Format } from '../../queues/contract/formats.js';
import type { Outcome } from './contest.js';
import type { BenchFile } from './file-list.js';

export interface FleetServices {
  readonly sql: Sql;
  readonly databaseUrl: string;
  readonly redisUrl: string;
}

export interface FleetOutcome extends Outcome {
  /** What was extracted, in the order of the inventory: what the others must read too. */
  readonly files: BenchFile[];
  readonly lost: number;
}

interface Window {
  readonly seconds: number;
  readonly failed: number;
  readonly lost: number;
}

/**
 * A run over `folder` by one worker process with `children` extraction children, as `fleet worker` starts it. The clock runs from the first
 * claim to the last stored result.
 * @param nodeOptions for the worker process, e.g. to profile it
 */
export async function fleetRun(
  { sql, databaseUrl, redisUrl }: FleetServices,
  folder: string,
  children: number,
  nodeOptions: readonly string[] = [],
): Promise<FleetOutcome> {
  const worker = fork(compiledEntry('cli', 'main.js'), ['worker', '--queues', 'all', '--children', String(children)], {
    env: { ...process.env, DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, FLEET_LOG_LEVEL: 'warn' },
    execArgv: [...nodeOptions],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(worker, 'exit');
  await once(worker, 'message');
  const { run } = await produceRun(sql, redisUrl, { source: folder, sequential: false, phases: ['link', 'extract'] });
  try {
    await ended(sql, run.id);
  } finally {
    worker.disconnect();
    await exited;
  }

  const files = await sql<{ path: string; name: string; format: Format }[]>`
    SELECT s.uri || '/' || f.storage_key AS path, f.storage_key AS name, f.detected_format AS format
    FROM extraction_jobs j JOIN files f ON f.id = j.file_id JOIN sources s ON s.id = f.source_id
    WHERE j.run_id = ${run.id} AND j.status IN ('completed', 'failed') AND j.reused_from IS NULL ORDER BY f.id`;
  const [window] = await sql<Window[]>`
    SELECT extract(epoch FROM max(completed_at) - min(claimed_at))::float8 AS seconds,
      (count(*) FILTER (WHERE status = 'failed'))::int AS failed,
      (count(*) FILTER (WHERE status IN ('pending', 'processing')))::int AS lost
    FROM extraction_jobs WHERE run_id = ${run.id} AND reused_from IS NULL AND status <> 'skipped'`;
  if (!window) throw new Error(`run ${run.id} has no jobs`);
  return { ...window, files: [...files], filesPerS: files.length / window.seconds };
}

async function ended(sql: Sql, runId: number): Promise<void> {
  for (;;) {
    const [run] = await sql<{ status: string }[]>`SELECT status FROM runs WHERE id = ${runId}`;
    if (run?.status === 'completed') return;
    if (run?.status === 'held') throw new Error(`run ${runId} is held: see fleet checkpoint`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
