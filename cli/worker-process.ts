import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { readArtifactBytes } from '../adapters/artifacts/artifact-folder.js';
import { loadEncoders } from '../adapters/embedding-models/load-encoders.js';
import { ChildPool } from '../adapters/extraction/child-pool.js';
import { extractDocument } from '../adapters/extraction/extract-document.js';
import { connect } from '../adapters/postgres/connect.js';
import { isConnectionError } from '../adapters/postgres/connection-errors.js';
import { PostgresExtractionStore } from '../adapters/postgres/extraction-store.js';
import { WorkerRegistry } from '../adapters/postgres/worker-registry.js';
import { pathInside } from '../adapters/source/folder.js';
import { Neighbourhoods } from '../adapters/source/neighbourhood.js';
import { diskUsedPercent } from '../adapters/source/disk.js';
import { PostgresRunStore } from '../adapters/postgres/run-store.js';
import { fleetHandlers } from '../flows/handlers.js';
import type { ExtractFile } from '../flows/ports.js';
import { ResultWriter } from '../flows/result-writer.js';
import type { CreoRoute } from '../queues/contract/creo-service.js';
import type { QueueName } from '../queues/contract/queue-table.js';
import { workerConnection } from '../queues/runtime/connection.js';
import { QueueClient } from '../queues/runtime/queue-client.js';
import type { LoopTimes } from '../queues/runtime/settings.js';
import { startWorker, type Handler, type LoopEvents } from '../queues/runtime/worker-loop.js';
import { creoRoute, defaultCreoUrl, type CreoSettings } from './creo-route.js';
import { phaseWork } from './phase-work.js';
import { version } from './version.js';

export interface WorkerProcessOptions {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly databaseConnections: number;
  /** Queue -> how much of it at once: files for extraction, jobs for the others. */
  readonly queues: ReadonlyMap<QueueName, number>;
  readonly children: number;
  readonly role: string;
  readonly localDir: string;
  /** Where pictures and arrays derived from documents are kept. */
  readonly artifactFolder: string;
  /** Trained networks for vectors; without it the built-in methods compute them. */
  readonly embedModelFolder?: string | undefined;
  /** How Creo models are read; without it, as by default. */
  readonly creo?: CreoSettings;
  readonly times: LoopTimes;
  readonly log: Logger;
  /** Replaces the real extraction, for measuring everything around it. */
  readonly extract?: ExtractFile;
}

export interface WorkerProcess {
  readonly workerId: string;
  /** Finishes or hands back what it holds; after `graceMs` children are killed and their files go back to pending. */
  stop(graceMs: number): Promise<void>;
}

const defaultCreo: CreoSettings = { mode: 'auto', url: undefined, sessions: 1 };
const heartbeatEveryMs = 5_000;
/** Shards of one queue in work at once: the next one fills the children while the last files of the first are read. */
const shardsAtOnce = 2;
const workerLostAfterS = 300;

/** Starts the workers of this process over one pool of children, one pool of connections and one Redis connection. */
export async function startWorkerProcess(options: WorkerProcessOptions): Promise<WorkerProcess> {
  const { log } = options;
  const workerId = `${hostname()}:${options.role}:${process.pid}`.slice(0, 100);
  const sql = connect(options.databaseUrl, options.databaseConnections);
  const redis = workerConnection(options.redisUrl);
  redis.on('error', (error: Error) => log.warn({ error: error.message }, 'redis connection'));
  const pool = new ChildPool(options.children, {
    artifactFolder: options.artifactFolder,
    creoUrl: options.creo?.url ?? defaultCreoUrl,
  });
  const store = new PostgresExtractionStore(sql);
  const writer = new ResultWriter(store, isConnectionError);
  const queues = new QueueClient(redis);
  const stopping = new AbortController();
  const killing = new AbortController();
  const extract =
    options.extract ?? fileExtractor(pool, creoRoute(sql, options.creo ?? defaultCreo, workerId, log), killing.signal);
  const handlers = fleetHandlers({
    runs: new PostgresRunStore(sql),
    work: phaseWork(sql, {
      encoders: await loadEncoders(options.queues.has('embed') ? options.embedModelFolder : undefined),
      readArtifact: (key) => readArtifactBytes(options.artifactFolder, key),
    }),
    queues,
    store,
    writer,
    extract,
    workerId,
    filesAtOnce: options.children + 1,
    stopping: stopping.signal,
  });

  const registry = new WorkerRegistry(sql, workerId);
  await registry.register([...options.queues.keys()], options.children, version);
  const beat = async (state: 'running' | 'draining' | 'stopped'): Promise<void> => {
    const rssMb = Math.round(process.memoryUsage.rss() / 2 ** 20);
    await registry.beat({ inFlight: pool.running, rssMb, diskUsedPercent: await diskUsedPercent(options.localDir), state });
  };
  const heart = setInterval(() => {
    Promise.all([beat(stopping.signal.aborted ? 'draining' : 'running'), registry.markLost(workerLostAfterS)]).catch(
      (error: unknown) => {
        log.warn({ error: String(error) }, 'heartbeat not written');
      },
    );
  }, heartbeatEveryMs);

  const events = loopEvents(log, workerId);
  const workers = [...options.queues].map(([queue, concurrency]) =>
    startQueue(queue, handlers[queue] as Handler<QueueName>, concurrency, options, redis, events),
  );
  log.info({ workerId, queues: [...options.queues.keys()], children: options.children }, 'worker started');

  return {
    workerId,
    async stop(graceMs) {
      stopping.abort();
      const killer = setTimeout(() => {
        killing.abort();
        pool.close();
      }, graceMs);
      await Promise.all(workers.map((worker) => worker.close()));
      clearTimeout(killer);
      pool.close();
      await writer.flush();
      clearInterval(heart);
      await beat('stopped').catch(() => undefined);
      await queues.close();
      redis.disconnect();
      await sql.end({ timeout: 5 });
      log.info({ workerId }, 'worker stopped');
    },
  };
}

function startQueue(
  queue: QueueName,
  handler: Handler<QueueName>,
  concurrency: number,
  { times }: WorkerProcessOptions,
  connection: Redis,
  events: LoopEvents,
): Worker {
  const isShardQueue = queue !== 'phase' && queue !== 'link' && queue !== 'index' && queue !== 'embed';
  return startWorker(queue, handler, { connection, concurrency: isShardQueue ? shardsAtOnce : concurrency, times, events });
}

/** Reads a claimed file from its folder. A storage key that leaves its folder fails as missing, and is never opened. */
function fileExtractor(pool: ChildPool, creo: CreoRoute, killed: AbortSignal): ExtractFile {
  const neighbourhoods = new Neighbourhoods();
  return (claim, signal) => {
    const path = safePath(claim.sourceUri, claim.storageKey);
    const folder = neighbourhoods.of(path);
    const document = { path, name: claim.storageKey, format: claim.format, sizeBytes: claim.sizeBytes, folder };
    return extractDocument(pool, document, { signal: AbortSignal.any([signal, killed]), creo });
  };
}

function safePath(root: string, storageKey: string): string {
  try {
    return pathInside(root, storageKey);
  } catch {
    return join(root, 'outside-of-the-source', 'refused');
  }
}

/** All logging of the loop in one place: one event at the start and one at the end of a job. */
function loopEvents(log: Logger, workerId: string): LoopEvents {
  return {
    started: (queue, jobId) => log.debug({ workerId, queue, jobId }, 'job started'),
    completed: (queue, jobId, durationMs) => log.info({ workerId, queue, jobId, durationMs }, 'job completed'),
    failed: (queue, jobId, error, attemptsMade) =>
      log.warn({ workerId, queue, jobId, attempt: attemptsMade, error: error.message }, 'job failed'),
    stalled: (queue, jobId) => log.warn({ workerId, queue, jobId }, 'job stalled: its worker died or was cut off'),
    error: (queue, error) => log.warn({ workerId, queue, error: error.message }, 'queue connection'),
  };
}
