import { Command } from 'commander';
import { choosePrunableRuns } from '../../adapters/postgres/prune/choose-runs.js';
import { pruneRuns, type PrunedRun } from '../../adapters/postgres/prune/prune-runs.js';
import { wholeNumber } from '../arguments.js';
import { readConfig } from '../config.js';
import { exitCodes } from '../exit-codes.js';
import { withDatabase } from '../services.js';
import { stopSignal } from '../stop-signals.js';
import { table } from '../table.js';

interface PruneOptions {
  readonly keep: number;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export function pruneCommand(): Command {
  return new Command('prune')
    .description(
      'remove jobs and log lines of old runs; what the facts of files stand on stays, and so do checkpoints and ledgers',
    )
    .requiredOption('--keep <n>', 'completed runs of each source that stay as they are, the newest', wholeNumber)
    .option('--dry-run', 'say what would go and change nothing')
    .option('--json', 'print JSON')
    .action(async ({ keep, dryRun = false, json = false }: PruneOptions) => {
      const signal = stopSignal();
      await withDatabase(readConfig(), async ({ sql }) => {
        const runs = await choosePrunableRuns(sql, keep);
        const pruned: PrunedRun[] = [];
        for await (const run of pruneRuns(sql, runs, { dryRun, signal })) pruned.push(run);
        console.log(json ? JSON.stringify({ dry_run: dryRun, runs: pruned }) : describe(pruned, dryRun));
        if (!signal.aborted) return;
        console.error('fleet: interrupted; the same command goes on');
        process.exitCode = exitCodes.interrupted;
      });
    });
}

function describe(runs: readonly PrunedRun[], dryRun: boolean): string {
  if (runs.length === 0) return 'No run is old enough to be pruned.';
  const sum = (pick: (run: PrunedRun) => number): number => runs.reduce((all, run) => all + pick(run), 0);
  const rows = runs.map(({ id, status, jobs, keptJobs, logLines, source }) => [
    ...[id, status, jobs, keptJobs, logLines].map(String),
    source,
  ]);
  return [
    table(['run', 'status', dryRun ? 'jobs that would go' : 'jobs removed', 'jobs that stay', 'log lines', 'source'], rows),
    `${sum(({ jobs }) => jobs)} jobs and ${sum(({ logLines }) => logLines)} log lines ${dryRun ? 'would be' : 'are'} removed; ` +
      `the facts of files stand on ${sum(({ keptJobs }) => keptJobs)} jobs of these runs.`,
  ].join('\n');
}
