import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listMissingFiles } from '../../../adapters/postgres/failures.js';
import { readRunLog } from '../../../adapters/postgres/logs/read-run-log.js';
import { migrateDatabase } from '../../../adapters/postgres/migrate.js';
import { PostgresRunStore } from '../../../adapters/postgres/run-store.js';
import { runIdOf } from '../../../cli/arguments.js';
import { produceRun } from '../../../cli/produce-run.js';
import { readSkipReasons } from '../../../dashboard/readings/failures.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { openTestFolder, smallDxf, type TestFolder } from '../../support/files.js';
import { openTestRedis, type TestRedis } from '../../support/redis.js';

/** Nothing listens on the first port. */
const nobody = '127.0.0.1:1';

let database: TestDatabase;
let redis: TestRedis;
let folder: TestFolder;

beforeAll(async () => {
  [database, redis] = await Promise.all([openTestDatabase(), openTestRedis()]);
  folder = openTestFolder();
  folder.write('88617/88617-01.dxf', smallDxf('GOOD'));
  symlinkSync('/nonexistent', join(folder.path, 'dangling.pdf'));
});

afterAll(async () => {
  await redis.close();
  await database.close();
  folder.close();
});

const request = () => ({ source: folder.path, sequential: false });

describe('what cannot be done', () => {
  it('says that Redis is away instead of waiting for it, and begins no run', async () => {
    await expect(produceRun(database.sql, `redis://:secret@${nobody}`, request())).rejects.toThrow(
      `Redis at ${nobody} cannot be used: connect ECONNREFUSED ${nobody}; start it, or correct REDIS_URL`,
    );
    expect(await new PostgresRunStore(database.sql).latest()).toBeNull();
    await expect(runIdOf('7', new PostgresRunStore(database.sql))).rejects.toThrow('nothing has run yet');
  });

  it('names the database that is away, and never its password', async () => {
    await expect(migrateDatabase(`postgres://fleet:secret@${nobody}/archive`)).rejects.toThrow(
      `Postgres at ${nobody}/archive cannot be used: connect ECONNREFUSED ${nobody}; start it, or correct DATABASE_URL`,
    );
  });

  it('names files that the inventory could not read, wherever a run is looked at', async () => {
    const { run, inventory } = await produceRun(database.sql, redis.url, request());
    expect(inventory).toMatchObject({ inputs: 2, unreadable: 1 });
    expect(await listMissingFiles(database.sql, run.id, 10)).toEqual([
      { storageKey: 'dangling.pdf', reason: expect.stringContaining('ENOENT') as string },
    ]);
    expect(await readSkipReasons(database.sql, run.id)).toEqual([{ reason: 'UNREADABLE', files: 1 }]);
    const question = { runId: run.id, file: 'dangling.pdf', errorClass: null, level: 30, limit: 10, after: null };
    expect(await readRunLog(database.sql, question)).toEqual([
      expect.objectContaining({ queue: 'inventory', message: expect.stringContaining('missing: ENOENT') as string }),
    ]);
    await expect(runIdOf('99', new PostgresRunStore(database.sql))).rejects.toThrow(
      `there is no run 99; the newest is ${run.id}`,
    );
  });
});
