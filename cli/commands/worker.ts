import { linkGrammar } from '../link-grammar.js';
import { Command, Option } from 'commander';
import { artifactFolder, readConfig, type Config, objectStorage } from '../config.js';
import { createLogger, alsoTo } from '../logger.js';
import { parseQueues, queuesOfRole } from '../queue-list.js';
import { machineLimits } from '../machine.js';
import { openServices } from '../services.js';
import { stopSignal, whenAborted } from '../stop-signals.js';
import { withTracing } from '../tracing.js';
import { firstChildren } from '../tuning.js';
import { startWorkerProcess, type WorkerProcessOptions } from '../worker-process.js';
import { RunLogWriter } from '../../adapters/postgres/logs/run-log-writer.js';
import { migrateDatabase } from '../../adapters/postgres/migrate.js';
import { creoModes, type CreoMode } from '../../queues/contract/creo-service.js';
import type { Tracing } from '../../queues/runtime/tracing.js';
import type { QueueName } from '../../queues/contract/queue-table.js';
import { wholeNumber } from '../arguments.js';

interface WorkerOptions {
  queues?: string;
  role?: string;
  concurrency?: number;
  children?: number;
  creoMode?: CreoMode;
  creoSessions?: number;
}

/** For what is still being written to the log. */
const exitWithinMs = 2_000;
/** How long a stopping worker may finish what it has begun before its children are killed. */
const stopGraceMs = 20_000;

export function workerCommand(): Command {
  return new Command('worker')
    .description('work on queues until stopped (Ctrl-C, SIGTERM, SIGBREAK); what is begun is finished or handed back')
    .option('--queues <list>', 'queues, e.g. pdf,dxf or pdf:30,index:15 or all')
    .option('--role <name>', 'queues of a role in fleet.roles.json, e.g. vm2')
    .option('--concurrency <n>', 'how much of each queue at once', wholeNumber)
    .option('--children <n>', 'extraction child processes (default: fitted to cores and memory)', wholeNumber)
    .addOption(new Option('--creo-mode <mode>', 'how Creo models are read (default: CREO_MODE, auto)').choices(creoModes))
    .option('--creo-sessions <n>', 'models given to the Creo service at once (default: CREO_SESSIONS, 1)', wholeNumber)
    .action((options: WorkerOptions) => work(readConfig(), options));
}

async function work(config: Config, options: WorkerOptions): Promise<void> {
  const queues = queuesOf(options);
  const stop = stopSignal();
  const drained = new AbortController();
  const services = await openServices(config);
  try {
    await migrateDatabase(services.databaseUrl);
    const runLog = new RunLogWriter();
    const log = createLogger(config, config.FLEET_LOG_LEVEL, alsoTo(runLog));
    const asked = options.children ?? config.FLEET_CHILDREN;
    const { children, why } = asked === undefined ? firstChildren(machineLimits()) : { children: asked, why: 'as asked' };
    log.info({ children }, `extraction children: ${why}`);
    const role = options.role ?? 'worker';
    const settings: WorkerProcessOptions = {
      databaseUrl: services.databaseUrl,
      redisUrl: services.redisUrl,
      databaseConnections: config.FLEET_DATABASE_CONNECTIONS,
      queues,
      children,
      tunesChildren: asked === undefined,
      role,
      localDir: config.FLEET_LOCAL_DIR,
      artifactFolder: artifactFolder(config),
      storage: objectStorage(config),
      embedModelFolder: config.EMBED_MODEL_DIR,
      linkGrammar: linkGrammar(config),
      creo: {
        mode: options.creoMode ?? config.CREO_MODE,
        url: config.CREO_GRPC_URL,
        sessions: options.creoSessions ?? config.CREO_SESSIONS,
      },
      times: { lockDurationMs: config.FLEET_LOCK_DURATION_MS, stalledIntervalMs: config.FLEET_STALLED_INTERVAL_MS },
      reconcileEveryMs: config.FLEET_RECONCILE_EVERY_MS,
      onDrain: () => drained.abort(),
      log,
      runLog,
    };
    const untilStopped = async (tracing: Tracing): Promise<void> => {
      const worker = await startWorkerProcess({ ...settings, tracing });
      process.send?.({ kind: 'started', workerId: worker.workerId });
      await whenAborted(AbortSignal.any([stop, drained.signal]));
      await worker.stop(stopGraceMs);
    };
    await withTracing(config, role, untilStopped, log);
  } finally {
    await services.release();
  }
  if (process.connected) process.disconnect();
  // What was cut off may hold the process; it has nothing more to do.
  setTimeout(() => process.exit(), exitWithinMs).unref();
}

function queuesOf({ queues, role, concurrency }: WorkerOptions): Map<QueueName, number> {
  if (queues !== undefined) return parseQueues(queues, concurrency);
  return role === undefined ? parseQueues('all', concurrency) : queuesOfRole(role);
}
