import pino from 'pino';
import { expect } from 'vitest';
import { startAlertLoop } from '../../../cli/alert-loop.js';
import { readConfig } from '../../../cli/config.js';
import { connect } from '../../../adapters/postgres/connect.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { openTestFolder, type TestFolder } from '../../support/files.js';
import { fleet, startFleet, type FleetProcess } from '../../support/fleet-command.js';
import { openTestRedis, type TestRedis } from '../../support/redis.js';
import { openReceiver } from './receiver.js';

/** A fleet of real processes, the alert loop of its dashboard, and somebody who is told. */
export interface WatchedFleet {
  readonly database: TestDatabase;
  readonly redis: TestRedis;
  readonly folder: TestFolder;
  /** What its processes are started with. */
  readonly environment: NodeJS.ProcessEnv;
  startWorker(args: readonly string[], environment?: NodeJS.ProcessEnv): FleetProcess;
  /** Starts a run over a source by a command of its own. */
  produce(source: string): Promise<void>;
  /** How many workers say that they are in a state. */
  workers(state: string): Promise<number>;
  /** How many files have a status. */
  files(status: string): Promise<number>;
  /**
   * All that the pager was told so far of a condition, or of a condition of one thing (`queue-unattended:pdf`), in order:
   * `trigger critical disk`, `resolve disk`.
   */
  told(about: string): string[];
  /** What the chat was told so far that holds the text; it hears of what wakes nobody too. */
  said(text: string): string[];
  close(): Promise<void>;
}

/** Every look is quick, and what is over may be told again at once: a second message would be heard. */
const quickWatch = {
  FLEET_ALERT_EVERY_MS: '200',
  FLEET_ALERT_COOLDOWN_MS: '0',
  FLEET_ALERT_STORAGE_S: '1',
  FLEET_ALERT_SILENT_S: '4',
};

/** A minute: on a busy machine a process alone takes ten seconds to start. */
export const soon = { timeout: 60_000, interval: 50 };

/** @param settings beside the usual; with addresses of servers, these are used and belong to the caller */
export async function openWatchedFleet(settings: NodeJS.ProcessEnv = {}): Promise<WatchedFleet> {
  const { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl } = settings;
  const [database, redis, receiver] = await Promise.all([
    databaseUrl === undefined ? openTestDatabase() : databaseAt(databaseUrl),
    redisUrl === undefined ? openTestRedis() : { url: redisUrl, close: () => Promise.resolve() },
    openReceiver(),
  ]);
  const folder = openTestFolder();
  const workers: FleetProcess[] = [];
  const environment = {
    DATABASE_URL: database.url,
    REDIS_URL: redis.url,
    FLEET_LOCAL_DIR: folder.path,
    ...quickWatch,
    FLEET_PAGERDUTY_ROUTING_KEY: 'routing-key-0123456789',
    FLEET_PAGERDUTY_URL: `${receiver.url}/pager`,
    FLEET_SLACK_WEBHOOK_URL: `${receiver.url}/chat`,
    ...settings,
  };
  const loop = startAlertLoop(readConfig(environment), database.sql, redis.url, pino({ level: 'silent' }));
  return {
    database,
    redis,
    folder,
    environment,
    startWorker(args, more = {}) {
      const worker = startFleet(['worker', '--children', '1', ...args], { ...environment, ...more });
      workers.push(worker);
      return worker;
    },
    async produce(source) {
      const run = await fleet(['run', source, '--phases', 'link,extract', '--json'], environment);
      expect(run.status, run.stderr).toBe(0);
    },
    async workers(state) {
      const [row] = await database.sql<{ n: number }[]>`
        SELECT count(*)::int AS n FROM worker_registry WHERE state = ${state}`;
      return row?.n ?? 0;
    },
    async files(status) {
      const [row] = await database.sql<{ n: number }[]>`
        SELECT count(*)::int AS n FROM extraction_jobs WHERE status = ${status}::extraction_job_status`;
      return row?.n ?? 0;
    },
    told: (about) =>
      receiver.received
        .filter(({ path }) => path === '/pager')
        .map(({ body }) => body as { event_action: string; dedup_key: string; payload?: { severity: string } })
        .filter(({ dedup_key }) => `${dedup_key}:`.startsWith(`extraction-fleet:${about}:`))
        .map(({ event_action, payload }) => [event_action, payload?.severity, about].filter(Boolean).join(' ')),
    said: (text) =>
      receiver.received
        .filter(({ path }) => path === '/chat')
        .map(({ body }) => String(body['text']))
        .filter((said) => said.includes(text)),
    async close() {
      // A frozen process hears no SIGTERM.
      for (const { child } of workers) child.kill('SIGKILL');
      await Promise.all(workers.map(({ ended }) => ended));
      await loop.close();
      await Promise.all([redis.close(), database.close(), receiver.close()]);
      folder.close();
    },
  };
}

function databaseAt(url: string): TestDatabase {
  const sql = connect(url, 2);
  return { url, sql, close: () => sql.end({ timeout: 1 }) };
}
