import { Command } from 'commander';
import { PostgresRunStore, type StoredCheckpoint } from '../../adapters/postgres/run-store.js';
import { retryPhase } from '../../flows/retry-phase.js';
import { RunTracing } from '../../flows/run-tracing.js';
import { QueueClient } from '../../queues/runtime/queue-client.js';
import type { Tracing } from '../../queues/runtime/tracing.js';
import type { PhaseName } from '../../queues/contract/payloads.js';
import { parsePhases, runIdOf } from '../arguments.js';
import { checkpointState, figuresInWords } from '../checkpoint-text.js';
import { readConfig, type Config } from '../config.js';
import { UsageError } from '../exit-codes.js';
import { openProducer } from '../open-producer.js';
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
        const run = await runs.get(await runIdOf(text, runs));
        const checkpoints = await runs.checkpoints(run.id);
        if (options.json) console.log(JSON.stringify(checkpoints));
        else
          console.log(
            table(
              ['phase', 'state', 'figures'],
              checkpoints.map((c) => [c.phase, checkpointState(c, run.status), figuresInWords(c.figures)]),
            ),
          );
      });
    });
  checkpoint
    .command('retry')
    .description('compute a failed checkpoint anew; the run goes on when it passes. Shards are not added again')
    .argument('[run]', 'number of the run, or latest', 'latest')
    .argument('[phase]', 'the phase; default: all that hold the run')
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
  const checkpoints = await runs.checkpoints(run.id);
  const held = checkpoints.filter((c) => !c.open && !c.passed && c.acceptedReason === null);
  const asked = phaseText === undefined ? null : parsePhases(phaseText);
  // A phase that is asked for by name may have failed before its checkpoint: it is computed anew, but nobody can accept what is not known.
  const candidates = asked === null || acceptReason !== undefined ? held : checkpoints.filter((c) => !c.passed);
  const phases = candidates.map(({ phase }) => phase).filter((phase) => asked?.includes(phase) ?? true);
  if (phases.length === 0) throw new UsageError(notHeld(run.id, held, asked));
  const connection = await openProducer(redisUrl);
  const queues = new QueueClient(connection);
  try {
    for (const phase of phases) {
      if (acceptReason !== undefined) await runs.accept(run.id, phase, acceptReason);
      await retryPhase(queues, runs, run.id, run.epoch, phase, new RunTracing(tracing, runs, 'checkpoint'));
      console.log(
        acceptReason === undefined
          ? `checkpoint of phase ${phase} of run ${run.id} is computed anew by the next free coordinator`
          : `checkpoint of phase ${phase} of run ${run.id} is accepted; the next free coordinator lets the run go on`,
      );
    }
  } finally {
    await queues.close();
    connection.disconnect();
  }
}

function notHeld(run: number, held: readonly StoredCheckpoint[], asked: readonly PhaseName[] | null): string {
  if (held.length === 0) return `run ${run} is not held by a checkpoint`;
  return `run ${run} is not held by ${(asked ?? []).join(', ')}, but by ${held.map(({ phase }) => phase).join(', ')}`;
}
