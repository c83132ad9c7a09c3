import { readdirSync } from 'node:fs';
import { parse } from 'node:path';
import type { SqlOrTransaction } from './connect.js';
import { migrationsFolder, migrationsTable } from './migrate.js';
import { checkOf, type Check } from './verify-check.js';
import { checkEnums, checkExtensions, checkForeignKeys, checkTables, checkUniqueKeys, checkViews } from './verify-schema.js';
import { checkHnswIndexes } from './verify-vectors.js';

export type { Check } from './verify-check.js';

export interface VerifyOptions {
  /**
   * Connections that the whole fleet may open. Default: the five roles, coordinator, dashboard, search API and one command
   * with four each.
   */
  readonly fleetConnections?: number;
}

const defaultFleetConnections = 9 * 4;
/** The fleet may use this share of what the server allows; the rest is for people, backups and rolling restarts. */
const connectionShare = 0.8;

/**
 * The database's part of the pre-flight: reads the catalogue, changes nothing.
 * @returns all checks in a fixed order; those that do not hold name each miss
 */
export async function verifyDatabase(sql: SqlOrTransaction, options: VerifyOptions = {}): Promise<Check[]> {
  return [
    await checkMigrations(sql),
    ...(await checkExtensions(sql)),
    ...(await checkTables(sql)),
    ...(await checkEnums(sql)),
    ...(await checkForeignKeys(sql)),
    ...(await checkUniqueKeys(sql)),
    await checkViews(sql),
    ...(await checkHnswIndexes(sql)),
    await checkConnections(sql, options.fleetConnections ?? defaultFleetConnections),
  ];
}

async function checkMigrations(sql: SqlOrTransaction): Promise<Check> {
  const [table] = await sql`SELECT to_regclass(${migrationsTable}) AS found`;
  const rows = table?.['found'] === null ? [] : await sql<{ name: string }[]>`SELECT name FROM ${sql(migrationsTable)}`;
  const applied = new Set(rows.map(({ name }) => name));
  const ours = readdirSync(migrationsFolder)
    .filter((file) => file.endsWith('.sql'))
    .map((file) => parse(file).name)
    .sort();
  const misses = [
    ...ours.filter((name) => !applied.has(name)).map((name) => `${name} is pending (fleet migrate)`),
    ...[...applied].filter((name) => !ours.includes(name)).map((name) => `${name} is of another version of this program`),
  ];
  return checkOf('migrations', misses, `${ours.length} applied`);
}

async function checkConnections(sql: SqlOrTransaction, needed: number): Promise<Check> {
  const [row] = await sql<{ most: number; reserved: number }[]>`
    SELECT current_setting('max_connections')::int AS most, current_setting('superuser_reserved_connections')::int AS reserved`;
  const available = Math.floor(((row?.most ?? 0) - (row?.reserved ?? 0)) * connectionShare);
  const misses =
    needed <= available
      ? []
      : [
          `the fleet opens up to ${needed} connections, ${available} are ${connectionShare * 100} % of what max_connections leaves`,
        ];
  return checkOf('connections', misses, `up to ${needed} of ${available}`);
}
