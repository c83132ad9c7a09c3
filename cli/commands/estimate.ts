import { availableParallelism } from 'node:os';
import { Command, InvalidArgumentError } from 'commander';
import type { Sql } from '../../adapters/postgres/connect.js';
import { PostgresRunStore } from '../../adapters/postgres/run-store.js';
import { RatesUnknown, readRunRates, type RunRates } from '../../adapters/postgres/run-rates.js';
import { extractionQueueNames, type ExtractionQueueName } from '../../queues/contract/queue-table.js';
import { runIdOf } from '../arguments.js';
import { readConfig } from '../config.js';
import { UsageError } from '../exit-codes.js';
import { estimateRun, gains, type Estimate, type Load, type Machine } from '../estimate/model.js';
import { queuesOfRole, roleNames } from '../queue-list.js';
import { withDatabase } from '../services.js';
import { table } from '../table.js';

interface EstimateOptions {
  readonly dxf: number;
  readonly pdf: number;
  readonly creo: number;
  readonly cad: number;
  readonly inputs?: number;
  readonly scans?: number;
  readonly cores: number;
  readonly run: string;
  readonly check?: string;
  readonly json?: boolean;
}

export function estimateCommand(): Command {
  return new Command('estimate')
    .description('how long a run would take the machines of fleet.roles.json, from the rates of a run that has ended')
    .option('--dxf <n>', 'DXF files', count, 0)
    .option('--pdf <n>', 'PDF files', count, 0)
    .option('--creo <n>', 'Creo models and exports', count, 0)
    .option('--cad <n>', 'STEP, IGES and BREP models', count, 0)
    .option('--inputs <n>', 'all files, with those that nothing reads (default: the sum of the others)', count)
    .option('--scans <share>', 'share of the PDFs that are scanned, 0 to 1 (default: as in the measured run)', share)
    .option('--cores <n>', 'cores of one machine', count, availableParallelism())
    .option('--run <run>', 'the measured run: its number, or latest', 'latest')
    .option('--check <run>', 'another run that has ended: tells how far off an estimate of it would have been')
    .option('--json', 'print JSON')
    .action(async (options: EstimateOptions) => {
      await withDatabase(readConfig(), async ({ sql }) => {
        const rates = await ratesOf(sql, options.run);
        const load = loadOf(options);
        if (load.inputs === 0 && options.check === undefined)
          throw new UsageError('say how many files: --dxf, --pdf, --creo, --cad');
        const machines = machinesOf(options.cores);
        const checked = options.check === undefined ? null : check(await ratesOf(sql, options.check), rates);
        const estimate = estimateRun(load, machines, rates);
        const more = gains(load, machines, rates);
        if (options.json) console.log(JSON.stringify({ measuredRun: rates.runId, ...estimate, gains: more, check: checked }));
        else {
          console.log(`From the rates of run ${rates.runId}: ${rates.inputs} files, ${rates.children} extraction children.`);
          if (load.inputs > 0) print(estimate, more, machines);
          if (checked !== null) printCheck(checked);
        }
      });
    });
}

/** @throws {UsageError} when there is no such run, or one that tells no rates */
async function ratesOf(sql: Sql, run: string): Promise<RunRates> {
  const runId = await runIdOf(run, new PostgresRunStore(sql));
  try {
    return await readRunRates(sql, runId);
  } catch (error) {
    throw error instanceof RatesUnknown ? new UsageError(`${error.message}; name one with --run`, { cause: error }) : error;
  }
}

function loadOf({ dxf, pdf, creo, cad, inputs, scans }: EstimateOptions): Load {
  return { files: { dxf, pdf, creo, cad }, inputs: inputs ?? dxf + pdf + creo + cad, scannedShare: scans ?? null };
}

function machinesOf(cores: number): Machine[] {
  return roleNames().map((role) => {
    const queues = queuesOfRole(role);
    return { role, cores, queues: extractionQueueNames.filter((queue) => queues.has(queue)) };
  });
}

interface Check {
  readonly runId: number;
  readonly estimatedS: number;
  readonly measuredS: number;
  /** Estimated over measured, less one. */
  readonly error: number;
}

/** Estimates a run that has ended, on the children it had, and compares. */
function check(ended: RunRates, rates: RunRates): Check {
  const filesOf = (queue: ExtractionQueueName, isScanned?: boolean): number =>
    ended.work
      .filter((row) => row.queue === queue && (isScanned === undefined || row.isScanned === isScanned))
      .reduce((sum, row) => sum + row.files, 0);
  const files = { dxf: filesOf('dxf'), pdf: filesOf('pdf'), creo: filesOf('creo'), cad: filesOf('cad') };
  const scannedShare = files.pdf === 0 ? null : filesOf('pdf', true) / files.pdf;
  const machine = { role: 'measured', cores: Math.max(1, ended.children), queues: extractionQueueNames };
  const { wholeS } = estimateRun({ files, scannedShare, inputs: ended.inputs }, [machine], rates);
  return { runId: ended.runId, estimatedS: wholeS, measuredS: ended.wholeS, error: wholeS / ended.wholeS - 1 };
}

function print(
  { phasesS, wholeS, coreS, bottleneck }: Estimate,
  more: readonly { role: string; savedS: number }[],
  machines: readonly Machine[],
): void {
  const hours = (seconds: number): string => (seconds / 3600).toFixed(2);
  console.log('');
  console.log(
    table(
      ['phase', 'hours'],
      [...Object.entries(phasesS), ['all', wholeS] as const].map(([phase, seconds]) => [phase, hours(seconds)]),
    ),
  );
  console.log('');
  console.log(
    table(
      ['queue', 'core hours', 'machines'],
      extractionQueueNames.map((queue) => [
        queue,
        hours(coreS[queue]),
        machines.flatMap(({ role, queues, cores }) => (queues.includes(queue) ? [`${role} (${cores})`] : [])).join(' '),
      ]),
    ),
  );
  console.log(`\nBottleneck: ${bottleneck.queues.join(', ') || 'none'}, on ${bottleneck.machines.join(', ') || 'no machine'}.`);
  for (const { role, savedS } of more.slice(0, 2)) console.log(`One more ${role} saves ${hours(savedS)} hours.`);
}

function printCheck({ runId, estimatedS, measuredS, error }: Check): void {
  const percent = `${error > 0 ? '+' : ''}${(error * 100).toFixed(1)} %`;
  console.log(`\nRun ${runId}: estimated ${estimatedS.toFixed(1)} s, measured ${measuredS.toFixed(1)} s, error ${percent}.`);
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('must be a whole number');
  return value;
}

function share(text: string): number {
  const value = Number(text);
  if (!(value >= 0 && value <= 1)) throw new InvalidArgumentError('must be between 0 and 1');
  return value;
}
