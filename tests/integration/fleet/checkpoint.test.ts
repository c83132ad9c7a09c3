import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ledgerFigures } from '../../../adapters/postgres/figures.js';
import { readLedger } from '../../../adapters/postgres/ledger.js';
import { readPhaseLedgers } from '../../../adapters/postgres/phase-ledger.js';
import { PostgresRunStore } from '../../../adapters/postgres/run-store.js';
import { produceRun } from '../../../cli/produce-run.js';
import type { WorkerProcess } from '../../../cli/worker-process.js';
import { retryPhase } from '../../../flows/retry-phase.js';
import { producerConnection } from '../../../queues/runtime/connection.js';
import { QueueClient } from '../../../queues/runtime/queue-client.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { openTestFolder, smallDxf, type TestFolder } from '../../support/files.js';
import { runEnd, startTestWorker } from '../../support/fleet.js';
import { openTestRedis, type TestRedis } from '../../support/redis.js';

let database: TestDatabase;
let redis: TestRedis;
let folder: TestFolder;
let worker: WorkerProcess;
let queues: QueueClient;
const connections: Redis[] = [];
let runId = 0;

beforeAll(async () => {
  [database, redis] = await Promise.all([openTestDatabase(), openTestRedis()]);
  folder = openTestFolder();
  folder.write('88617/88617-01.dxf', smallDxf('GOOD'));
  folder.write('88617/88617-02.dxf', 'this is no drawing');
  const connection = producerConnection(redis.url);
  connections.push(connection);
  queues = new QueueClient(connection);
  worker = await startTestWorker(database, redis);
  const { run } = await produceRun(database.sql, redis.url, { source: folder.path, sequential: false });
  runId = run.id;
});

afterAll(async () => {
  await worker.stop(1_000);
  await queues.close();
  for (const connection of connections) connection.disconnect();
  folder.close();
  await redis.close();
  await database.close();
});

const claims = async (): Promise<number[]> => {
  const rows = await database.sql<
    { claim_token: number }[]
  >`SELECT claim_token FROM extraction_jobs WHERE run_id = ${runId} ORDER BY id`;
  return rows.map((row) => row.claim_token);
};

describe('a checkpoint that does not pass', () => {
  it('holds the run and says why, while every file is in a terminal state', async () => {
    expect(await runEnd(database, runId)).toBe('held');
    const checkpoints = await new PostgresRunStore(database.sql).checkpoints(runId);
    expect(checkpoints.find(({ phase }) => phase === 'dxf')?.misses).toEqual([
      'too many readable files have failed (completed share 50 %, at least 95 % wanted)',
    ]);
    expect(checkpoints.map(({ phase }) => phase)).not.toContain('index');
    expect(await readLedger(database.sql, runId)).toMatchObject({ completed: 1, failed: { FORMAT_MISMATCH: 1 }, lost: 0 });
  });

  it('calls the files of phases that have not begun open, and none of them lost', async () => {
    const phases = await readPhaseLedgers(database.sql, runId);
    expect(phases.filter(({ lost }) => lost !== 0)).toEqual([]);
    expect(phases.filter(({ open }) => open > 0).map(({ phase, open, adds_up }) => [phase, open, adds_up])).toEqual([
      ['index', 1, false],
      ['embed', 1, false],
    ]);
    await database.sql`UPDATE extraction_jobs SET status = 'pending' WHERE run_id = ${runId} AND status = 'completed'`;
    expect(await readLedger(database.sql, runId)).toMatchObject({ completed: 0, open: 1, lost: 0, adds_up: false });
    expect(await ledgerFigures(database.sql)(runId)).toMatchObject({ lost: 1 });
    await database.sql`UPDATE extraction_jobs SET status = 'completed' WHERE run_id = ${runId} AND status = 'pending'`;
  });

  it('is computed anew by a retry, without extracting anything again, and holds as long as nothing has changed', async () => {
    const before = await claims();
    const runs = new PostgresRunStore(database.sql);
    await retryPhase(queues, runs, runId, 1, 'dxf');
    expect(await runEnd(database, runId)).toBe('held');
    expect(await claims()).toEqual(before);
  });

  it('lets the run go on once it is accepted, and keeps the reason', async () => {
    const runs = new PostgresRunStore(database.sql);
    await runs.accept(runId, 'dxf', 'two files, one is a text');
    await retryPhase(queues, runs, runId, 1, 'dxf');
    expect(await runEnd(database, runId)).toBe('completed');
    const checkpoints = await runs.checkpoints(runId);
    expect(checkpoints.find(({ phase }) => phase === 'dxf')).toMatchObject({
      passed: false,
      acceptedReason: 'two files, one is a text',
    });
    expect(checkpoints.find(({ phase }) => phase === 'search')).toMatchObject({ passed: true });
  });

  it('refuses to retry a phase that is not held', async () => {
    await expect(retryPhase(queues, new PostgresRunStore(database.sql), runId, 1, 'link')).rejects.toThrow(/not in Redis/);
  });
});
