import { fileKinds } from '../../processors/embed/kinds.js';
import { jobTypeOf, type Format } from '../../queues/contract/formats.js';
import { PhaseName } from '../../queues/contract/payloads.js';
import { extractionQueueNames, queueTable, type ExtractionQueueName } from '../../queues/contract/queue-table.js';
import type { Sql } from './connect.js';
import type { InventoryFigures } from './inventory-store.js';
import { leftOver, total } from './ledger.js';
import { isAtWork } from './open-phase.js';
import { isStartedTwice } from './takeovers.js';

/**
 * One phase of a run, file by file. It adds up when inputs = completed + failed + skipped + missing. Its inputs are counted elsewhere than
 * its outcomes: those of linking and extraction by the inventory, those of the phases after them by what extraction completed.
 */
export interface PhaseLedger {
  readonly phase: PhaseName;
  readonly inputs: number;
  readonly completed: number;
  readonly failed: Readonly<Record<string, number>>;
  readonly skipped: Readonly<Record<string, number>>;
  /** Gone between inventory and extraction. */
  readonly missing: number;
  /** Claimed more often than failed attempts explain. */
  readonly started_twice: number;
  /** In no terminal state of this phase, which has not reached its checkpoint. */
  readonly open: number;
  /** In no terminal state of this phase, which has. */
  readonly lost: number;
  readonly adds_up: boolean;
}

interface LedgerRun {
  readonly id: number;
  readonly inventory: Partial<InventoryFigures>;
  /** Those that were asked for. */
  readonly phases: readonly string[];
  /** Those that have nothing more to do: judged, or of a run that has completed. */
  readonly over: readonly string[];
  /** Of a pruned run, what was kept. */
  readonly before: PhaseLedger[] | null;
}

/**
 * The phases of a run that work file by file, in their order; those that were not asked for are left out. Of a run that was pruned what was kept
 * of it.
 * @throws {Error} when there is no such run
 */
export async function readPhaseLedgers(sql: Sql, runId: number): Promise<PhaseLedger[]> {
  const [run] = await sql<LedgerRun[]>`
    SELECT id, inventory, ledger -> 'phases' AS before, COALESCE(options -> 'phases', ${sql.json(PhaseName.options)}) AS phases,
      CASE WHEN status = 'completed' THEN ${[...PhaseName.options]}::text[]
        ELSE ARRAY(SELECT phase FROM run_checkpoints WHERE run_id = r.id AND NOT ${isAtWork(sql)}) END AS over
    FROM runs r WHERE id = ${runId}`;
  if (!run) throw new Error(`there is no run ${runId}`);
  if (run.before) return run.before;
  const ledgers: PhaseLedger[] = [];
  if (run.phases.includes('link')) ledgers.push(await linkLedger(sql, run));
  if (run.phases.includes('extract')) ledgers.push(...(await extractionLedgers(sql, run)));
  if (run.phases.includes('index')) ledgers.push(await indexLedger(sql, run));
  if (run.phases.includes('embed')) ledgers.push(await embedLedger(sql, run));
  return ledgers;
}

/** What linking counted when it ended: a later run over the same source links its files anew. */
async function linkLedger(sql: Sql, run: LedgerRun): Promise<PhaseLedger> {
  const [row] = await sql<{ members: number }[]>`
    SELECT COALESCE((figures ->> 'members')::int, 0) AS members FROM run_checkpoints WHERE run_id = ${run.id} AND phase = 'link'`;
  return balanced(run, 'link', run.inventory.present ?? 0, { completed: row?.members ?? 0 });
}

interface JobState {
  readonly job_type: string;
  readonly status: string;
  readonly reason: string | null;
  readonly files: number;
  readonly started_twice: number;
}

async function extractionLedgers(sql: Sql, run: LedgerRun): Promise<PhaseLedger[]> {
  const states = await sql<JobState[]>`
    SELECT job_type, status, CASE status WHEN 'failed' THEN COALESCE(error_class, 'UNKNOWN') WHEN 'skipped' THEN skip_reason END AS reason,
      count(*)::int AS files,
      count(*) FILTER (WHERE ${isStartedTwice(sql)})::int AS started_twice
    FROM extraction_jobs WHERE run_id = ${run.id} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`;
  return extractionQueueNames.map((queue) => extractionLedger(run, queue, states));
}

function extractionLedger(run: LedgerRun, queue: ExtractionQueueName, states: readonly JobState[]): PhaseLedger {
  const types: readonly string[] = queueTable[queue].jobTypes;
  const isOwn = (format: string): boolean => types.includes(jobTypeOf[format as Format] ?? '');
  const inputs = total(Object.fromEntries(Object.entries(run.inventory.byFormat ?? {}).filter(([format]) => isOwn(format))));
  const own = states.filter(({ job_type: type }) => types.includes(type));
  const failed = own.filter(({ status }) => status === 'failed');
  return balanced(run, PhaseName.parse(queue), inputs, {
    completed: filesOf(own.filter(({ status }) => status === 'completed')),
    failed: byReason(failed.filter(({ reason }) => reason !== 'FILE_MISSING')),
    skipped: byReason(own.filter(({ status }) => status === 'skipped')),
    missing: filesOf(failed.filter(({ reason }) => reason === 'FILE_MISSING')),
    startedTwice: sum(own.map(({ started_twice: files }) => files)),
  });
}

async function indexLedger(sql: Sql, run: LedgerRun): Promise<PhaseLedger> {
  const [row] = await sql<{ inputs: number; completed: number }[]>`
    SELECT count(*)::int AS inputs,
      count(*) FILTER (
        WHERE NOT EXISTS (SELECT FROM extracted_text t WHERE t.file_id = j.file_id AND t.tsv IS NULL)
          AND NOT EXISTS (SELECT FROM extracted_blocks b WHERE b.file_id = j.file_id AND b.normalized_name IS NULL))::int AS completed
    FROM extraction_jobs j WHERE j.run_id = ${run.id} AND j.status = 'completed'`;
  return balanced(run, 'index', row?.inputs ?? 0, { completed: row?.completed ?? 0 });
}

/** A file is done when each kind of vector is there, or the reason why it is missing. */
async function embedLedger(sql: Sql, run: LedgerRun): Promise<PhaseLedger> {
  const [row] = await sql<{ inputs: number; completed: number }[]>`
    SELECT count(*)::int AS inputs,
      count(*) FILTER (
        WHERE (SELECT count(*) FROM file_embeddings e WHERE e.file_id = j.file_id) >= ${Object.keys(fileKinds).length})::int AS completed
    FROM extraction_jobs j WHERE j.run_id = ${run.id} AND j.status = 'completed'`;
  return balanced(run, 'embed', row?.inputs ?? 0, { completed: row?.completed ?? 0 });
}

interface Outcomes {
  readonly completed: number;
  readonly failed?: Readonly<Record<string, number>>;
  readonly skipped?: Readonly<Record<string, number>>;
  readonly missing?: number;
  readonly startedTwice?: number;
}

function balanced(
  { over }: LedgerRun,
  phase: PhaseName,
  inputs: number,
  { completed, failed = {}, skipped = {}, missing = 0, startedTwice = 0 }: Outcomes,
): PhaseLedger {
  const unsettled = inputs - completed - total(failed) - total(skipped) - missing;
  const left = leftOver(unsettled, over.includes(phase));
  return { phase, inputs, completed, failed, skipped, missing, started_twice: startedTwice, ...left, adds_up: unsettled === 0 };
}

const filesOf = (states: readonly JobState[]): number => sum(states.map(({ files }) => files));

function byReason(states: readonly JobState[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { reason, files } of states) counts[reason ?? 'UNKNOWN'] = (counts[reason ?? 'UNKNOWN'] ?? 0) + files;
  return counts;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
