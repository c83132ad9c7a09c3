import { Command } from 'commander';
import type { Sql } from '../../adapters/postgres/connect.js';
import { filesToReplay, beginReplay, type ReplayFile } from '../../adapters/postgres/replay.js';
import { PostgresRunStore } from '../../adapters/postgres/run-store.js';
import { RunTracing } from '../../flows/run-tracing.js';
import { startRun } from '../../flows/start-run.js';
import { processorFor } from '../../processors/registry.js';
import { noTracing, type Tracing } from '../../queues/runtime/tracing.js';
import { errorClassOf, runIdOf, wholeNumber } from '../arguments.js';
import { readConfig } from '../config.js';
import { UsageError } from '../exit-codes.js';
import { withDatabase } from '../services.js';
import { openProducer } from '../open-producer.js';
import { table } from '../table.js';
import { withTracing } from '../tracing.js';

interface ReplayOptions {
  class: string;
  engine?: string;
  sample?: number;
  dryRun?: boolean;
  json?: boolean;
}

export function replayCommand(): Command {
  return new Command('replay')
    .description('try failed files of one class again, these and no others; workers do it')
    .argument('[run]', 'number of the run, or latest', 'latest')
    .requiredOption('--class <name>', 'error class, see `fleet failures`')
    .option('--engine <name>', 'read them with this engine alone, e.g. pdf-parse or ocr')
    .option('--sample <n>', 'only so many of them, the same ones every time', wholeNumber)
    .option('--dry-run', 'name the files and change nothing')
    .option('--json', 'print JSON')
    .action(async (text: string, options: ReplayOptions) => {
      const config = readConfig();
      await withDatabase(config, async ({ sql, redisUrl }) => {
        const runId = await runIdOf(text, new PostgresRunStore(sql));
        const files = await withTracing(config, 'producer', (tracing) => replay(sql, redisUrl, runId, options, tracing));
        if (options.json)
          console.log(JSON.stringify({ run: runId, dry_run: options.dryRun ?? false, files: files.map((f) => f.storageKey) }));
        else {
          console.log(
            table(
              ['file', 'format'],
              files.map(({ storageKey, format }) => [storageKey, format]),
            ),
          );
          console.log(`${files.length} files of run ${runId} ${options.dryRun ? 'would be' : 'are'} tried again`);
        }
      });
    });
}

/**
 * Puts the files back and enqueues the run's phases after linking under the next epoch; their coordinators find these files open, and no
 * others.
 * @throws {UsageError} when the run has not ended, or an engine cannot read one of the files
 */
export async function replay(
  sql: Sql,
  redisUrl: string,
  runId: number,
  options: ReplayOptions,
  tracing: Tracing = noTracing,
): Promise<ReplayFile[]> {
  const runs = new PostgresRunStore(sql);
  const files = await filesToReplay(sql, runId, errorClassOf(options.class), options.sample ?? null);
  const engine = options.engine ?? null;
  for (const { storageKey, format } of files) {
    const engines = Object.keys(processorFor(format)?.processor.engines ?? {});
    if (engine !== null && !engines.includes(engine))
      throw new UsageError(
        `${storageKey} is ${format}, which engine ${engine} does not read; its engines are ${engines.join(', ')}`,
      );
  }
  if (options.dryRun || files.length === 0) return files;
  const run = await runs.get(runId);
  if (run.status !== 'completed' && run.status !== 'held')
    throw new UsageError(`run ${runId} has not ended; replay what failed when it has`);
  // Before anything is put back: without Redis nobody would take it up.
  const connection = await openProducer(redisUrl);
  try {
    const epoch = await beginReplay(sql, run, files, engine);
    if (epoch === null) throw new UsageError(`run ${runId} was taken up by somebody else just now; try again`);
    const { phases } = await runs.options(runId);
    await startRun(
      connection,
      runId,
      epoch,
      phases.filter((phase) => phase !== 'link'),
      new RunTracing(tracing, runs, 'replay'),
    );
  } finally {
    connection.disconnect();
  }
  return files;
}
