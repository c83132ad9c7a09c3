import { Command } from 'commander';
import { readProgress } from '../../adapters/postgres/progress.js';
import { PostgresRunStore } from '../../adapters/postgres/run-store.js';
import { runIdOf } from '../arguments.js';
import { readConfig } from '../config.js';
import { followRun } from '../progress.js';
import { withDatabase } from '../services.js';
import { stopSignal } from '../stop-signals.js';
import { table } from '../table.js';

export function statusCommand(): Command {
  return new Command('status')
    .description('how far a run is')
    .argument('[run]', 'number of the run, or latest', 'latest')
    .option('--watch', 'follow the run to its end')
    .option('--json', 'print JSON')
    .action(async (text: string, options: { watch?: boolean; json?: boolean }) => {
      const stop = stopSignal();
      await withDatabase(readConfig(), async ({ sql }) => {
        const runs = new PostgresRunStore(sql);
        const runId = await runIdOf(text, runs);
        if (options.watch) await followRun(sql, runId, { signal: stop, silent: options.json ?? false });
        const status = {
          run: await runs.get(runId),
          progress: await readProgress(sql, runId),
          checkpoints: await runs.checkpoints(runId),
        };
        if (options.json) {
          console.log(JSON.stringify(status));
          return;
        }
        const { run, progress, checkpoints } = status;
        console.log(`Run ${run.id} over ${run.sourceUri}: ${run.status}\n`);
        console.log(
          table(
            ['queue', 'files', 'done', 'failed'],
            progress.map((q) => [q.queue, String(q.total), String(q.done), String(q.failed)]),
          ),
        );
        console.log('');
        const state = (c: (typeof checkpoints)[number]): string =>
          c.open ? 'at work' : c.passed ? 'passed' : c.misses.join('; ');
        console.log(
          table(
            ['phase', 'checkpoint'],
            checkpoints.map((c) => [c.phase, state(c)]),
          ),
        );
      });
    });
}
