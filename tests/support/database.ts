import { fork } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../adapters/package-root.js';
import { connect, type Sql } from '../../adapters/postgres/connect.js';
import { migrateDatabase, migrationsFolder } from '../../adapters/postgres/migrate.js';

export interface TestDatabase {
  readonly url: string;
  readonly sql: Sql;
  close(): Promise<void>;
}

/**
 * A migrated database that belongs to the calling test file alone: on the server of TEST_DATABASE_URL (or DATABASE_URL)
 * when one is set, else in memory in a child process.
 */
export function openTestDatabase(): Promise<TestDatabase> {
  return open(true);
}

/** The same, without any migration applied. */
export function openEmptyDatabase(): Promise<TestDatabase> {
  return open(false);
}

function open(migrated: boolean): Promise<TestDatabase> {
  const server = process.env['TEST_DATABASE_URL'] ?? process.env['DATABASE_URL'];
  return server === undefined || server === '' ? openInMemory(migrated) : openOnServer(server, migrated);
}

async function openOnServer(server: string, migrated: boolean): Promise<TestDatabase> {
  const name = `fleet_test_${randomBytes(6).toString('hex')}`;
  await onServer(server, (admin) => admin`CREATE DATABASE ${admin(name)}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  if (migrated) await migrateDatabase(url.href);
  const sql = connect(url.href);
  return {
    url: url.href,
    sql,
    close: async () => {
      await sql.end({ timeout: 5 });
      await onServer(server, (admin) => admin`DROP DATABASE IF EXISTS ${admin(name)} WITH (FORCE)`);
    },
  };
}

async function onServer(server: string, work: (admin: Sql) => Promise<unknown>): Promise<void> {
  const admin = connect(server, 1);
  try {
    await work(admin);
  } finally {
    await admin.end({ timeout: 5 });
  }
}

async function openInMemory(migrated: boolean): Promise<TestDatabase> {
  const child = fork(join(import.meta.dirname, 'database-child.ts'), migrated ? [templatePath()] : [], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const [message] = (await Promise.race([once(child, 'message'), exited])) as [unknown];
  if (typeof message !== 'object' || message === null || !('url' in message) || typeof message.url !== 'string') {
    throw new Error(`the test database did not start: exit code ${String(message)}`);
  }
  const sql = connect(message.url);
  return {
    url: message.url,
    sql,
    close: async () => {
      await sql.end({ timeout: 5 });
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}

/** Named by what makes the dump: the SQL files and the version of the database. */
function templatePath(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(migrationsFolder).sort()) hash.update(name).update(readFileSync(join(migrationsFolder, name)));
  hash.update(readFileSync(join(packageRoot, 'node_modules', '@electric-sql', 'pglite', 'package.json')));
  return join(packageRoot, 'node_modules', '.cache', 'extraction-fleet', `database-${hash.digest('hex').slice(0, 16)}.tar`);
}
