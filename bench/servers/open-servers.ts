import { join } from 'node:path';
import { attachLocalStack } from '../../adapters/local-stack/attach.js';
import { freePort } from '../../adapters/local-stack/free-port.js';
import { findProgram } from '../../adapters/local-stack/programs.js';
import { startRedis } from '../../adapters/local-stack/redis-server.js';
import { bulkLoadSettings, postgresPrograms, PrivatePostgres, type PostgresSettings } from './postgres.js';

/** Postgres and Redis for one benchmark. */
export interface Servers {
  readonly what: string;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  stop(): Promise<void>;
}

/**
 * The servers of DATABASE_URL and REDIS_URL, else private ones of the machine's own programs (Redis with its append-only file), else the
 * local stack.
 * @param folder for what they store
 * @param settings of a private Postgres, beside those of a bulk load
 */
export async function openServers(folder: string, settings: PostgresSettings = {}): Promise<Servers> {
  const { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl } = process.env;
  if (databaseUrl && redisUrl)
    return { what: 'servers of the environment', databaseUrl, redisUrl, stop: () => Promise.resolve() };
  const programs = postgresPrograms();
  const redisProgram = findProgram('redis-server', 'valkey-server');
  if (programs === null || redisProgram === undefined) {
    const stack = await attachLocalStack({ folder });
    return { what: 'local stack', databaseUrl: stack.databaseUrl, redisUrl: stack.redisUrl, stop: () => stack.release() };
  }
  const postgres = await PrivatePostgres.create(programs, { ...bulkLoadSettings, ...settings });
  try {
    const redis = await startRedis({
      program: { path: redisProgram, environment: {} },
      folder: join(folder, 'redis'),
      port: await freePort(),
      password: 'bench',
      output: 'ignore',
    });
    const stop = async (): Promise<void> => {
      await redis.stop();
      postgres.remove();
    };
    return { what: 'private Postgres and Redis', databaseUrl: postgres.url(), redisUrl: redis.url, stop };
  } catch (error) {
    postgres.remove();
    throw error;
  }
}
