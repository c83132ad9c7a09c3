import pino from 'pino';
import { startAlertLoop } from '../../../cli/alert-loop.js';
import { readConfig } from '../../../cli/config.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { openTestFolder, type TestFolder } from '../../support/files.js';
import { startFleet, type FleetProcess } from '../../support/fleet-command.js';
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
  /** All that was told of a condition so far, in order: `trigger critical disk`, `resolve disk`. */
  told(condition: string): string[];
  close(): Promise<void>;
}

/** Every look is quick, and what is over may be told again at once: a second message would be heard. */
const quickWatch = {
  FLEET_ALERT_EVERY_MS: '200',
  FLEET_ALERT_COOLDOWN_MS: '0',
  FLEET_ALERT_STORAGE_S: '1',
  FLEET_ALERT_SILENT_S: '4',
};

export async function openWatchedFleet(settings: NodeJS.ProcessEnv = {}): Promise<WatchedFleet> {
  const [database, redis, receiver] = await Promise.all([openTestDatabase(), openTestRedis(), openReceiver()]);
  const folder = openTestFolder();
  const workers: FleetProcess[] = [];
  const environment = {
    DATABASE_URL: database.url,
    REDIS_URL: redis.url,
    FLEET_LOCAL_DIR: folder.path,
    ...quickWatch,
    FLEET_PAGERDUTY_ROUTING_KEY: 'routing-key-0123456789',
    FLEET_PAGERDUTY_URL: receiver.url,
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
    told: (condition) =>
      receiver.received
        .map(({ body }) => body as { event_action: string; dedup_key: string; payload?: { severity: string } })
        .filter(({ dedup_key }) => dedup_key.split(':')[1] === condition)
        .map(({ event_action, payload }) => [event_action, payload?.severity, condition].filter(Boolean).join(' ')),
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
