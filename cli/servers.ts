import { createServer, type Server } from 'node:http';
import type { Express } from 'express';
import type { Readable } from 'node:stream';
import { loadEncoders } from '../adapters/embedding-models/load-encoders.js';
import { UploadReader } from '../adapters/extraction/read-upload.js';
import { Sources } from '../adapters/source/sources.js';
import type { Sql } from '../adapters/postgres/connect.js';
import type { DashboardActions } from '../dashboard/administration.js';
import { createDashboard } from '../dashboard/app.js';
import { queueNames } from '../queues/contract/queue-table.js';
import type { Tracing } from '../queues/runtime/tracing.js';
import { createSearchApp } from '../search/app.js';
import type { AccessTokens } from '../search/http/access.js';
import { RequestError } from '../search/http/failures.js';
import { replay } from './commands/replay.js';
import { startAlertLoop } from './alert-loop.js';
import type { Config } from './config.js';
import { artifactFolder, ConfigError, objectStorage } from './config.js';
import { UsageError } from './exit-codes.js';
import { createLogger } from './logger.js';
import { version } from './version.js';

/** Uploaded documents that are read at once; a model takes a child of several hundred megabytes. */
const uploadsAtOnce = 1;

export interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** Serves the status page and Bull Board, and watches the fleet for alerts. */
export async function serveDashboard(
  config: Config,
  sql: Sql,
  redisUrl: string,
  tracing: Tracing,
  log = createLogger(config),
): Promise<RunningServer> {
  const tokens = tokensOf(config);
  const dashboard = await createDashboard({
    sql,
    redisUrl,
    queueNames,
    version,
    tokens,
    onError: (error, requestId) => log.error({ requestId, error: String(error) }, 'dashboard'),
    // Without an admin token nobody could prove to be one.
    ...(tokens.admin === undefined ? {} : { actions: { replay: replayFrom(sql, redisUrl, tracing) } }),
  });
  const server = await listen(dashboard.app, config.FLEET_HOST, config.FLEET_DASHBOARD_PORT);
  const alerts = startAlertLoop(config, sql, redisUrl, log);
  return {
    url: server.url,
    close: async () => {
      await alerts.close();
      await server.close();
      await dashboard.close();
    },
  };
}

/** The page's replay is the command's; what the command tells its user, the page is told as a conflict. */
function replayFrom(sql: Sql, redisUrl: string, tracing: Tracing): DashboardActions['replay'] {
  return async (runId, errorClass, sample) => {
    try {
      const options = { class: errorClass, ...(sample === null ? {} : { sample }) };
      return (await replay(sql, redisUrl, runId, options, tracing)).length;
    } catch (error) {
      throw error instanceof UsageError ? new RequestError(409, error.message) : error;
    }
  };
}

/** Serves the search API with its documentation. */
export async function serveSearch(config: Config, sql: Sql): Promise<RunningServer> {
  const artifacts = artifactFolder(config);
  const sources = new Sources(sql, { storage: objectStorage(config) });
  const readSourceFile = async (sourceUri: string, storageKey: string): Promise<Readable> =>
    sources.of(sourceUri).read(storageKey);
  const readArtifact = (storageKey: string): Promise<Readable> => readSourceFile(artifacts, storageKey);
  const uploads = new UploadReader(uploadsAtOnce);
  const encoders = await loadEncoders(config.EMBED_MODEL_DIR);
  const app = createSearchApp({ sql, version, tokens: tokensOf(config), readSourceFile, readArtifact, uploads, encoders });
  const server = await listen(app, config.FLEET_HOST, config.FLEET_SEARCH_PORT);
  return {
    url: server.url,
    close: async () => {
      await server.close();
      uploads.close();
      sources.close();
    },
  };
}

/** Nothing is served beyond this machine without a token. */
export function tokensOf(config: Config): AccessTokens {
  const { FLEET_READ_TOKEN: read, FLEET_ADMIN_TOKEN: admin, FLEET_HOST: host } = config;
  if (!read && !loopback.has(host))
    throw new ConfigError(`FLEET_HOST is ${host}: set FLEET_READ_TOKEN to serve beyond this machine`);
  return { ...(read ? { read } : {}), ...(admin ? { admin } : {}) };
}

/** Listens on `port`, or on a free one when it is taken: a second fleet on this machine must not stop the first. */
async function listen(app: Express, host: string, port: number): Promise<RunningServer> {
  const server = createServer(app);
  try {
    await bind(server, host, port);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    await bind(server, host, 0);
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
