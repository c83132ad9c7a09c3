import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Redis } from 'ioredis';
import { migrateDatabase } from '../../../adapters/postgres/migrate.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { openTestRedis } from '../../support/redis.js';

describe('the database of a test file', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(async () => {
    await database.close();
  });

  it('is migrated, and a second run changes nothing', async () => {
    const before = await database.sql`SELECT name, run_on FROM pgmigrations ORDER BY id`;
    expect(before.map((row) => row['name'] as string)).toContain('0001_schema');
    expect(await migrateDatabase(database.url)).toEqual([]);
    expect(await database.sql`SELECT name, run_on FROM pgmigrations ORDER BY id`).toEqual(before);
  });

  it('answers through its indexes and extensions', async () => {
    const [row] = await database.sql<{ near: number }[]>`SELECT '[1,0]'::vector(2) <=> '[0,1]'::vector(2) AS near`;
    expect(row?.near).toBe(1);
    await database.sql`INSERT INTO sources (uri) VALUES ('file:///a')`;
    expect(await database.sql`SELECT uri FROM sources WHERE similarity(uri, 'file:///b') > 0.5`).toHaveLength(1);
  });
});

describe('the Redis of a test file', () => {
  it('is empty and writable', async () => {
    const redis = await openTestRedis();
    const client = new Redis(redis.url);
    expect(await client.dbsize()).toBe(0);
    expect(await client.set('a', '1')).toBe('OK');
    await client.quit();
    await redis.close();
  });
});
