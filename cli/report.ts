import type { Sql } from '../adapters/postgres/connect.js';
import type { InventoryFigures } from '../adapters/postgres/inventory-store.js';
import { readLedger, type Ledger } from '../adapters/postgres/ledger.js';
import { readQuality, type QualityTarget } from '../adapters/postgres/quality.js';
import { PostgresRunStore, type Run, type StoredCheckpoint } from '../adapters/postgres/run-store.js';
import { readFailures, type FailureGroup } from '../adapters/postgres/failures.js';
import { checkpointState, figuresInWords } from './checkpoint-text.js';
import { lasted } from './duration.js';
import { count, describeInventory } from './inventory-text.js';
import { table } from './table.js';

export interface RunReport {
  readonly run: Run;
  readonly inventory: InventoryFigures | Record<string, never>;
  readonly ledger: Ledger;
  readonly checkpoints: readonly StoredCheckpoint[];
  readonly quality: readonly QualityTarget[];
  readonly failures: readonly FailureGroup[];
}

/** Everything the final report says, from Postgres. */
export async function readReport(sql: Sql, runId: number): Promise<RunReport> {
  const runs = new PostgresRunStore(sql);
  const [row] = await sql<{ inventory: InventoryFigures }[]>`SELECT inventory FROM runs WHERE id = ${runId}`;
  const run = await runs.get(runId);
  if (!row) throw new Error(`there is no run ${runId}`);
  return {
    run,
    inventory: row.inventory,
    ledger: await readLedger(sql, runId),
    checkpoints: await runs.checkpoints(runId),
    quality: await readQuality(sql, runId),
    failures: await readFailures(sql, runId),
  };
}

export async function printReport(sql: Sql, runId: number, format: 'text' | 'json'): Promise<void> {
  const report = await readReport(sql, runId);
  console.log(format === 'json' ? JSON.stringify(report) : renderReport(report));
}

/** The report for people, in plain text. */
export function renderReport(report: RunReport): string {
  const { ledger, checkpoints, quality, failures } = report;
  return [
    '',
    ...summaryOf(report),
    '',
    table(
      ['phase', 'checkpoint', 'seconds', 'figures'],
      checkpoints.map((c) => checkpointRow(c, report.run.status)),
    ),
    '',
    table(['quality', 'reached', 'target', 'of'], quality.map(qualityRow)),
    ...(failures.length === 0 ? [] : ['', table(['failed', 'files', 'example'], failures.map(failureRow))]),
    ...(ledger.missing === 0
      ? []
      : ['', `${count(ledger.missing)} missing: \`fleet failures ${report.run.id} --missing\` names them.`]),
    '',
    table(
      ['skipped', 'files'],
      Object.entries(ledger.skipped).map(([reason, files]) => [reason, String(files)]),
    ),
    '',
  ].join('\n');
}

/** The run in three sentences: how it ended, what was there, where each file went. */
export function summaryOf({ run, inventory, ledger }: RunReport): string[] {
  const seconds = run.finishedAt ? (run.finishedAt.getTime() - run.createdAt.getTime()) / 1000 : null;
  return [
    `Run ${run.id} over ${run.sourceUri}: ${run.status}${seconds === null ? '' : ` in ${lasted(seconds)}`}`,
    describeInventory(inventory),
    summary(ledger),
  ];
}

function summary(ledger: Ledger): string {
  const failed = Object.values(ledger.failed).reduce((n, files) => n + files, 0);
  const skipped = Object.values(ledger.skipped).reduce((n, files) => n + files, 0);
  const extracted = ledger.completed + failed - ledger.reused;
  const nothingNew =
    extracted === 0 && ledger.reused > 0 ? ' Nothing has changed since the last run: nothing was extracted again.' : '';
  return (
    `${count(ledger.inputs)} inputs = ${count(ledger.completed)} completed + ${count(failed)} failed + ${count(skipped)} skipped + ` +
    `${count(ledger.missing)} missing; ${ledger.open === 0 ? '' : `${count(ledger.open)} open, `}${count(ledger.lost)} lost, ${count(ledger.duplicate_rows)} duplicate rows. ` +
    `${count(extracted)} extracted, ${count(ledger.reused)} reused.${nothingNew}`
  );
}

function checkpointRow(checkpoint: StoredCheckpoint, runStatus: string): string[] {
  const { phase, open, figures, startedAt, createdAt } = checkpoint;
  const seconds = open ? '' : ((createdAt.getTime() - startedAt.getTime()) / 1000).toFixed(1);
  const first = Object.fromEntries(
    Object.entries(figures)
      .filter(([name, value]) => name !== 'run' && typeof value === 'number')
      .slice(0, 7),
  );
  return [phase, checkpointState(checkpoint, runStatus), seconds, figuresInWords(first)];
}

function qualityRow({ name, share, target, of }: QualityTarget): string[] {
  return [name, share === null ? 'none' : `${(share * 100).toFixed(1)}%`, `${target * 100}%`, String(of)];
}

function failureRow({ errorClass, files, example, error }: FailureGroup): string[] {
  return [errorClass, String(files), `${example}: ${error ?? ''}`.slice(0, 120)];
}
