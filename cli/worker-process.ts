import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { readArtifactBytes, sweepUnfinished } from '../adapters/artifacts/artifact-folder.js';
import { loadEncoders } from '../adapters/embedding-models/load-encoders.js';
import { ChildPool } from '../adapters/extraction/child-pool.js';
import { connect, type Sql } from '../adapters/postgres/connect.js';
import { InventoryStore } from '../adapters/postgres/inventory-store.js';
import { FolderJournal } from '../adapters/journal/result-journal.js';
import { isConnectionError, isOutage } from '../adapters/postgres/connection-errors.js';
import { DatabaseWatch } from '../adapters/postgres/database-watch.js';
import { PostgresExtractionStore } from '../adapters/postgres/extraction-store.js';
import type { RunLogWriter } from '../adapters/postgres/logs/run-log-writer.js';
import { WorkerRegistry } from '../adapters/postgres/worker-registry.js';
import { noObjectStorage, type ObjectStorageSettings } from '../adapters/source/object-storage/settings.js';
import { diskUsedPercent } from '../adapters/source/disk.js';
import { SourceUnusable } from '../adapters/source/source.js';
import { Sources } from '../adapters/source/sources.js';
import { PostgresRunStore } from '../adapters/postgres/run-store.js';
import { fleetHandlers } from '../flows/handlers.js';
import type { ExtractFile } from '../flows/ports.js';
import { ReadingPlaces } from '../flows/reading-places.js';
import { ResultWriter } from '../flows/result-writer.js';
import { RunTracing } from '../flows/run-tracing.js';
import { startRun } from '../flows/start-run.js';
import type { CompiledGrammar } from '../processors/link/compile.js';
import { builtIn } from '../processors/link/load-grammar.js';
import { runOfJob } from '../queues/contract/job-ids.js';
import type { PhaseName } from '../queues/contract/payloads.js';
import type { QueueName } from '../queues/contract/queue-table.js';
import { workerConnection } from '../queues/runtime/connection.js';
import { QueueClient } from '../queues/runtime/queue-client.js';
import type { LoopTimes } from '../queues/runtime/settings.js';
import { noTracing, type Tracing } from '../queues/runtime/tracing.js';
import { Intake } from '../queues/runtime/intake.js';
import { startWorker, type Handler, type LoopEvents, type LoopOptions, type QueueWorker } from '../queues/runtime/worker-loop.js';
import { creoRoute, defaultCreoUrl, type CreoSettings } from './creo-route.js';
import { phaseWork } from './phase-work.js';
import { fileExtractor } from './file-extractor.js';
import { ReconcileLoop } from './reconcile-loop.js';
import { Tuner } from './tuner.js';
import { StorageHold } from './storage-hold.js';
import { version } from './version.js';
import { WorkerHeart } from './worker-heart.js';

export interface WorkerProcessOptions {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly databaseConnections: number;
  /** Queue -> how much of it at once: files for extraction, jobs for the others. */
  readonly queues: ReadonlyMap<QueueName, number>;
  readonly children: number;
  /** Fits the number of children to the machine while it works. */
  readonly tunesChildren?: boolean;
  readonly role: string;
  readonly localDir: string;
  /** Where pictures and arrays derived from documents are kept. */
  readonly artifactFolder: string;
  /** Trained networks for vectors; without it the built-in methods compute them. */
  readonly embedModelFolder?: string | undefined;
  /** How names of files are read; without it, by the built-in grammar. */
  readonly linkGrammar?: CompiledGrammar;
  /** How Creo models are read; without it, as by default. */
  readonly creo?: CreoSettings;
  /** How objects are reached; without it, no source but folders can be read. */
  readonly storage?: ObjectStorageSettings;
  readonly times: LoopTimes;
  /** How often a worker of the queue `phase` brings Redis in line with Postgres. */
  readonly reconcileEveryMs: number;
  readonly log: Logger;
  /** Brings the lines of `log` to Postgres; without it they are on stderr alone. */
  readonly runLog?: RunLogWriter;
  /** Where the time goes, for whoever collects traces. */
  readonly tracing?: Tracing;
  /** Called when an operator asked this worker to drain; it should then be stopped. */
  readonly onDrain?: () => void;
  /** Replaces the real extraction, for measuring everything around it. */
  readonly extract?: ExtractFile;
}

export interface WorkerProcess {
  readonly workerId: string;
  /** Finishes or hands back what it holds; after `graceMs` children are killed and their files go back to pending. */
  stop(graceMs: number): Promise<void>;
}

/** How much longer than its grace a stop may take before connections are cut, e.g. with Redis away. */
const cutAfterMs = 5_000;
const defaultCreo: CreoSettings = { mode: 'auto', url: undefined, sessions: 1 };
/** Shards of one queue in work at once: the next one fills the children while the last files of the first are read. */
const shardsAtOnce = 2;

/** Starts the workers of this process over one pool of children, one pool of connections and one Redis connection. */
export async function startWorkerProcess(options: WorkerProcessOptions): Promise<WorkerProcess> {
  const { log, tracing = noTracing } = options;
  const workerId = `${hostname()}:${options.role}:${process.pid}`.slice(0, 100);
  const sql = connect(options.databaseUrl, options.databaseConnections);
  options.runLog?.open(sql);
  const redis = workerConnection(options.redisUrl);
  redis.on('error', (error: Error) => log.warn({ error: error.message }, 'redis connection'));
  const pool = new ChildPool(options.children, {
    artifactFolder: options.artifactFolder,
    creoUrl: options.creo?.url ?? defaultCreoUrl,
  });
  const store = new PostgresExtractionStore(sql, options.times.lockDurationMs);
  const journal = new FolderJournal(join(options.localDir, 'journal'), (error) =>
    log.error({ error: String(error) }, 'journal of results'),
  );
  const writer = new ResultWriter(store, isConnectionError, journal);
  const intake = new Intake((reasons) => log.warn({ workerId, reasons }, reasons.length > 0 ? 'takes no work' : 'takes work'));
  const watch = new DatabaseWatch(
    sql,
    () => intake.hold('database'),
    () => intake.release('database'),
  );
  const queues = new QueueClient(redis, tracing);
  const stopping = new AbortController();
  const killing = new AbortController();
  const runs = new PostgresRunStore(sql);
  const storageHold = new StorageHold(intake);
  const sources = openSources(sql, storageHold, options);
  const extract =
    options.extract ??
    fileExtractor({
      pool,
      sources,
      creo: creoRoute(sql, options.creo ?? defaultCreo, workerId, log),
      inventory: new InventoryStore(sql),
      killed: killing.signal,
    });
  const handlers = fleetHandlers({
    runs,
    work: phaseWork(sql, options.linkGrammar ?? builtIn(), {
      encoders: await loadEncoders(options.queues.has('embed') ? options.embedModelFolder : undefined),
      readArtifact: (key) => readArtifactBytes(options.artifactFolder, key),
    }),
    queues,
    tracing,
    store,
    writer,
    extract,
    workerId,
    places: new ReadingPlaces(() => pool.size + 1),
    onShardSize: (queue, shardSize, msPerFile) =>
      log.info({ workerId, queue, shardSize, msPerFile }, 'shards fitted to the time of a file'),
    stopping: stopping.signal,
  });

  // Not waited for: a share that does not answer keeps no worker from starting.
  void sweepUnfinished(options.artifactFolder);
  const registry = new WorkerRegistry(sql, workerId);
  await registry.register([...options.queues.keys()], options.children, version);
  const { taken, refusals } = await writer.offerJournal();
  if (taken > 0) log.info({ workerId, results: taken }, 'results of an earlier process were taken');
  for (const { storageKey, error } of refusals)
    log.error(
      { workerId, storageKey, error: String(error) },
      'a result of an earlier process was refused; its file is read again',
    );

  const loop: Omit<LoopOptions, 'concurrency'> = {
    connection: redis,
    times: options.times,
    events: loopEvents(log, workerId),
    intake,
    tracing,
    isOutage: (error) => isOutage(error) || error instanceof SourceUnusable,
    onOutage: (error) => {
      if (error instanceof SourceUnusable) {
        // Another worker may be told how to reach it; this one would only take its work away.
        log.error({ workerId, error: error.message }, 'a source cannot be read from here');
        storageHold.refuses();
      } else watch.report();
    },
  };
  const workers = [...options.queues].map(([queue, concurrency]) =>
    startQueue(queue, handlers[queue] as Handler<QueueName>, concurrency, loop),
  );
  const heart = new WorkerHeart(
    {
      registry,
      intake,
      folders: [options.localDir, tmpdir(), options.artifactFolder],
      diskUsed: diskUsedPercent,
      inFlight: () => pool.running,
      checkLocks: () => Math.max(0, ...workers.map((worker) => worker.checkLocks())),
      onError: (error) => isOutage(error) && watch.report(),
      onDrain: () => options.onDrain?.(),
      log,
    },
    options.times.lockDurationMs,
  );
  const tuner = options.tunesChildren
    ? new Tuner(pool, (children) => void registry.setConcurrency(children).catch(() => undefined), log)
    : null;
  const reconciler = options.queues.has('phase') ? reconcileLoop(redis, { runs, queues }, options) : null;
  log.info({ workerId, queues: [...options.queues.keys()], children: options.children }, 'worker started');

  return {
    workerId,
    async stop(graceMs) {
      stopping.abort();
      heart.draining();
      reconciler?.close();
      tuner?.close();
      const killer = setTimeout(() => {
        killing.abort();
        pool.close();
        writer.giveUp();
      }, graceMs);
      const closed = Promise.all(workers.map(({ worker }) => worker.close()));
      // Without Redis a worker waits for ever to hand its job back; the job stalls and is taken up by another.
      const cut = await Promise.race([closed.then(() => false), pause(graceMs + cutAfterMs, true, { ref: false })]);
      clearTimeout(killer);
      pool.close();
      if (cut) log.warn({ workerId }, 'stopped without handing its jobs back');
      else await writer.flush();
      watch.close();
      sources.close();
      log.info({ workerId }, 'worker stopped');
      await Promise.race([Promise.all([heart.stop(), options.runLog?.close()]), pause(cutAfterMs, undefined, { ref: false })]);
      if (!cut) await queues.close();
      redis.disconnect();
      await sql.end({ timeout: cut ? 0 : 5 });
    },
  };
}

function openSources(sql: Sql, hold: StorageHold, { storage, log }: WorkerProcessOptions): Sources {
  return new Sources(sql, {
    storage: storage ?? noObjectStorage,
    onRefuses: (reason) => {
      log.warn({ reason }, 'a storage refuses');
      hold.refuses();
    },
    onAnswers: () => hold.answers(),
  });
}

function reconcileLoop(
  redis: Redis,
  ports: { runs: PostgresRunStore; queues: QueueClient },
  { reconcileEveryMs, log, tracing = noTracing }: WorkerProcessOptions,
): ReconcileLoop {
  const traced = new RunTracing(tracing, ports.runs, 'reconcile');
  const start = (runId: number, epoch: number, phases: readonly PhaseName[]): Promise<void> =>
    startRun(redis, runId, epoch, phases, traced);
  const loop = new ReconcileLoop({ ...ports, start }, reconcileEveryMs, log);
  // Redis may come back empty.
  redis.on('ready', () => loop.nudge());
  return loop;
}

function startQueue(
  queue: QueueName,
  handler: Handler<QueueName>,
  concurrency: number,
  loop: Omit<LoopOptions, 'concurrency'>,
): QueueWorker {
  const isShardQueue = queue !== 'phase' && queue !== 'link' && queue !== 'index' && queue !== 'embed';
  return startWorker(queue, handler, { ...loop, concurrency: isShardQueue ? shardsAtOnce : concurrency });
}

/** All logging of the loop in one place: one event at the start and one at the end of a job. */
function loopEvents(log: Logger, workerId: string): LoopEvents {
  const about = (queue: QueueName, jobId: string | undefined) => {
    const runId = runOfJob(jobId ?? '');
    return { ...(runId !== null && { runId }), workerId, queue, jobId };
  };
  return {
    started: (queue, jobId) => log.debug(about(queue, jobId), 'job started'),
    completed: (queue, jobId, durationMs) => log.info({ ...about(queue, jobId), durationMs }, 'job completed'),
    failed: (queue, jobId, error, attemptsMade) =>
      log.warn({ ...about(queue, jobId), attempt: attemptsMade, error: error.message }, 'job failed'),
    stalled: (queue, jobId) => log.warn(about(queue, jobId), 'job stalled: its worker died or was cut off'),
    error: (queue, error) => log.warn({ workerId, queue, error: error.message }, 'queue connection'),
  };
}
