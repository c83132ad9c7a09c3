import { Command } from 'commander';
import { PostgresRunStore } from '../../adapters/postgres/run-store.js';
import { retryPhase } from '../../flows/retry-phase.js';
import { RunTracing } from '../../flows/run-tracing.js';
import { producerConnection } from '../../queues/runtime/connection.js';
import { QueueClient } from '../../queues/runtime/queue-client.js';
import type { Tracing } from '../../queues/runtime/tracing.js';
import { PhaseName } from '../../queues/contract/payloads.js';
import { parsePhases, runIdOf } from '../arguments.js';
import { readConfig, type Config } from '../config.js';
import { UsageError } from '../exit-codes.js';
import { withDatabase, type Database } from '../services.js';
import { table } from '../table.js';
import { withTracing } from '../tracing.js';

export function checkpointCommand(): Command {
  const checkpoint = new Command('checkpoint').description('the checkpoints of a run; retry or accept the one that holds it');
  checkpoint
    .command('list', { isDefault: true })
    .description('the checkpoints with their figures')
    .argument('[run]', 'number of the run, or latest', 'latest')
    .option('--json', 'print JSON')
    .action(async (text: string, options: { json?: boolean }) => {
      await withDatabase(readConfig(), async ({ sql }) => {
        const runs = new PostgresRunStore(sql);
        const checkpoints = await runs.checkpoints(await runIdOf(text, runs));
        if (options.json) console.log(JSON.stringify(checkpoints));
        else
          console.log(
            table(
              ['phase', 'state', 'figures'],
              checkpoints.map((c) => [
                c.phase,
                c.open ? 'at work' : c.passed ? 'passed' : c.misses.join('; '),
                JSON.stringify(c.figures),
              ]),
            ),
          );
      });
    });
  checkpoint
    .command('retry')
    .description('compute a failed checkpoint anew; the run goes on when it passes. Shards are not added again')
    .argument('[run]', 'number of the run, or latest', 'latest')
    .argument('[phase]', 'the phase; default: the one that holds the run')
    .action((run: string, phase?: string) => retry(readConfig(), run, phase));
  checkpoint
    .command('accept')
    .description('let a phase pass although its checkpoint did not; the reason is kept with it')
    .argument('<run>', 'number of the run, or latest')
    .argument('<phase>')
    .requiredOption('--reason <text>', 'why this is in order')
    .action((run: string, phase: string, options: { reason: string }) => retry(readConfig(), run, phase, options.reason));
  return checkpoint;
}

async function retry(config: Config, text: string, phaseText?: string, acceptReason?: string): Promise<void> {
  await withDatabase(config, (database) =>
    withTracing(config, 'producer', (tracing) => retryIn(database, tracing, text, phaseText, acceptReason)),
  );
}

async function retryIn(
  { sql, redisUrl }: Database,
  tracing: Tracing,
  text: string,
  phaseText?: string,
  acceptReason?: string,
): Promise<void> {
  const runs = new PostgresRunStore(sql);
  const run = await runs.get(await runIdOf(text, runs));
  const held = (await runs.checkpoints(run.id)).filter((c) => !c.open && !c.passed && c.acceptedReason === null);
  const phase = phaseText === undefined ? held[0]?.phase : parsePhases(phaseText)[0];
  if (!phase) throw new UsageError(`run ${run.id} is not held by a checkpoint (phases: ${PhaseName.options.join(', ')})`);
  if (acceptReason !== undefined) await runs.accept(run.id, phase, acceptReason);
  const connection = producerConnection(redisUrl);
  const queues = new QueueClient(connection);
  try {
    await retryPhase(queues, runs, run.id, run.epoch, phase, new RunTracing(tracing, runs, 'checkpoint'));
    console.log(`checkpoint of phase ${phase} of run ${run.id} is computed anew by the next free coordinator`);
  } finally {
    await queues.close();
    connection.disconnect();
  }
}
