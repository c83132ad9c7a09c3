import { Command } from 'commander';
import { readWorkers, type WorkerState } from '../../dashboard/readings/workers.js';
import { readProgress } from '../../adapters/postgres/progress.js';
import { PostgresRunStore } from '../../adapters/postgres/run-store.js';
import { runIdOf } from '../arguments.js';
import { checkpointState } from '../checkpoint-text.js';
import { readConfig } from '../config.js';
import { followRun } from '../progress.js';
import { withDatabase } from '../services.js';
import { stopSignal } from '../stop-signals.js';
import { table } from '../table.js';

export function statusCommand(): Command {
  return new Command('status')
    .description('how far a run is, and which workers there are')
    .argument('[run]', 'number of the run, or latest', 'latest')
    .option('--watch', 'follow the run to its end')
    .option('--json', 'print JSON')
    .action(async (text: string, options: { watch?: boolean; json?: boolean }) => {
      const stop = stopSignal();
      await withDatabase(readConfig(), async ({ sql }) => {
        const runs = new PostgresRunStore(sql);
        if (text === 'latest' && (await runs.latest()) === null) {
          const workers = await readWorkers(sql);
          console.log(options.json ? JSON.stringify({ run: null, workers }) : `Nothing has run yet.\n\n${workersTable(workers)}`);
          return;
        }
        const runId = await runIdOf(text, runs);
        if (options.watch) await followRun(sql, runId, { signal: stop, silent: options.json ?? false });
        const status = {
          run: await runs.get(runId),
          progress: await readProgress(sql, runId),
          checkpoints: await runs.checkpoints(runId),
          workers: await readWorkers(sql),
        };
        if (options.json) {
          console.log(JSON.stringify(status));
          return;
        }
        const { run, progress, checkpoints, workers } = status;
        console.log(`Run ${run.id} over ${run.sourceUri}: ${run.status}\n`);
        console.log(
          table(
            ['queue', 'files', 'ended', 'of them failed'],
            progress.map((q) => [q.queue, String(q.total), String(q.done), String(q.failed)]),
          ),
        );
        console.log('');
        console.log(
          table(
            ['phase', 'checkpoint'],
            checkpoints.map((c) => [c.phase, checkpointState(c, run.status)]),
          ),
        );
        console.log('');
        console.log(workersTable(workers));
      });
    });
}

function workersTable(workers: readonly WorkerState[]): string {
  if (workers.length === 0) return 'No worker has registered: `fleet worker --role NAME` starts one.';
  const rows = workers.map((worker) => [
    worker.worker_id,
    worker.state,
    `${Math.round(worker.heartbeat_age_s)} s ago`,
    worker.queues.join(', '),
    worker.version,
  ]);
  return table(['worker', 'state', 'heard of', 'queues', 'version'], rows);
}
