import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from '../../adapters/postgres/connect.js';
import { readLedger } from '../../adapters/postgres/ledger.js';
import { produceRun } from '../../cli/produce-run.js';
import type { ArchiveMaker } from './archive.js';
import type { Cluster } from './cluster.js';
import type { Fault } from './fault.js';
import type { FleetProcess } from './fleet-process.js';

export interface ScenarioOutcome {
  readonly fault: string;
  readonly files: number;
  readonly lost: number;
  readonly duplicateRows: number;
  /** Files that were begun once more than their failed attempts explain. */
  readonly startedTwice: number;
  /** From the strike until every file that was in work at that moment has ended; null where none was. */
  readonly recoveryS: number | null;
  /** What is not as it must be, one sentence each. */
  readonly wrong: readonly string[];
}

export interface ScenarioRequest {
  readonly fault: Fault;
  readonly files: number;
  readonly seed: number;
  /** After so long the run counts as stuck; far beyond what any of them takes. */
  readonly patienceMs: number;
}

const answerWithinMs = 5_000;

/** The fault strikes when so much of the run is done. */
const strikeAt = 0.2;

/** One run over an archive of its own, with a fault in the middle of it, and what its ledger says in the end. */
export async function runScenario(cluster: Cluster, maker: ArchiveMaker, request: ScenarioRequest): Promise<ScenarioOutcome> {
  const { fault, files, seed, patienceMs } = request;
  const archive = join(cluster.folder, 'archives', fault.name.replaceAll(/\W+/g, '-'));
  await cluster.clearArtifacts();
  await maker.write(archive, files, seed, fault.poisons ?? []);
  await cluster.start();
  await fault.prepare?.(cluster);
  const { run } = await produceRun(cluster.sql, cluster.redis.url, { source: archive, sequential: false, phases: ['extract'] });
  const inWork = await untilInWork(cluster.sql, run.id, Math.floor(files * strikeAt));
  const busy = busiest(cluster, inWork);
  const struckAt = performance.now();
  const strike = fault.strike({ cluster, busy, archive });
  const recovery = terminalAfter(
    cluster.sql,
    inWork.map(({ id }) => id),
    struckAt,
    patienceMs,
  );
  await strike;
  // As the supervisor of a machine would.
  await cluster.start();
  const recoveryS = await recovery;
  const status = await runEnd(cluster.sql, run.id, struckAt + patienceMs);
  const ledger = await readLedger(cluster.sql, run.id);
  return {
    fault: fault.name,
    files: ledger.inputs,
    lost: ledger.lost,
    duplicateRows: ledger.duplicate_rows,
    startedTwice: ledger.started_twice,
    recoveryS,
    wrong: wrongsOf(fault, files, status, ledger),
  };
}

function wrongsOf(fault: Fault, files: number, status: string, ledger: Awaited<ReturnType<typeof readLedger>>): string[] {
  const wrong: string[] = [];
  const expected = Object.entries(fault.failures ?? {});
  const missing = fault.missing ?? 0;
  if (status !== 'completed') wrong.push(`the run is ${status}`);
  if (ledger.inputs !== files) wrong.push(`${ledger.inputs} inputs instead of ${files}`);
  if (ledger.lost !== 0) wrong.push(`${ledger.lost} lost`);
  if (ledger.duplicate_rows !== 0) wrong.push(`${ledger.duplicate_rows} duplicate rows`);
  if (ledger.missing !== missing) wrong.push(`${ledger.missing} missing instead of ${missing}`);
  for (const [name, count] of expected) {
    if (ledger.failed[name] !== count) wrong.push(`${ledger.failed[name] ?? 0} failed as ${name} instead of ${count}`);
  }
  for (const [name, count] of Object.entries(ledger.failed)) {
    if (!expected.some(([right]) => right === name)) wrong.push(`${count} failed as ${name}`);
  }
  return wrong;
}

interface FileInWork {
  readonly id: number;
  /** host:role:process */
  readonly holder: string;
}

/** Waits until so many files are done and others in work, which it returns. */
async function untilInWork(sql: Sql, runId: number, done: number): Promise<FileInWork[]> {
  for (;;) {
    const rows = await outlasting(
      () => sql<(FileInWork & { status: string })[]>`
        SELECT id, status, claimed_by AS holder FROM extraction_jobs
        WHERE run_id = ${runId} AND status IN ('completed', 'failed', 'processing')`,
    );
    if (rows === null) continue;
    const inWork = rows.filter(({ status }) => status === 'processing');
    const ended = rows.length - inWork.length;
    if (ended >= done && (inWork.length > 0 || ended > done * 2)) return inWork;
    await pause(20);
  }
}

/** The worker that holds most of the files; any that extracts, when the run was so quick that none is in work. */
function busiest({ a, b }: Cluster, inWork: readonly FileInWork[]): FleetProcess {
  const heldBy = ({ name }: FleetProcess): number => inWork.filter(({ holder }) => holder.split(':')[1] === name).length;
  return heldBy(a) > heldBy(b) || !b.isAlive ? a : b;
}

/** Seconds from `since` until all of the jobs have ended; null when there are none or they do not. */
async function terminalAfter(sql: Sql, jobIds: readonly number[], since: number, patienceMs: number): Promise<number | null> {
  if (jobIds.length === 0) return null;
  while (performance.now() - since < patienceMs) {
    const open = await outlasting(
      () => sql<{ n: number }[]>`
        SELECT count(*)::int AS n FROM extraction_jobs WHERE id = ANY(${[...jobIds]}::bigint[]) AND status IN ('pending', 'processing')`,
    );
    if (open?.[0]?.n === 0) return (performance.now() - since) / 1000;
    await pause(50);
  }
  return null;
}

async function runEnd(sql: Sql, runId: number, deadline: number): Promise<string> {
  while (performance.now() < deadline) {
    const rows = await outlasting(
      () => sql<{ status: string; open: number }[]>`
        SELECT status, (SELECT count(*)::int FROM extraction_jobs WHERE run_id = r.id AND status IN ('pending', 'processing')) AS open
        FROM runs r WHERE id = ${runId}`,
    );
    const run = rows?.[0];
    if (run?.status === 'completed' || (run?.status === 'held' && run.open === 0)) return run.status;
    await pause(100);
  }
  return 'stuck';
}

/** Null while the server that the fault has taken down is away, and for a question that went down with it. */
async function outlasting<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await Promise.race([ask(), pause(answerWithinMs, null, { ref: false })]);
  } catch {
    return null;
  }
}
