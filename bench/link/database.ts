import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, type Sql } from '../../adapters/postgres/connect.js';
import { hostDatabase } from '../../adapters/local-stack/database-host.js';
import { migrateDatabase, migrationsFolder } from '../../adapters/postgres/migrate.js';
import { bulkLoadSettings, postgresPrograms, PrivatePostgres } from '../servers/postgres.js';

export interface BenchDatabase {
  readonly what: string;
  readonly url: string;
  readonly sql: Sql;
  close(): Promise<void>;
}

/**
 * A database for one benchmark: a new one on the server of DATABASE_URL, else a private Postgres of the machine's own programs, else the
 * local database in this process (whose memory then counts as ours).
 */
export async function openBenchDatabase(): Promise<BenchDatabase> {
  const server = process.env['DATABASE_URL'];
  if (server !== undefined && server !== '') return onServer(server, 'Postgres of DATABASE_URL', () => undefined);
  const programs = postgresPrograms();
  return programs === null ? inProcess() : privateServer(programs);
}

async function onServer(server: string, what: string, stop: () => void): Promise<BenchDatabase> {
  const name = `fleet_bench_${process.pid}`;
  const admin = connect(server, 1);
  await admin`DROP DATABASE IF EXISTS ${admin(name)}`;
  await admin`CREATE DATABASE ${admin(name)}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  const sql = connect(url.href, 2);
  const [vector] = await sql`SELECT 1 FROM pg_available_extensions WHERE name = 'vector'`;
  if (vector === undefined) await installWithoutVectors(sql);
  else await migrateDatabase(url.href);
  return {
    what: vector === undefined ? `${what}, without pgvector's tables` : what,
    url: url.href,
    sql,
    close: async () => {
      await sql.end({ timeout: 5 });
      // A measurement that failed may have left its connections behind.
      await admin`DROP DATABASE ${admin(name)} WITH (FORCE)`;
      await admin.end({ timeout: 5 });
      stop();
    },
  };
}

/** The schema but for what needs pgvector; linking touches none of that. */
async function installWithoutVectors(sql: Sql): Promise<void> {
  for (const file of readdirSync(migrationsFolder).sort()) {
    const statements = readFileSync(join(migrationsFolder, file), 'utf8').replace(/--.*$/gm, '').split(/;\s*$/m);
    for (const statement of statements) {
      if (statement.trim() === '' || /\bvector\b|hnsw|cad_rendered_views|cad_model_embeddings/i.test(statement)) continue;
      await sql.unsafe(statement);
    }
  }
}

async function privateServer(programs: string): Promise<BenchDatabase> {
  const postgres = await PrivatePostgres.create(programs, bulkLoadSettings);
  return onServer(postgres.url(), 'private Postgres', () => postgres.remove());
}

async function inProcess(): Promise<BenchDatabase> {
  const host = await hostDatabase({
    port: 0,
    onFailure: (error) => {
      throw error;
    },
  });
  await migrateDatabase(host.url);
  const sql = connect(host.url, 2);
  return {
    what: 'local database in this process',
    url: host.url,
    sql,
    close: async () => {
      await sql.end({ timeout: 5 });
      await host.close();
    },
  };
}
