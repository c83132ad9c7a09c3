import { Command } from 'commander';
import { PostgresRunStore, SourceAtWork } from '../../adapters/postgres/run-store.js';
import { parsePhases, wholeNumber } from '../arguments.js';
import { objectStorage, readConfig, type Config } from '../config.js';
import { exitCodes, UsageError } from '../exit-codes.js';
import { describeInventory } from '../inventory-text.js';
import { produceRun, type RunRequest } from '../produce-run.js';
import { followRun } from '../progress.js';
import { printReport } from '../report.js';
import { withDatabase } from '../services.js';
import { stopSignal } from '../stop-signals.js';
import { withTracing } from '../tracing.js';

interface RunOptions {
  catalog?: string;
  dryRun?: number | true;
  phases?: string;
  sequential?: boolean;
  supersede?: boolean;
  wait?: boolean;
  json?: boolean;
}

const dryRunFiles = 1000;

export function runCommand(): Command {
  return new Command('run')
    .description('take the inventory of a source and start a run over it; workers do the rest')
    .argument('[source]', 'a folder, or s3://bucket/prefix (with --catalog: S3_BUCKET unless given)')
    .option('--catalog <table>', "an existing table of the fleet's database that lists the files of the source, e.g. CloudFiles")
    .option('--dry-run [n]', `only the first n files (${dryRunFiles} unless given)`, wholeNumber)
    .option('--phases <list>', 'only these phases, e.g. link,extract')
    .option('--sequential', 'strict order: documents first, then models')
    .option('--supersede', 'give up a run over the same source that has not ended; without it, such a run is an error')
    .option('--wait', 'follow the run to its end and print the report')
    .option('--json', 'print JSON')
    .action((source: string | undefined, options: RunOptions) => run(readConfig(), source, options));
}

async function run(config: Config, given: string | undefined, options: RunOptions): Promise<void> {
  const source = sourceOf(config, given, options);
  const stop = stopSignal();
  await withDatabase(config, async ({ sql, redisUrl }) => {
    const limit = options.dryRun === true ? dryRunFiles : options.dryRun;
    const request: RunRequest = {
      source,
      storage: objectStorage(config),
      ...(options.catalog === undefined ? {} : { catalogue: options.catalog }),
      sequential: options.sequential ?? false,
      supersede: options.supersede ?? false,
      ...(options.phases === undefined ? {} : { phases: parsePhases(options.phases) }),
      ...(limit === undefined ? {} : { limit }),
    };
    const produced = await withTracing(config, 'producer', (tracing) => produceRun(sql, redisUrl, { ...request, tracing })).catch(
      refusedAtWork,
    );
    const { run, inventory, givenUp } = produced;
    if (!options.json) {
      for (const earlier of givenUp) console.log(`run ${earlier} over the same source had not ended and is given up`);
      console.log(`run ${run.id}: ${describeInventory(inventory)}`);
    }
    if (!options.wait) {
      if (options.json) console.log(JSON.stringify({ run: run.id, inventory, given_up: givenUp }));
      return;
    }
    const status = await followRun(sql, produced.run.id, { signal: stop, silent: options.json ?? false });
    await printReport(sql, produced.run.id, options.json ? 'json' : 'text');
    const finished = await new PostgresRunStore(sql).get(produced.run.id);
    if (status === 'interrupted') process.exitCode = exitCodes.interrupted;
    else if (finished.status !== 'completed') process.exitCode = exitCodes.unsound;
  });
}

/** @throws {UsageError} that says what can be done about it */
function refusedAtWork(error: unknown): never {
  if (!(error instanceof SourceAtWork)) throw error;
  const { runId } = error;
  throw new UsageError(
    `${error.message}; two at once would take the files from each other. Wait for it (\`fleet status ${runId} --watch\`), or give it up: --supersede`,
  );
}

/** A catalogue alone means the bucket of the configuration. */
function sourceOf({ S3_BUCKET: bucket }: Config, given: string | undefined, { catalog }: RunOptions): string {
  if (catalog !== undefined && !/^\w+(?:\.\w+)?$/.test(catalog))
    throw new UsageError(`"${catalog}" is no table: give its name, or schema.name`);
  if (given !== undefined) return given;
  if (catalog === undefined) throw new UsageError('give a folder or s3://bucket/prefix');
  if (bucket === undefined)
    throw new UsageError('--catalog needs the storage of its files: s3://bucket/prefix, a folder, or S3_BUCKET');
  return `s3://${bucket}`;
}
