import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { PostgresRunStore } from '../../adapters/postgres/run-store.js';
import type { Tracing } from '../../queues/runtime/tracing.js';
import { writeSampleArchive } from '../../sample/write-sample-archive.js';
import { wholeNumber } from '../arguments.js';
import { objectStorage, readConfig, type Config } from '../config.js';
import { exitCodes } from '../exit-codes.js';
import { describeInventory } from '../inventory-text.js';
import { produceRun } from '../produce-run.js';
import { followRun } from '../progress.js';
import { printReport } from '../report.js';
import { createLogger } from '../logger.js';
import { serveDashboard, serveSearch } from '../servers.js';
import { withDatabase, type Database } from '../services.js';
import { stopSignal, whenAborted } from '../stop-signals.js';
import { SupervisedWorker } from '../supervised-worker.js';
import { withTracing } from '../tracing.js';
import { sampleFiles, sampleSeed } from './sample-archive.js';

interface StartOptions {
  once?: boolean;
  sequential?: boolean;
  files: number;
  seed: number;
  json?: boolean;
}

export function startCommand(): Command {
  return new Command('start')
    .description('the whole of it on this machine: local stack, a worker, a run, its report; dashboard and search stay up')
    .argument('[source]', 'your archive, a folder or s3://bucket/prefix; without it a sample archive is written and taken')
    .option('--once', 'exit after the report')
    .option('--sequential', 'strict order: documents first, then models')
    .option('--files <n>', 'files of the sample archive', wholeNumber, sampleFiles)
    .option('--seed <n>', 'seed of the sample archive', wholeNumber, sampleSeed)
    .option('--json', 'print the report as JSON')
    .action((folder: string | undefined, options: StartOptions) => start(readConfig(), folder, options));
}

async function start(config: Config, folder: string | undefined, options: StartOptions): Promise<void> {
  const stop = stopSignal();
  const say = options.json ? () => undefined : (line: string) => console.log(line);
  const source = folder ?? (await sampleArchive(config, options, say));
  await withTracing(config, 'producer', (tracing) => startAll(config, source, options, { stop, say, tracing }));
}

interface Surroundings {
  readonly stop: AbortSignal;
  readonly say: (line: string) => void;
  readonly tracing: Tracing;
}

async function startAll(config: Config, source: string, options: StartOptions, around: Surroundings): Promise<void> {
  const { stop, say } = around;
  await withDatabase(config, async (database) => {
    if (database.local) say(`local stack in ${config.FLEET_LOCAL_DIR}`);
    const worker = new SupervisedWorker(config, database);
    worker.start();
    say(`worker log: ${worker.logFile}`);
    const servers = options.once ? [] : await openServers(config, database, around);
    try {
      await runOnce(config, database, source, options, around);
      if (!options.once && !stop.aborted) {
        say('Dashboard, search and worker stay up. Ctrl-C ends them.');
        await whenAborted(stop);
      }
    } finally {
      await Promise.all(servers.map((server) => server.close()));
      await worker.stop();
    }
  });
}

async function openServers(
  config: Config,
  { sql, redisUrl }: Database,
  { say, tracing }: Surroundings,
): Promise<{ close(): Promise<void> }[]> {
  const dashboard = await serveDashboard(config, sql, redisUrl, tracing, createLogger(config, 'error'));
  const search = await serveSearch(config, sql);
  say(`dashboard: ${dashboard.url}   queues: ${dashboard.url}queues   search: ${search.url}docs`);
  return [dashboard, search];
}

async function runOnce(
  config: Config,
  { sql, redisUrl }: Database,
  source: string,
  options: StartOptions,
  { stop, say, tracing }: Surroundings,
): Promise<void> {
  const sequential = options.sequential ?? false;
  const request = { source, storage: objectStorage(config), sequential, tracing };
  const { run, inventory } = await produceRun(sql, redisUrl, request);
  say(`run ${run.id} over ${run.sourceUri}: ${describeInventory(inventory)}`);
  const end = await followRun(sql, run.id, { signal: stop, silent: options.json ?? false });
  if (end === 'interrupted') {
    process.exitCode = exitCodes.interrupted;
    return;
  }
  await printReport(sql, run.id, options.json ? 'json' : 'text');
  const { status } = await new PostgresRunStore(sql).get(run.id);
  if (status !== 'completed') {
    process.exitCode = exitCodes.unsound;
    say(`The run is held. \`npx fleet checkpoint\` says why; after mending, \`npx fleet checkpoint retry ${run.id}\`.`);
  }
}

/** The sample archive is written once and kept, so that the next start finds it unchanged. */
async function sampleArchive(config: Config, { files, seed }: StartOptions, say: (line: string) => void): Promise<string> {
  const dir = join(config.FLEET_LOCAL_DIR, `sample-archive-${files}-${seed}`);
  if (existsSync(`${dir}-truth`)) return dir;
  say(`writing a sample archive of ${files} files to ${dir}`);
  await writeSampleArchive(dir, { files, seed });
  return dir;
}
