import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readLedger } from '../../../adapters/postgres/ledger.js';
import { produceRun, type RunRequest } from '../../../cli/produce-run.js';
import type { WorkerProcess } from '../../../cli/worker-process.js';
import { writeSampleArchive } from '../../../sample/write-sample-archive.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { openTestFolder, smallDxf, type TestFolder } from '../../support/files.js';
import { runEnd, startTestWorker } from '../../support/fleet.js';
import { openTestObjectStorage, testBucket, type TestObjectStorage } from '../../support/object-storage.js';
import { openTestRedis, type TestRedis } from '../../support/redis.js';
import { resultTables } from '../../support/result-tables.js';

interface TestFleet {
  readonly database: TestDatabase;
  readonly redis: TestRedis;
  readonly worker: WorkerProcess;
}

let storage: TestObjectStorage;
let folder: TestFolder;
const fleets: TestFleet[] = [];

beforeAll(async () => {
  folder = openTestFolder();
  storage = await openTestObjectStorage();
});

afterEach(async () => {
  storage.proxy.reset();
  for (const { database, redis, worker } of fleets.splice(0)) {
    await worker.stop(1_000);
    await redis.close();
    await database.close();
  }
});

afterAll(async () => {
  await storage.close();
  folder.close();
});

async function openFleet(): Promise<TestFleet> {
  const [database, redis] = await Promise.all([openTestDatabase(), openTestRedis()]);
  const fleet = { database, redis, worker: await startTestWorker(database, redis, { storage: storage.settings }) };
  fleets.push(fleet);
  return fleet;
}

async function run({ database, redis }: TestFleet, request: Omit<RunRequest, 'sequential' | 'storage'>): Promise<number> {
  const { run: created } = await produceRun(database.sql, redis.url, {
    ...request,
    storage: storage.settings,
    sequential: false,
  });
  await runEnd(database, created.id);
  return created.id;
}

/** Which of two copies stands for both depends on the order of the listing, which is not the same in folders and buckets. */
function removeCopies(archive: string): void {
  const seen = new Set<string>();
  for (const entry of readdirSync(archive, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    const hash = createHash('sha256').update(bytes).digest('hex');
    if (seen.has(hash) && bytes.length > 0) rmSync(path);
    seen.add(hash);
  }
}

describe('a run over a bucket', () => {
  it('finds what a run over the same folder finds, row by row, with faults on the way', async () => {
    const archive = join(folder.path, 'sample');
    await writeSampleArchive(archive, { files: 30, seed: 3, namesOnly: false });
    removeCopies(archive);
    await storage.putFolder(archive, 'sample/');
    const [overFolder, overBucket] = [await openFleet(), await openFleet()];
    await run(overFolder, { source: archive });
    let requests = 0;
    storage.proxy.fault = ({ isList }) => {
      requests += 1;
      if (isList) return null;
      if (requests % 11 === 0) return { kind: 'refuse', status: requests % 2 === 0 ? 429 : 503 };
      return requests % 7 === 0 ? { kind: 'cut', afterBytes: 2_000 } : null;
    };
    const runId = await run(overBucket, { source: `s3://${testBucket}/sample` });
    const expected = await resultTables(overFolder.database.sql, withoutMeasures);
    const found = await resultTables(overBucket.database.sql, withoutMeasures);
    expect(expected['extraction_jobs']?.length).toBeGreaterThan(15);
    expect(found).toEqual(expected);
    expect(await readLedger(overBucket.database.sql, runId)).toMatchObject({ adds_up: true, lost: 0, duplicate_rows: 0 });
    expect(
      await overBucket.database.sql`SELECT storage_key, content_hash FROM files WHERE status = 'present' ORDER BY storage_key`,
    ).toEqual(
      await overFolder.database.sql`SELECT storage_key, content_hash FROM files WHERE status = 'present' ORDER BY storage_key`,
    );
  });

  it('extracts copies once, and nothing of an unchanged bucket again', async () => {
    // Above what the inventory reads whole.
    const large = smallDxf('LARGE').replace('0\nEOF', `${'999\nfiller\n'.repeat(8_000)}0\nEOF`);
    await storage.put('copies/a/large.dxf', large);
    await storage.put('copies/b/large copy.dxf', large);
    await storage.put('copies/c/small.dxf', smallDxf('SMALL'));
    const fleet = await openFleet();
    const first = await run(fleet, { source: `s3://${testBucket}/copies/` });
    expect(await readLedger(fleet.database.sql, first)).toMatchObject({ completed: 2, skipped: { DUPLICATE_CONTENT: 1 } });
    const hashes = await fleet.database.sql<{ content_hash: string }[]>`SELECT content_hash FROM files WHERE name LIKE 'large%'`;
    expect(hashes.map((row) => row.content_hash)).toEqual(Array(2).fill(createHash('sha256').update(large).digest('hex')));
    storage.proxy.reset();
    const second = await run(fleet, { source: `s3://${testBucket}/copies` });
    expect(await readLedger(fleet.database.sql, second)).toMatchObject({ completed: 2, reused: 2, adds_up: true });
    expect(storage.proxy.seen.filter(({ isList }) => !isList)).toEqual([]);
  });

  it('ends an object that is gone by now as FILE_MISSING, tried once', async () => {
    await storage.put('gone/here.dxf', smallDxf('HERE'));
    await storage.put('gone/gone.dxf', smallDxf('GONE'));
    const fleet = await openFleet();
    // The inventory reads each object once; the worker's request is the second.
    let reads = 0;
    storage.proxy.fault = ({ path }) => {
      if (path.endsWith('gone.dxf') && ++reads > 1) return { kind: 'gone' };
      return null;
    };
    const runId = await run(fleet, { source: `s3://${testBucket}/gone` });
    expect(await readLedger(fleet.database.sql, runId)).toMatchObject({
      completed: 1,
      missing: 1,
      adds_up: true,
    });
    const [job] = await fleet.database
      .sql`SELECT status, error_class, retry_count FROM extraction_jobs WHERE error_class IS NOT NULL`;
    expect(job).toEqual({ status: 'failed', error_class: 'FILE_MISSING', retry_count: 0 });
    expect(reads).toBe(2);
  });
});

describe('a worker without keys', () => {
  it('fails no file: another worker reads them', async () => {
    await storage.put('keys/one.dxf', smallDxf('ONE'));
    const [database, redis] = await Promise.all([openTestDatabase(), openTestRedis()]);
    const logged: string[] = [];
    const log = pino({ level: 'error' }, { write: (line: string) => logged.push(line) });
    const keyless = await startTestWorker(database, redis, { role: 'keyless', log });
    const source = `s3://${testBucket}/keys`;
    const { run: created } = await produceRun(database.sql, redis.url, { source, storage: storage.settings, sequential: false });
    const refusal = 'a source cannot be read from here';
    await expect
      .poll(() => logged.some((line) => line.includes(refusal) && line.includes('S3_ACCESS_KEY_ID')), { timeout: 60_000 })
      .toBe(true);
    fleets.push({ database, redis, worker: await startTestWorker(database, redis, { storage: storage.settings }) });
    await runEnd(database, created.id);
    await keyless.stop(1_000);
    expect(await readLedger(database.sql, created.id)).toMatchObject({ completed: 1, failed: {}, adds_up: true });
  });
});

describe('a run over a catalogue', () => {
  it('takes the files that a table names, whatever their spelling, and tells what the bucket does not have', async () => {
    // The server keeps objects in folders and cannot hold `Y://`.
    const keys = ['Y:/jobs/1.dxf', 'Y:/jobs/2.dxf', 'S:/jobs/3.dxf', 'jobs/4.dxf'];
    for (const [index, key] of keys.entries()) await storage.put(`catalogued/${key}`, smallDxf(`SHEET ${index + 1}`));
    // Nor does it list a folder at the top that holds folders alone, as S3 does.
    await storage.put('catalogued/Y:/index.txt', 'x');
    const fleet = await openFleet();
    const { sql } = fleet.database;
    await sql`CREATE TABLE "CloudFiles" (id INT PRIMARY KEY, "storageKey" TEXT, "mimeType" TEXT)`;
    const named = ['Y://jobs/1.dxf', 'jobs/2.dxf', 'S:/jobs/3.dxf', 'Y:/jobs/4.dxf', 'Y:/jobs/nowhere.dxf', '../secret.dxf'];
    for (const [index, key] of named.entries())
      await sql`INSERT INTO "CloudFiles" VALUES (${index + 10}, ${key}, 'application/octet-stream')`;
    const runId = await run(fleet, { source: `s3://${testBucket}/catalogued`, catalogue: 'CloudFiles' });
    const files = await sql<{ storage_key: string; status: string; id: number }[]>`
      SELECT storage_key, status, cloud_file_id AS id FROM files ORDER BY cloud_file_id`;
    expect(files.map(({ storage_key, status, id }) => [id, storage_key, status])).toEqual([
      [10, 'Y://jobs/1.dxf', 'present'],
      [11, 'jobs/2.dxf', 'present'],
      [12, 'S:/jobs/3.dxf', 'present'],
      [13, 'Y:/jobs/4.dxf', 'present'],
      [14, 'Y:/jobs/nowhere.dxf', 'missing'],
      [15, '../secret.dxf', 'missing'],
    ]);
    expect(await readLedger(sql, runId)).toMatchObject({ inputs: 6, completed: 4, missing: 2, adds_up: true });
    const [text] = await sql<
      { files: number }[]
    >`SELECT count(DISTINCT file_id)::int AS files FROM extracted_text WHERE text LIKE 'SHEET %'`;
    expect(text?.files).toBe(4);
  });

  it('is refused when the table does not tell what is needed', async () => {
    const { database, redis } = await openFleet();
    await database.sql`CREATE TABLE "Things" (id INT, colour TEXT)`;
    const over = (catalogue: string): Promise<unknown> =>
      produceRun(database.sql, redis.url, { source: folder.path, catalogue, sequential: false });
    await expect(over('Nothing')).rejects.toThrow(/there is no table "Nothing" in schema public/);
    await expect(over('Things')).rejects.toThrow(/no column for a key .*it has id integer, colour text/);
  });
});

/** How long it took and where it lies, not what was found. */
function withoutMeasures(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([column]) => !/_ms$|^source_id$|_at$/.test(column)));
}
