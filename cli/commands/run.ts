import { Command } from 'commander';
import { PostgresRunStore } from '../../adapters/postgres/run-store.js';
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
      ...(options.phases === undefined ? {} : { phases: parsePhases(options.phases) }),
      ...(limit === undefined ? {} : { limit }),
    };
    const produced = await withTracing(config, 'producer', (tracing) => produceRun(sql, redisUrl, { ...request, tracing }));
    if (!options.wait) {
      const { run, inventory } = produced;
      console.log(options.json ? JSON.stringify({ run: run.id, inventory }) : `run ${run.id}: ${describeInventory(inventory)}`);
      return;
    }
    if (!options.json) console.log(`run ${produced.run.id}: ${describeInventory(produced.inventory)}`);
    const status = await followRun(sql, produced.run.id, { signal: stop, silent: options.json ?? false });
    await printReport(sql, produced.run.id, options.json ? 'json' : 'text');
    const finished = await new PostgresRunStore(sql).get(produced.run.id);
    if (status === 'interrupted') process.exitCode = exitCodes.interrupted;
    else if (finished.status !== 'completed') process.exitCode = exitCodes.unsound;
  });
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
