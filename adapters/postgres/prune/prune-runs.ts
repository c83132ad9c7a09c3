import type { Sql } from '../connect.js';
import { jsonText } from '../json.js';
import { readLedger } from '../ledger.js';
import { readPhaseLedgers } from '../phase-ledger.js';
import type { PrunableRun } from './choose-runs.js';
import { isFree } from './free-jobs.js';

export interface PruneOptions {
  /** Changes nothing and counts what would go. */
  readonly dryRun: boolean;
  /** Ends after the batch in work; what has gone stays gone, and the next call goes on. */
  readonly signal: AbortSignal;
  /** Rows of one statement. */
  readonly batchRows?: number;
}

/** What went of a run, or would go. */
export interface PrunedRun extends PrunableRun {
  readonly jobs: number;
  /** Jobs that stay: the facts of files stand on them. */
  readonly keptJobs: number;
  readonly logLines: number;
}

/** A statement of so many rows takes less than half a second: nobody waits for its locks, and vacuum comes by between two. */
const defaultBatchRows = 2000;

/**
 * Removes the jobs and log lines of these runs but for what later commands stand on (`isFree`), run by run in small statements. Run, checkpoints
 * and ledger stay.
 * @returns the runs in their order, as far as it came before `signal` was aborted
 */
export async function* pruneRuns(
  sql: Sql,
  runs: readonly PrunableRun[],
  { dryRun, signal, batchRows = defaultBatchRows }: PruneOptions,
): AsyncGenerator<PrunedRun> {
  const runIds = runs.map(({ id }) => id);
  const isStopped = (): boolean => signal.aborted;
  for (const run of runs) {
    if (isStopped()) return;
    if (!dryRun && !(await markPruned(sql, run))) continue;
    const jobs = { free: 0, kept: 0 };
    for (let after: number | null = 0; after !== null && !isStopped();) {
      const page = await pruneJobs(sql, run.id, runIds, after, batchRows, dryRun);
      jobs.free += page.free;
      jobs.kept += page.rows - page.free;
      after = page.to;
    }
    const logLines = isStopped() ? 0 : await pruneLog(sql, run.id, batchRows, dryRun, signal);
    yield { ...run, jobs: jobs.free, keptJobs: jobs.kept, logLines };
  }
}

/**
 * Keeps the ledger of a run while its jobs are all there, and takes it out of what can be replayed or compared.
 * @returns false when the run is at work again
 */
async function markPruned(sql: Sql, { id, prunedAt }: PrunableRun): Promise<boolean> {
  if (prunedAt !== null) return true;
  const ledger = { whole: await readLedger(sql, id), phases: await readPhaseLedgers(sql, id) };
  const { count } = await sql`
    UPDATE runs SET pruned_at = now(), ledger = ${jsonText(ledger)}::text::jsonb
    WHERE id = ${id} AND status IN ('completed', 'cancelled') AND pruned_at IS NULL`;
  return count === 1;
}

interface Page {
  /** The last file of the page; null when there is none any more. */
  readonly to: number | null;
  readonly rows: number;
  readonly free: number;
}

async function pruneJobs(
  sql: Sql,
  runId: number,
  runIds: readonly number[],
  after: number,
  batchRows: number,
  dryRun: boolean,
): Promise<Page> {
  const [page] = await sql<{ to: number | null; rows: number }[]>`
    SELECT max(file_id) AS to, count(*)::int AS rows FROM (
      SELECT file_id FROM extraction_jobs WHERE run_id = ${runId} AND file_id > ${after} ORDER BY file_id LIMIT ${batchRows}) page`;
  const to = page?.to ?? null;
  if (to === null) return { to, rows: 0, free: 0 };
  // The last file may have another job behind the border of the page.
  const chosen = sql`FROM extraction_jobs j WHERE j.run_id = ${runId} AND j.file_id > ${after} AND j.file_id <= ${to}`;
  const [all] = await sql<{ rows: number }[]>`SELECT count(*)::int AS rows ${chosen}`;
  const free = dryRun
    ? (await sql<{ rows: number }[]>`SELECT count(*)::int AS rows ${chosen} AND ${isFree(sql, runIds)}`)[0]?.rows
    : (await sql`DELETE ${chosen} AND ${isFree(sql, runIds)}`).count;
  return { to, rows: all?.rows ?? 0, free: free ?? 0 };
}

async function pruneLog(sql: Sql, runId: number, batchRows: number, dryRun: boolean, signal: AbortSignal): Promise<number> {
  if (dryRun) {
    const [row] = await sql<{ lines: number }[]>`SELECT count(*)::int AS lines FROM run_logs WHERE run_id = ${runId}`;
    return row?.lines ?? 0;
  }
  for (let lines = 0; ;) {
    const { count } = await sql`
      DELETE FROM run_logs WHERE id IN (SELECT id FROM run_logs WHERE run_id = ${runId} ORDER BY id LIMIT ${batchRows})`;
    lines += count;
    if (count < batchRows || signal.aborted) return lines;
  }
}
