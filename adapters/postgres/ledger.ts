import type { Sql } from './connect.js';
import type { InventoryFigures } from './inventory-store.js';
import { isOver } from './open-phase.js';
import { isStartedTwice } from './takeovers.js';

/**
 * Where every input of a run ended. It adds up when inputs = completed + failed + skipped + missing. What is left over is `open` until
 * extraction has reached its checkpoint, and `lost` from then on.
 */
export interface Ledger {
  readonly run: number;
  readonly inputs: number;
  readonly completed: number;
  /** Of the completed and failed: taken over from an earlier run, because content and processor are the same. */
  readonly reused: number;
  readonly failed: Readonly<Record<string, number>>;
  readonly skipped: Readonly<Record<string, number>>;
  readonly missing: number;
  /** Not ended yet: the run is at work, held before its extraction was judged, or was given up. */
  readonly open: number;
  readonly lost: number;
  /** Rows in the result tables beyond what their extraction counted, or short of it. */
  readonly duplicate_rows: number;
  /** Files whose extraction was begun more often than its failed attempts explain: a worker died over them. */
  readonly started_twice: number;
  readonly adds_up: boolean;
}

/**
 * Of a run that was pruned what was kept of it.
 * @throws {Error} when there is no such run
 */
export async function readLedger(sql: Sql, runId: number): Promise<Ledger> {
  const [run] = await sql<{ inventory: Partial<InventoryFigures>; extracts: boolean; over: boolean; before: Ledger | null }[]>`
    SELECT inventory, ledger -> 'whole' AS before, COALESCE(options -> 'phases' ? 'extract', true) AS extracts, ${isOver(sql, 'extract')} AS over
    FROM runs r WHERE id = ${runId}`;
  if (!run) throw new Error(`there is no run ${runId}`);
  if (run.before) return run.before;
  const states = await sql<{ status: string; reason: string | null; files: number; reused: number }[]>`
    SELECT status, CASE status WHEN 'failed' THEN COALESCE(error_class, 'UNKNOWN') WHEN 'skipped' THEN skip_reason END AS reason,
      count(*)::int AS files, count(reused_from)::int AS reused
    FROM extraction_jobs WHERE run_id = ${runId} GROUP BY 1, 2 ORDER BY 1, 2`;
  const { inputs = 0, junk = 0, unreadable = 0, withoutProcessor = {} } = run.inventory;
  const of = (status: string): typeof states => states.filter((row) => row.status === status) as typeof states;
  const sum = (rows: readonly { files: number }[]): number => rows.reduce((n, row) => n + row.files, 0);
  // A file that vanished between inventory and extraction is missing, not failed.
  const vanished = sum(of('failed').filter((row) => row.reason === 'FILE_MISSING'));
  const failed = byReason(of('failed').filter((row) => row.reason !== 'FILE_MISSING'));
  const skipped: Record<string, number> = byReason(of('skipped'));
  if (junk > 0) skipped['JUNK'] = junk;
  for (const [format, files] of Object.entries(withoutProcessor)) skipped[`NO_PROCESSOR:${format}`] = files;
  const completed = sum(of('completed'));
  const missing = unreadable + vanished;
  // A run that was asked for other phases only has no job for these files, and has lost none.
  if (!run.extracts) skipped['PHASE_NOT_RUN'] = inputs - completed - total(failed) - total(skipped) - missing;
  const terminal = completed + total(failed) + total(skipped) + missing;
  const { open, lost } = leftOver(inputs - terminal, run.over);
  return {
    run: runId,
    inputs,
    completed,
    reused: states.reduce((n, row) => n + row.reused, 0),
    failed,
    skipped,
    missing,
    open,
    lost,
    duplicate_rows: await surplusRows(sql, runId),
    started_twice: await startedTwice(sql, runId),
    adds_up: inputs === terminal,
  };
}

/** Files in no terminal state by what that means. More outcomes than inputs are never open: something was counted twice. */
export function leftOver(files: number, over: boolean): { readonly open: number; readonly lost: number } {
  return over || files < 0 ? { open: 0, lost: files } : { open: files, lost: 0 };
}

/** Each metadata row carries the counts its extraction found; the tables must hold just as many. */
async function surplusRows(sql: Sql, runId: number): Promise<number> {
  const [row] = await sql<{ rows: number }[]>`
    SELECT COALESCE(sum(abs(d.n - m.dimension_count) + abs(p.n - m.parameter_count) + abs(b.n - m.bom_count) + abs(k.n - m.block_count)), 0)::int AS rows
    FROM extraction_jobs j JOIN extracted_metadata m ON m.extraction_job_id = j.id,
      LATERAL (SELECT count(*) AS n FROM extracted_dimensions WHERE metadata_id = m.id) d,
      LATERAL (SELECT count(*) AS n FROM extracted_parameters WHERE metadata_id = m.id) p,
      LATERAL (SELECT count(*) AS n FROM extracted_bom_items WHERE metadata_id = m.id) b,
      LATERAL (SELECT count(*) AS n FROM extracted_blocks WHERE metadata_id = m.id) k
    WHERE j.run_id = ${runId}`;
  return row?.rows ?? 0;
}

async function startedTwice(sql: Sql, runId: number): Promise<number> {
  const [row] = await sql<{ files: number }[]>`
    SELECT count(*)::int AS files FROM extraction_jobs WHERE run_id = ${runId} AND ${isStartedTwice(sql)}`;
  return row?.files ?? 0;
}

function byReason(rows: readonly { reason: string | null; files: number }[]): Record<string, number> {
  return Object.fromEntries(rows.map((row) => [row.reason ?? 'UNKNOWN', row.files]));
}

export function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((n, files) => n + files, 0);
}
