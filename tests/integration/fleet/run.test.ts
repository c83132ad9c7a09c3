import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLedger } from '../../../adapters/postgres/ledger.js';
import { readPhaseLedgers } from '../../../adapters/postgres/phase-ledger.js';
import { PostgresRunStore } from '../../../adapters/postgres/run-store.js';
import { produceRun } from '../../../cli/produce-run.js';
import type { WorkerProcess } from '../../../cli/worker-process.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { openTestFolder, smallDxf, type TestFolder } from '../../support/files.js';
import { runEnd, startTestWorker } from '../../support/fleet.js';
import { openTestRedis, type TestRedis } from '../../support/redis.js';

let database: TestDatabase;
let redis: TestRedis;
let folder: TestFolder;
let worker: WorkerProcess;

beforeAll(async () => {
  [database, redis] = await Promise.all([openTestDatabase(), openTestRedis()]);
  folder = openTestFolder();
  for (let sheet = 1; sheet <= 60; sheet++) {
    const name = `71000/71736_HARBOR HOTEL/71736-004_${String(sheet).padStart(3, '0')}.dxf`;
    folder.write(name, smallDxf(`SHEET ${sheet}`));
  }
  folder.write('71000/71736_HARBOR HOTEL/OLD/71736-004_001 - Copy.dxf', smallDxf('SHEET 1'));
  folder.write('71000/71736_HARBOR HOTEL/empty.dxf', '');
  folder.write('71000/71736_HARBOR HOTEL/Thumbs.db', 'x');
  folder.write('71000/71736_HARBOR HOTEL/quote.txt', 'text');
  worker = await startTestWorker(database, redis);
});

afterAll(async () => {
  await worker.stop(1_000);
  folder.close();
  await redis.close();
  await database.close();
});

async function run(sequential = false): Promise<number> {
  const { run: created } = await produceRun(database.sql, redis.url, { source: folder.path, sequential });
  expect(await runEnd(database, created.id)).toBe('completed');
  return created.id;
}

describe('a run', () => {
  it('brings every file to exactly one terminal state', async () => {
    const ledger = await readLedger(database.sql, await run());
    expect(ledger).toMatchObject({
      inputs: 64,
      completed: 60,
      failed: { FILE_EMPTY: 1 },
      skipped: { DUPLICATE_CONTENT: 1, JUNK: 1, 'NO_PROCESSOR:text': 1 },
      missing: 0,
      lost: 0,
      duplicate_rows: 0,
      started_twice: 0,
      reused: 0,
      adds_up: true,
    });
  });

  it('accounts for every file in every phase', async () => {
    const phases = await readPhaseLedgers(database.sql, 1);
    expect(phases.map(({ phase, inputs, lost }) => [phase, inputs, lost])).toEqual([
      ['link', 63, 0],
      ['pdf', 0, 0],
      ['dxf', 62, 0],
      ['creo', 0, 0],
      ['cad', 0, 0],
      ['index', 60, 0],
      ['embed', 60, 0],
    ]);
    expect(phases.find(({ phase }) => phase === 'dxf')).toMatchObject({
      completed: 60,
      failed: { FILE_EMPTY: 1 },
      skipped: { DUPLICATE_CONTENT: 1 },
      started_twice: 0,
      adds_up: true,
    });
  });

  it('passes every checkpoint with figures from the database', async () => {
    const checkpoints = await new PostgresRunStore(database.sql).checkpoints(1);
    expect(checkpoints.map(({ phase }) => phase)).toEqual(
      expect.arrayContaining(['link', 'extract', 'pdf', 'dxf', 'creo', 'cad', 'index', 'embed', 'search']),
    );
    expect(checkpoints.filter(({ passed }) => !passed)).toEqual([]);
    expect(checkpoints.find(({ phase }) => phase === 'dxf')?.figures).toMatchObject({
      total: 62,
      completed: 60,
      completedShare: 1,
      sourceDefects: 1,
    });
  });

  it('makes text findable', async () => {
    const rows = await database.sql<{ name: string }[]>`
      SELECT f.name FROM extracted_text t JOIN files f ON f.id = t.file_id WHERE t.tsv @@ phraseto_tsquery('simple', 'sheet 17')`;
    expect(rows.map((row) => row.name)).toEqual(['71736-004_017.dxf']);
  });

  it('extracts nothing of an unchanged folder again, and groups nothing anew', async () => {
    const groups = await database.sql`SELECT id, identity_key, updated_at FROM document_groups ORDER BY id`;
    const ledger = await readLedger(database.sql, await run());
    expect(ledger).toMatchObject({ inputs: 64, completed: 60, failed: { FILE_EMPTY: 1 }, reused: 61, lost: 0, adds_up: true });
    expect([...(await database.sql`SELECT id, identity_key, updated_at FROM document_groups ORDER BY id`)]).toEqual([...groups]);
  });

  it('extracts just the file that has changed, in strict order too', async () => {
    folder.write('71000/71736_HARBOR HOTEL/71736-004_002.dxf', smallDxf('SHEET 2, REVISED'));
    const ledger = await readLedger(database.sql, await run(true));
    expect(ledger).toMatchObject({ completed: 60, reused: 60, lost: 0, duplicate_rows: 0 });
    const rows = await database.sql<
      { text: string }[]
    >`SELECT text FROM extracted_text WHERE text LIKE 'SHEET 2%' AND text NOT SIMILAR TO 'SHEET 2[0-9]'`;
    expect(rows.map((row) => row.text)).toEqual(['SHEET 2, REVISED']);
  });

  it('does not add up any more when a row is gone', async () => {
    await database.sql`DELETE FROM extraction_jobs WHERE id = (SELECT min(id) FROM extraction_jobs WHERE run_id = 1 AND status = 'completed')`;
    await database.sql`DELETE FROM file_embeddings WHERE file_id = (SELECT max(file_id) FROM extraction_jobs WHERE run_id = 1 AND status = 'completed')`;
    expect(await readLedger(database.sql, 1)).toMatchObject({ lost: 1, adds_up: false });
    const phases = await readPhaseLedgers(database.sql, 1);
    expect(phases.filter(({ adds_up }) => !adds_up).map(({ phase, lost }) => [phase, lost])).toEqual([
      ['dxf', 1],
      ['embed', 1],
    ]);
  });
});
