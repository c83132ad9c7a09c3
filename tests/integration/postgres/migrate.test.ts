import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateDatabase, migrationsFolder } from '../../../adapters/postgres/migrate.js';
import { openEmptyDatabase, type TestDatabase } from '../../support/database.js';

describe('migrateDatabase', () => {
  let database: TestDatabase;
  let folder: string;
  beforeAll(async () => {
    database = await openEmptyDatabase();
    folder = mkdtempSync(join(tmpdir(), 'fleet-migrations-'));
    copyFileSync(join(migrationsFolder, '0001_schema.sql'), join(folder, '0001_schema.sql'));
    writeFileSync(join(folder, 'README.md'), 'not a migration');
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await database.close();
  });

  const applied = async (): Promise<string[]> => {
    const rows = await database.sql<{ name: string }[]>`SELECT name FROM pgmigrations ORDER BY id`;
    return rows.map(({ name }) => name);
  };

  it('applies each file once under six migrators at once', async () => {
    const results = await Promise.all(Array.from({ length: 6 }, () => migrateDatabase(database.url, folder)));
    expect(results.filter((names) => names.length > 0)).toEqual([['0001_schema']]);
    expect(await applied()).toEqual(['0001_schema']);
  });

  it('applies nothing of a set of which one fails, and names the place', async () => {
    writeFileSync(join(folder, '0002_more.sql'), 'CREATE TABLE more (id INT);');
    writeFileSync(join(folder, '0003_wrong.sql'), 'CREATE TABLE even_more (id INT);\nCREATE TABEL wrong (id INT);');
    await expect(migrateDatabase(database.url, folder)).rejects.toThrow(/TABEL[\s\S]*syntax error/);
    expect(await applied()).toEqual(['0001_schema']);
    expect(await database.sql`SELECT to_regclass('more') AS found`).toEqual([{ found: null }]);

    writeFileSync(join(folder, '0003_wrong.sql'), 'CREATE TABLE even_more (id INT);');
    expect(await migrateDatabase(database.url, folder)).toEqual(['0002_more', '0003_wrong']);
    expect(await applied()).toEqual(['0001_schema', '0002_more', '0003_wrong']);
  });

  it('refuses a file that sorts before an applied one', async () => {
    writeFileSync(join(folder, '0000_late.sql'), 'SELECT 1;');
    await expect(migrateDatabase(database.url, folder)).rejects.toThrow(/0000_late is preceding already run migration/);
  });
});
