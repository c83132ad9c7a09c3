import { Command } from 'commander';
import { PostgresRunStore } from '../../adapters/postgres/run-store.js';
import { reconcile } from '../../flows/reconcile.js';
import { RunTracing } from '../../flows/run-tracing.js';
import { startRun } from '../../flows/start-run.js';
import { QueueClient } from '../../queues/runtime/queue-client.js';
import { runIdOf } from '../arguments.js';
import { readConfig } from '../config.js';
import { openProducer } from '../open-producer.js';
import { withDatabase } from '../services.js';
import { table } from '../table.js';
import { withTracing } from '../tracing.js';

export function reconcileCommand(): Command {
  return new Command('reconcile')
    .description('enqueue again what Postgres says is open and nothing in Redis will do, e.g. after Redis was lost')
    .argument('[run]', 'number of the run, latest, or all that have not ended', 'all')
    .option('--json', 'print JSON')
    .action(async (text: string, options: { json?: boolean }) => {
      const config = readConfig();
      await withDatabase(config, async ({ sql, redisUrl }) => {
        const runs = new PostgresRunStore(sql);
        const only = text === 'all' ? null : await runIdOf(text, runs);
        const connection = await openProducer(redisUrl);
        const queues = new QueueClient(connection);
        try {
          const done = await withTracing(config, 'producer', (tracing) => {
            const traced = new RunTracing(tracing, runs, 'reconcile');
            return reconcile(
              { runs, queues, start: (run, epoch, phases) => startRun(connection, run, epoch, phases, traced) },
              only,
            );
          });
          if (options.json) console.log(JSON.stringify(done));
          else if (done.length === 0) console.log('every run has ended');
          else {
            const rows = done.map((run) => [run.run, run.action, run.epoch, run.open, run.phases.join(', ')].map(String));
            console.log(table(['run', 'state', 'epoch', 'open files', 'phases left'], rows));
          }
        } finally {
          await queues.close();
          connection.disconnect();
        }
      });
    });
}
