import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Queue } from 'bullmq';
import express from 'express';
import type { Redis } from 'ioredis';
import { packageRoot } from '../adapters/package-root.js';
import type { Sql } from '../adapters/postgres/connect.js';
import { workerConnection } from '../queues/runtime/connection.js';
import { askForToken, guard, includes, scopeOf, type AccessTokens } from '../search/http/access.js';
import { answerFailures, limitRate, notFound, requestIds } from '../search/http/failures.js';
import { securityHeaders } from '../search/http/headers.js';
import type { DashboardActions } from './administration.js';
import { createApi } from './api.js';
import { createBoards } from './board.js';
import { Comparisons } from './comparisons.js';
import { health } from './health.js';
import { createMetrics } from './metrics.js';
import { createReadings, warm } from './readings.js';

export interface DashboardOptions {
  readonly sql: Sql;
  readonly redisUrl: string;
  readonly queueNames: readonly string[];
  readonly version: string;
  /** Without a token for reading everybody who reaches the port may look; queues can be changed with the admin token only. */
  readonly tokens?: AccessTokens;
  /** What administrators may do on the page; without it, the page only shows. */
  readonly actions?: DashboardActions;
  /** Is told of every failure that is not the asker's. */
  readonly onError?: (error: unknown, requestId: string) => void;
}

export interface Dashboard {
  readonly app: express.Express;
  /** Settles when the newest run has been read once: from then on nobody waits for a slow query. */
  readonly warmed: Promise<void>;
  /** Lets go of Redis. The database connection belongs to the caller. */
  close(): Promise<void>;
}

/** Longer than this a Redis that is there does not take to greet. */
const connectWithinMs = 2_000;

/** So often the newest run is read though nobody looks, so that whoever looks next need not wait. */
const warmEveryMs = 5 * 60_000;

/**
 * The status page at `/`, its JSON under `/api`, Bull Board at `/queues`, Prometheus' figures at `/metrics`, health at
 * `/livez` and `/readyz`. It starts and shows what Postgres knows while Redis is away.
 */
export async function createDashboard(options: DashboardOptions): Promise<Dashboard> {
  const { sql, version } = options;
  // Waits for ever, as a worker's does: a queue that met a dead Redis at its start would otherwise stay broken. So whoever
  // needs an answer looks first whether Redis is there.
  const redis = workerConnection(options.redisUrl);
  redis.on('error', () => undefined);
  const isRedisUp = (): boolean => redis.status === 'ready';
  const queues = options.queueNames.map((name) => openQueue(name, redis));
  const readings = createReadings(sql);
  const onError = options.onError ?? (() => undefined);
  const comparisons = new Comparisons(sql, (error) => onError(error, 'comparison'));
  const metrics = createMetrics(readings, queues, isRedisUp);

  const databaseAnswers = health(() => sql`SELECT 1`);
  const redisAnswers = health(() => redis.ping());

  const app = express();
  app.disable('x-powered-by');
  app.use(requestIds);
  app.use(securityHeaders({ inlineStylesUnder: '/queues' }));
  app.get('/livez', (_request, response) => void response.json({ status: 'ok', version }));
  app.get('/readyz', async (_request, response) => {
    const [database, queue] = await Promise.all([databaseAnswers(), isRedisUp() && redisAnswers()]);
    response
      .status(database && queue ? 200 : 503)
      .json({ status: database && queue ? 'ok' : 'degraded', database, redis: queue, version });
  });
  app.use(limitRate(1200));
  app.use(guard(options.tokens ?? {}));
  app.get('/metrics', async (_request, response) => {
    const text = await metrics.render();
    response.setHeader('Content-Type', metrics.contentType).end(text);
  });
  app.use('/api', createApi(sql, readings, comparisons, options.actions));
  // A browser that knows the read token sends it without asking; here it must be asked for the other one.
  app.get('/unlock', (_request, response) => {
    if (includes(scopeOf(response), 'admin')) response.redirect('/');
    else askForToken(response, 'an admin token is needed');
  });
  app.use('/queues', createBoards(queues, '/queues', isRedisUp));
  app.use(express.static(path.join(packageRoot, 'dashboard', 'public')));
  app.use(notFound);
  app.use(answerFailures(onError));

  const read = (): Promise<void> => warm(readings).catch(() => undefined);
  const warming = setInterval(() => void read(), warmEveryMs).unref();
  const close = async (): Promise<void> => {
    clearInterval(warming);
    // First the connection: a queue that waits for Redis would not close before it is back.
    redis.disconnect();
    await Promise.allSettled(queues.map((queue) => queue.close()));
  };
  await isConnected(redis);
  return { app, warmed: read(), close };
}

function openQueue(name: string, connection: Redis): Queue {
  const queue = new Queue(name, { connection, skipWaitingForReady: true, skipMetasUpdate: true });
  queue.on('error', () => undefined);
  return queue;
}

/** Gives Redis a moment, so that the first look at the queues does not find it missing. */
function isConnected(redis: Redis): Promise<void> {
  const ready = new Promise<void>((resolve) => redis.once('ready', () => resolve()));
  return Promise.race([ready, pause(connectWithinMs, undefined, { ref: false })]);
}
