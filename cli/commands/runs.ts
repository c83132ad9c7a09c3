import { Command } from 'commander';
import { listRuns, type ListedRun } from '../../adapters/postgres/list-runs.js';
import { wholeNumber } from '../arguments.js';
import { readConfig } from '../config.js';
import { withDatabase } from '../services.js';
import { table } from '../table.js';

const shownRuns = 20;

export function runsCommand(): Command {
  return new Command('runs')
    .description('all runs, the newest first, and where their files ended')
    .option('--limit <n>', 'runs listed', wholeNumber, shownRuns)
    .option('--json', 'print JSON')
    .action(async (options: { limit: number; json?: boolean }) => {
      await withDatabase(readConfig(), async ({ sql }) => {
        const runs = await listRuns(sql, options.limit);
        if (options.json) console.log(JSON.stringify(runs));
        else console.log(runs.length === 0 ? 'Nothing has run yet.' : runsTable(runs));
      });
    });
}

const figures = ['inputs', 'completed', 'reused', 'failed', 'skipped', 'missing', 'open', 'lost'] as const;

function runsTable(runs: readonly ListedRun[]): string {
  return table(
    ['run', 'status', 'started', 'ended', 'files', ...figures.slice(1), 'source'],
    runs.map(({ id, status, pruned, started, ended, files, source }) => [
      String(id),
      pruned === null ? status : `${status}, pruned`,
      minuteOf(started),
      ended === null ? '' : minuteOf(ended),
      ...figures.map((figure) => (files === null ? '' : String(files[figure]))),
      source,
    ]),
  );
}

/** `2026-11-27 21:45`, UTC. */
const minuteOf = (time: Date): string => time.toISOString().slice(0, 16).replace('T', ' ');
