import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLedger } from '../../../adapters/postgres/ledger.js';
import { PostgresRunStore } from '../../../adapters/postgres/run-store.js';
import { produceRun } from '../../../cli/produce-run.js';
import type { WorkerProcess } from '../../../cli/worker-process.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { openTestFolder, smallDxf, type TestFolder } from '../../support/files.js';
import { runEnd, startTestWorker } from '../../support/fleet.js';
import { until } from '../../support/processes.js';
import { openTestRedis, type TestRedis } from '../../support/redis.js';

let database: TestDatabase;
let redis: TestRedis;
let folder: TestFolder;
let worker: WorkerProcess;

beforeAll(async () => {
  [database, redis] = await Promise.all([openTestDatabase(), openTestRedis()]);
  folder = openTestFolder();
  for (let sheet = 1; sheet <= 120; sheet++) folder.write(`71736-004_${sheet}.dxf`, smallDxf(`SHEET ${sheet}`));
  worker = await startTestWorker(database, redis, { reconcileEveryMs: 1_000 });
});

afterAll(async () => {
  await worker.stop(1_000);
  folder.close();
  await redis.close();
  await database.close();
});

describe('a run whose Redis is emptied in the middle', () => {
  it('goes on under a later epoch, with exactly what was not done, and loses nothing', async () => {
    const { run } = await produceRun(database.sql, redis.url, { source: folder.path, sequential: false });
    const completed = async (): Promise<number> => (await readLedger(database.sql, run.id)).completed;
    await until(async () => (await completed()) >= 20);
    const client = new Redis(redis.url);
    await client.flushdb();
    await client.quit();
    const done = await database.sql<{ id: number; claim_token: number }[]>`
      SELECT id, claim_token FROM extraction_jobs WHERE status = 'completed' ORDER BY id`;
    expect(await runEnd(database, run.id)).toBe('completed');
    expect((await new PostgresRunStore(database.sql).get(run.id)).epoch).toBeGreaterThan(1);
    expect(await readLedger(database.sql, run.id)).toMatchObject({
      inputs: 120,
      completed: 120,
      failed: {},
      lost: 0,
      duplicate_rows: 0,
      adds_up: true,
    });
    const ids = done.map(({ id }) => id);
    const after = await database.sql<{ id: number; claim_token: number }[]>`
      SELECT id, claim_token FROM extraction_jobs WHERE id = ANY(${ids}::bigint[]) ORDER BY id`;
    expect([...after]).toEqual([...done]);
  });
});
