import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLedger } from '../../../adapters/postgres/ledger.js';
import { readRunRates } from '../../../adapters/postgres/run-rates.js';
import { PostgresRunStore } from '../../../adapters/postgres/run-store.js';
import { WorkerRegistry, requestDrain } from '../../../adapters/postgres/worker-registry.js';
import { replay } from '../../../cli/commands/replay.js';
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
let drained = false;
let runId: number;

/** Enough sheets that can be read for the checkpoint to pass beside three that cannot. */
const readable = 80;

beforeAll(async () => {
  [database, redis] = await Promise.all([openTestDatabase(), openTestRedis()]);
  folder = openTestFolder();
  for (let sheet = 1; sheet <= readable; sheet++) folder.write(`71736-004_${sheet}.dxf`, smallDxf(`SHEET ${sheet}`));
  for (const name of ['a', 'b', 'c']) folder.write(`broken-${name}.dxf`, `not a drawing, ${name}`);
  worker = await startTestWorker(database, redis, { onDrain: () => (drained = true) });
  const { run } = await produceRun(database.sql, redis.url, { source: folder.path, sequential: false });
  runId = run.id;
  expect(await runEnd(database, runId)).toBe('completed');
});

afterAll(async () => {
  await worker.stop(1_000);
  folder.close();
  await redis.close();
  await database.close();
});

const jobs = async (): Promise<Map<string, { status: string; claim_token: number; attempts: number }>> => {
  const rows = await database.sql<{ name: string; status: string; claim_token: number; attempts: number }[]>`
    SELECT f.name, j.status, j.claim_token, jsonb_array_length(j.attempt_log) AS attempts
    FROM extraction_jobs j JOIN files f ON f.id = j.file_id WHERE j.run_id = ${runId} ORDER BY f.name`;
  return new Map(rows.map(({ name, ...job }) => [name, job]));
};

describe('a replay', () => {
  it('names its files beforehand and changes nothing in a dry run', async () => {
    const before = await jobs();
    const files = await replay(database.sql, redis.url, runId, { class: 'format_mismatch', sample: 2, dryRun: true });
    expect(files).toHaveLength(2);
    expect(await jobs()).toEqual(before);
  });

  it('changes exactly the files that it names, and keeps what was said of them', async () => {
    const before = await jobs();
    for (const name of ['a', 'b', 'c']) folder.write(`broken-${name}.dxf`, smallDxf(`MENDED ${name}`));
    const files = await replay(database.sql, redis.url, runId, { class: 'FORMAT_MISMATCH', sample: 2 });
    expect(await runEnd(database, runId)).toBe('completed');
    const named = files.map(({ storageKey }) => storageKey);
    const after = await jobs();
    for (const [name, job] of after) {
      if (!named.includes(name)) expect(job, name).toEqual(before.get(name));
      else expect(job, name).toMatchObject({ status: 'completed', attempts: 1 });
    }
    expect(await readLedger(database.sql, runId)).toMatchObject({
      completed: readable + 2,
      failed: { FORMAT_MISMATCH: 1 },
      lost: 0,
      duplicate_rows: 0,
      started_twice: 0,
      adds_up: true,
    });
  });

  it('leaves no time below nothing for who estimates by the run', async () => {
    const { phasesS } = await readRunRates(database.sql, runId);
    expect(Object.values(phasesS).filter((seconds) => seconds < 0)).toEqual([]);
  });

  it('is refused for an engine that does not read the files', async () => {
    const asked = replay(database.sql, redis.url, runId, { class: 'FORMAT_MISMATCH', engine: 'ocr' });
    await expect(asked).rejects.toThrow(/broken-.\.dxf is dxf, which engine ocr does not read/);
  });
});

describe('a replay whose jobs are lost with Redis', () => {
  it('is taken up by the reconciler with all phases after linking, and loses no file', async () => {
    await worker.stop(1_000);
    const [file] = await replay(database.sql, redis.url, runId, { class: 'FORMAT_MISMATCH' });
    const client = new Redis(redis.url);
    await client.flushdb();
    await client.quit();
    const [left] = await new PostgresRunStore(database.sql).unfinished(runId);
    expect(left).toMatchObject({ open: 1, remaining: ['extract', 'index', 'embed', 'search'] });
    worker = await startTestWorker(database, redis, { onDrain: () => (drained = true), reconcileEveryMs: 1_000 });
    expect(await runEnd(database, runId)).toBe('completed');
    const [job] = await database.sql`
      SELECT j.status FROM extraction_jobs j JOIN files f ON f.id = j.file_id
      WHERE j.run_id = ${runId} AND f.storage_key = ${file?.storageKey ?? ''}`;
    expect(job).toEqual({ status: 'completed' });
    expect(await readLedger(database.sql, runId)).toMatchObject({ failed: {}, lost: 0, adds_up: true });
  });
});

describe('a run that has ended while the reconciler looked at it', () => {
  it('is not begun again', async () => {
    const runs = new PostgresRunStore(database.sql);
    const { epoch } = await runs.get(runId);
    expect(await runs.raiseEpoch(runId, epoch)).toBeNull();
    expect(await runs.get(runId)).toMatchObject({ status: 'completed', epoch });
  });
});

describe('a worker that is asked to drain', () => {
  it('hears of it, and one that is not there is said to be none', async () => {
    expect(await requestDrain(database.sql, 'nobody:worker:1')).toBe(false);
    await new WorkerRegistry(database.sql, 'other:worker:1').register(['pdf'], 1, '1');
    expect(await requestDrain(database.sql, worker.workerId)).toBe(true);
    await until(() => Promise.resolve(drained));
    const [other] = await database.sql`SELECT drain_requested FROM worker_registry WHERE worker_id = 'other:worker:1'`;
    expect(other).toEqual({ drain_requested: false });
  });
});
