import { attachLocalStack } from '../adapters/local-stack/attach.js';
import { connect, type Sql } from '../adapters/postgres/connect.js';
import { migrateDatabase } from '../adapters/postgres/migrate.js';
import type { Config } from './config.js';

/** Where Redis and Postgres are, the team's own or the local stack. */
export interface Services {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly local: boolean;
  release(): Promise<void>;
}

/** Uses what the configuration names and starts, or joins, the local stack for what it does not. */
export async function openServices(config: Config): Promise<Services> {
  const { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl } = config;
  if (databaseUrl && redisUrl) return { databaseUrl, redisUrl, local: false, release: () => Promise.resolve() };
  const stack = await attachLocalStack({ folder: config.FLEET_LOCAL_DIR });
  return {
    databaseUrl: databaseUrl ?? stack.databaseUrl,
    redisUrl: redisUrl ?? stack.redisUrl,
    local: true,
    release: () => stack.release(),
  };
}

export interface Database extends Services {
  readonly sql: Sql;
}

/** Runs `work` with a migrated database and closes everything afterwards, whatever happens. */
export async function withDatabase<T>(config: Config, work: (database: Database) => Promise<T>): Promise<T> {
  const services = await openServices(config);
  try {
    await migrateDatabase(services.databaseUrl);
    const sql = connect(services.databaseUrl, config.FLEET_DATABASE_CONNECTIONS);
    try {
      return await work({ ...services, sql });
    } finally {
      await sql.end({ timeout: 5 });
    }
  } finally {
    await services.release();
  }
}
