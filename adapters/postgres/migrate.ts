import { join } from 'node:path';
import { runner } from 'node-pg-migrate';
import pg from 'pg';
import { ServerUnusable } from '../connection-reason.js';
import { packageRoot } from '../package-root.js';

/** node-pg-migrate's own key, so that its command line and we exclude each other. */
const migrationLock = 7241865325823964n;

/** The folder of the SQL files; they are not compiled, so it is the same for sources and dist/. */
export const migrationsFolder = join(packageRoot, 'migrations');
export const migrationsTable = 'pgmigrations';

/**
 * Applies what is missing of migrations/, all in one transaction.
 * Safe against concurrent migrators: the transaction starts before the list of applied files is read. On Postgres the
 * lock inside makes the second one wait; behind the local gate, where locks do not exclude, the open transaction itself
 * does.
 * @param databaseUrl postgres://user:password@host:port/database
 * @param folder holds the SQL files, named NNNN_what.sql
 * @throws {ServerUnusable} when the database does not let us in
 * @returns names of the files applied now, none when the schema was up to date
 */
export async function migrateDatabase(databaseUrl: string, folder = migrationsFolder): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'extraction-fleet migrate' });
  // A lost connection fails the running query; without a listener it would end the process as well.
  client.on('error', () => undefined);
  const failure: string[] = [];
  try {
    await client.connect();
  } catch (error) {
    throw new ServerUnusable('Postgres', databaseUrl, 'DATABASE_URL', error);
  }
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
    const applied = await runner({
      dbClient: client,
      dir: folder,
      ignorePattern: '(?!.*\\.sql$).*',
      direction: 'up',
      migrationsTable,
      singleTransaction: true,
      // Its BEGIN finds ours and only warns; its lock is a session's, which a pooler may hand to another client.
      noLock: true,
      logger: { info: () => undefined, warn: () => undefined, error: (text) => failure.push(text) },
    });
    await client.query('COMMIT');
    return applied.map(({ name }) => name);
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw new Error(`migration failed: ${[...failure, String(error)].join('\n')}`, { cause: error });
  } finally {
    await client.end();
  }
}
