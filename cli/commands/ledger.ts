import { Command } from 'commander';
import { readLedger, type Ledger } from '../../adapters/postgres/ledger.js';
import { readPhaseLedgers, type PhaseLedger } from '../../adapters/postgres/phase-ledger.js';
import { PostgresRunStore } from '../../adapters/postgres/run-store.js';
import { runIdOf } from '../arguments.js';
import { readConfig } from '../config.js';
import { exitCodes } from '../exit-codes.js';
import { withDatabase } from '../services.js';
import { table } from '../table.js';

export function ledgerCommand(): Command {
  return new Command('ledger')
    .description('where every input of a run ended, in all and by phase; fails when it does not add up')
    .argument('[run]', 'number of the run, or latest', 'latest')
    .option('--json', 'print JSON')
    .action(async (run: string, options: { json?: boolean }) => {
      await withDatabase(readConfig(), async ({ sql }) => {
        const runId = await runIdOf(run, new PostgresRunStore(sql), { pruned: true });
        const ledger = await readLedger(sql, runId);
        const phases = await readPhaseLedgers(sql, runId);
        console.log(options.json ? JSON.stringify({ ...ledger, phases }) : `${wholeTable(ledger)}\n${phaseTable(phases)}`);
        const complaints = complaintsOf(ledger, phases);
        for (const complaint of complaints) console.error(complaint);
        if (complaints.length > 0) process.exitCode = exitCodes.unsound;
      });
    });
}

/** What does not add up, one sentence each. */
function complaintsOf(ledger: Ledger, phases: readonly PhaseLedger[]): string[] {
  const complaints: string[] = [];
  if (ledger.open > 0)
    complaints.push(`the ledger of run ${ledger.run} does not add up yet: ${ledger.open} files are open, none of them is lost`);
  if (ledger.lost !== 0)
    complaints.push(`the ledger of run ${ledger.run} does not add up: ${ledger.lost} files are in no terminal state`);
  if (ledger.duplicate_rows > 0) complaints.push(`${ledger.duplicate_rows} rows more or fewer than the extractions counted`);
  for (const { phase, open, lost } of phases) {
    if (open > 0) complaints.push(`phase ${phase} has not ended: ${open} of its files are open`);
    if (lost > 0) complaints.push(`phase ${phase} does not add up: ${lost} of its files have not ended`);
    if (lost < 0) complaints.push(`phase ${phase} does not add up: ${-lost} files more than it was given`);
  }
  return complaints;
}

function wholeTable({ failed, skipped, run, inputs, completed, reused, missing, open, lost, ...checked }: Ledger): string {
  const { duplicate_rows, started_twice, adds_up } = checked;
  // Named one by one: what is read back of a pruned run keeps no order.
  const figures = { run, inputs, completed, reused, missing, open, lost, duplicate_rows, started_twice, adds_up };
  const rows = Object.entries({ ...figures, ...prefixed('failed', failed), ...prefixed('skipped', skipped) });
  return table(
    ['ledger', ''],
    rows.map(([name, value]) => [name, String(value)]),
  );
}

function phaseTable(phases: readonly PhaseLedger[]): string {
  return table(
    ['phase', 'inputs', 'completed', 'failed', 'skipped', 'missing', 'started twice', 'open', 'lost'],
    phases.map((phase) => [
      phase.phase,
      String(phase.inputs),
      String(phase.completed),
      listed(phase.failed),
      listed(phase.skipped),
      String(phase.missing),
      String(phase.started_twice),
      String(phase.open),
      String(phase.lost),
    ]),
  );
}

function listed(counts: Readonly<Record<string, number>>): string {
  const entries = Object.entries(counts);
  return entries.length === 0 ? '0' : entries.map(([name, files]) => `${name} ${files}`).join(', ');
}

function prefixed(prefix: string, counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).map(([name, files]) => [`${prefix} ${name}`, files]));
}
