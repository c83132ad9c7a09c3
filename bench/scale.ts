import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../adapters/postgres/connect.js';
import { readLedger } from '../adapters/postgres/ledger.js';
import { migrateDatabase } from '../adapters/postgres/migrate.js';
import { startRun } from '../flows/start-run.js';
import type { PhaseName } from '../queues/contract/payloads.js';
import { producerConnection } from '../queues/runtime/connection.js';
import { takeCatalogue } from './scale/catalogue.js';
import { DashboardProbe } from './scale/dashboard-probe.js';
import { MeasuredProcess } from './scale/measured-process.js';
import { observeRun, type Observed, type Section } from './scale/observe-run.js';
import { readPhaseTimes, totalSeconds, type PhaseTimes } from './scale/phase-times.js';
import { printPhases, printSections } from './scale/print.js';
import { recordFacts } from './scale/record.js';
import { RedisWatch } from './scale/redis-watch.js';
import { countsStatements, forgetStatements, printStatements, startCounting } from './scale/statements.js';
import { openServers, type Servers } from './servers/open-servers.js';

/**
 * Catalogue rows through inventory, linking, queueing, claims, result writes and checkpoints, with an extractor that answers with recorded
 * facts: what everything but the reading of documents costs, and whether that grows with the number of files. Small runs come first; the
 * cost of a file is compared with theirs. `--files N` (default 1,000,000); `--whole` for indexing and embedding too, as far as the recorded facts
 * go; `--statements` for the dearest statements of the large
 * run; `DATABASE_URL` and `REDIS_URL` for servers of your own.
 */

const files = Number(process.argv[process.argv.indexOf('--files') + 1]) || 1_000_000;
const smallFiles = Math.min(files, 10_000);
/** The first warms the processes up and is not counted. */
const smallRuns = 4;
const filesPerSection = Math.max(10_000, Math.min(100_000, files / 10));
const phases: readonly PhaseName[] = [
  'link',
  'extract',
  ...(process.argv.includes('--whole') ? (['index', 'embed'] as const) : []),
];
const work = await mkdtemp(join(tmpdir(), 'fleet-bench-scale-'));
const tellsStatements = process.argv.includes('--statements');
const servers = await openServers(work, tellsStatements ? countsStatements : {});
const open: { stop(): Promise<void> }[] = [];
await migrateDatabase(servers.databaseUrl);
const sql = connect(servers.databaseUrl, 2);
if (tellsStatements) await startCounting(sql);
const redis = await RedisWatch.open(servers.redisUrl);
try {
  await measure(await startObserved(servers));
} finally {
  for (const { stop } of open.map((one) => ({ stop: () => one.stop() }))) await stop();
  redis.close();
  await sql.end();
  await servers.stop();
  await rm(work, { recursive: true, force: true });
}

interface Outcome {
  readonly inputs: number;
  readonly times: PhaseTimes;
  readonly sections: readonly Section[];
  readonly cpuS: number;
  readonly lost: number;
  readonly startedTwice: number;
}

async function startObserved({ databaseUrl, redisUrl }: Servers): Promise<Observed> {
  const recorded = await recordFacts(join(work, 'recorded'), availableParallelism());
  const recordedFile = join(work, 'recorded.json');
  await writeFile(recordedFile, JSON.stringify(recorded));
  const start = async (role: string, queues: string): Promise<MeasuredProcess> => {
    const process = await MeasuredProcess.start({ databaseUrl, redisUrl, queues, role, folder: join(work, role), recordedFile });
    open.push(process);
    return process;
  };
  const coordinator = await start('coordinator', 'phase,link');
  const worker = await start('worker', 'pdf,dxf,creo,cad,index,embed');
  const dashboard = await DashboardProbe.start(databaseUrl, redisUrl);
  open.push(dashboard);
  return { sql, redis, coordinator, worker, dashboard };
}

async function measure(observed: Observed): Promise<void> {
  const small: Outcome[] = [];
  for (let seed = 1; seed <= smallRuns; seed++) small.push(await runOf(observed, smallFiles, seed));
  const counted = small.slice(1).sort((a, b) => costOf(a) - costOf(b));
  const median = counted[Math.floor(counted.length / 2)];
  if (tellsStatements) await forgetStatements(sql);
  const large = files > smallFiles ? await runOf(observed, files, smallRuns + 1) : median;
  if (!median || !large) throw new Error('nothing was measured');

  console.log(`${files} files, ${availableParallelism()} cores, ${servers.what}`);
  printSections(large.sections);
  console.log('');
  printPhases(median, large);
  if (tellsStatements) await printStatements(sql);
  const pauses = await redis.pauses();
  console.log(
    `\nRedis' pauses by its latency monitor: ${[...pauses].map(([event, ms]) => `${event} ${ms} ms`).join(', ') || 'none'}`,
  );
  const { sections } = large;
  const most = (pick: (section: Section) => number): number => Math.max(...sections.map(pick));
  console.log(
    JSON.stringify({
      files: large.inputs,
      cost_ratio: round(costOf(large) / costOf(median)),
      redis_peak_mb: round(await redis.peakMb()),
      coordinator_mb: Math.round(most((section) => section.coordinatorMb)),
      redis_block_ms_max: Math.max(0, ...pauses.values()),
      worker_mb: Math.round(most((section) => section.workerMb)),
      dashboard_ms_max: Math.round(Math.max(0, ...sections.flatMap(({ answersMs }) => answersMs))),
      database_mb: Math.round(most((section) => section.databaseMb)),
      connections: most((section) => section.connections),
      files_per_s: Math.round(large.inputs / totalSeconds(large.times)),
      cpu_ratio: round(large.cpuS / large.inputs / (median.cpuS / median.inputs)),
      lost: large.lost,
      started_twice: large.startedTwice,
    }),
  );
}

async function runOf(observed: Observed, count: number, seed: number): Promise<Outcome> {
  const { coordinator, worker } = observed;
  const cpuBefore = coordinator.cpuS + worker.cpuS;
  const run = await takeCatalogue(sql, `bench://scale/${seed}`, count, seed, phases);
  await sql`ANALYZE`;
  const connection = producerConnection(servers.redisUrl);
  await startRun(connection, run.id, run.epoch, phases);
  connection.disconnect();
  const sections = await observeRun(observed, run.id, filesPerSection);
  const { inputs, lost, started_twice: startedTwice } = await readLedger(sql, run.id);
  const cpuS = coordinator.cpuS + worker.cpuS - cpuBefore;
  return { inputs, times: await readPhaseTimes(sql, run.id), sections, cpuS, lost, startedTwice };
}

/** Seconds per file. */
function costOf({ inputs, times }: Outcome): number {
  return totalSeconds(times) / inputs;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
