import { join } from 'node:path';
import { table } from '../cli/table.js';
import { numberArgument } from './arguments.js';
import { ArchiveMaker } from './chaos/archive.js';
import { Cluster } from './chaos/cluster.js';
import type { Fault } from './chaos/fault.js';
import { faults, shortFaults } from './chaos/faults.js';
import { runScenario, type ScenarioOutcome } from './chaos/scenario.js';

/**
 * Real worker processes over a Postgres and a Redis (AOF) of our own, and a fault in the middle of every run. Each run must end with every
 * file in one terminal state and no row twice. `--seed N`, `--files N` over all runs (2,000), `--only TEXT` faults whose name holds it,
 * `--short` three of them.
 */

const seed = numberArgument('--seed', 1);
const files = numberArgument('--files', 2_000);
const patienceMs = numberArgument('--patience-s', 600) * 1000;
const only = process.argv.includes('--only') ? (process.argv[process.argv.indexOf('--only') + 1] ?? '') : '';
const chosen = faults.filter(
  ({ name }) => name.includes(only) && (!process.argv.includes('--short') || shortFaults.includes(name)),
);

// postgres.js 3.4 may write to a socket that has just gone, past every promise; the query is asked again (`outlasting`). The fleet's own processes
// are not spared: there it is one more death of a worker.
process.on('uncaughtException', (error) => {
  if (!(error instanceof TypeError && error.stack?.includes('nextWrite') === true)) throw error;
});
const cluster = await Cluster.open();
const outcomes: ScenarioOutcome[] = [];
const skipped: string[] = [];
try {
  console.log(`partitions by ${cluster.link.what}; worker's disk ${cluster.hasSmallDisk ? 'a tmpfs' : 'not limited'}`);
  const maker = await ArchiveMaker.create(join(cluster.folder, 'patterns'), seed);
  for (const fault of chosen) await strike(fault, maker);
} finally {
  await cluster.close();
}
report();

async function strike(fault: Fault, maker: ArchiveMaker): Promise<void> {
  const impossible = fault.impossible?.(cluster) ?? null;
  if (impossible !== null) {
    skipped.push(`${fault.name}: ${impossible}`);
    return;
  }
  const each = Math.max(20, Math.ceil(files / chosen.length));
  const outcome = await runScenario(cluster, maker, { fault, files: each, seed, patienceMs });
  outcomes.push(outcome);
  console.log(
    `${outcome.wrong.length === 0 ? 'ok' : 'WRONG'}  ${fault.name}${outcome.wrong.map((text) => `; ${text}`).join('')}`,
  );
}

function report(): void {
  const sum = (of: (outcome: ScenarioOutcome) => number): number => outcomes.reduce((n, outcome) => n + of(outcome), 0);
  const rows = outcomes.map(({ fault, files: count, lost, duplicateRows, startedTwice, recoveryS, wrong }) => [
    fault,
    ...[count, lost, duplicateRows, startedTwice].map(String),
    recoveryS?.toFixed(1) ?? '-',
    wrong.join('; '),
  ]);
  console.log(table(['fault', 'files', 'lost', 'duplicate rows', 'restarted files', 'recovery s', 'wrong'], rows));
  for (const text of skipped) console.log(`NOT RUN  ${text}`);
  if (outcomes.some(({ wrong }) => wrong.length > 0) || outcomes.length === 0) process.exitCode = 1;
  console.log(
    JSON.stringify({
      seed,
      faults: outcomes.length,
      files: sum((outcome) => outcome.files),
      lost: sum(({ lost }) => lost),
      duplicate_rows: sum(({ duplicateRows }) => duplicateRows),
      started_twice: sum(({ startedTwice }) => startedTwice),
    }),
  );
}
