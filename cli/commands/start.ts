import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import type { Sql } from '../../adapters/postgres/connect.js';
import { PostgresRunStore, SourceAtWork, type Run } from '../../adapters/postgres/run-store.js';
import type { Tracing } from '../../queues/runtime/tracing.js';
import { writeSampleArchive } from '../../sample/write-sample-archive.js';
import { wholeNumber } from '../arguments.js';
import { objectStorage, readConfig, type Config } from '../config.js';
import { exitCodes } from '../exit-codes.js';
import { describeInventory } from '../inventory-text.js';
import { produceRun, type RunRequest } from '../produce-run.js';
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
  const run = await begunOrResumed(sql, redisUrl, request, say);
  const end = await followRun(sql, run.id, { signal: stop, silent: options.json ?? false });
  if (end === 'interrupted') {
    process.exitCode = exitCodes.interrupted;
    return;
  }
  await printReport(sql, run.id, options.json ? 'json' : 'text');
  if (end !== 'completed') process.exitCode = exitCodes.unsound;
  if (end === 'cancelled') say(`Run ${run.id} was given up for a later one over the same source.`);
  if (end === 'held') {
    say(`The run is held. \`npx fleet checkpoint\` says why; after mending, \`npx fleet checkpoint retry ${run.id}\`.`);
  }
}

/** A run that an earlier start had begun goes on; one whose inventory it had not finished is begun anew. */
async function begunOrResumed(sql: Sql, redisUrl: string, request: RunRequest, say: (line: string) => void): Promise<Run> {
  try {
    const { run, inventory, givenUp } = await produceRun(sql, redisUrl, request);
    for (const earlier of givenUp) say(`run ${earlier} over the same source had not ended and is given up`);
    say(`run ${run.id} over ${run.sourceUri}: ${describeInventory(inventory)}`);
    return run;
  } catch (error) {
    if (!(error instanceof SourceAtWork)) throw error;
    if (error.status === 'inventory') return begunOrResumed(sql, redisUrl, { ...request, supersede: true }, say);
    const run = await new PostgresRunStore(sql).get(error.runId);
    say(`run ${run.id} over ${run.sourceUri} has not ended: it goes on. Start again afterwards for what has changed since`);
    return run;
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
