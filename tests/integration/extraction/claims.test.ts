import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PostgresExtractionStore } from '../../../adapters/postgres/extraction-store.js';
import { readLedger } from '../../../adapters/postgres/ledger.js';
import { WorkerRegistry } from '../../../adapters/postgres/worker-registry.js';
import type { ClaimedFile, FileResult } from '../../../flows/ports.js';
import { emptyExtraction, type Facts } from '../../../queues/contract/facts.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
let store: PostgresExtractionStore;
/** Takes every holder for dead. */
let hasty: PostgresExtractionStore;
let runId = 0;
let fileId = 0;

beforeAll(async () => {
  database = await openTestDatabase();
  store = new PostgresExtractionStore(database.sql, 30_000);
  hasty = new PostgresExtractionStore(database.sql, 0);
});

afterAll(() => database.close());

beforeEach(async () => {
  const { sql } = database;
  await sql`TRUNCATE sources, runs, files, extraction_jobs, extracted_metadata RESTART IDENTITY CASCADE`;
  await sql`INSERT INTO sources (uri) VALUES ('/archive')`;
  const [run] = await sql<{ id: number }[]>`INSERT INTO runs (source_id) VALUES (1) RETURNING id`;
  const [file] = await sql<{ id: number }[]>`
    INSERT INTO files (source_id, storage_key, normalized_path, name, extension, detected_format)
    VALUES (1, 'a.dxf', 'a.dxf', 'a.dxf', 'dxf', 'dxf') RETURNING id`;
  runId = run?.id ?? 0;
  fileId = file?.id ?? 0;
  await sql`INSERT INTO extraction_jobs (run_id, file_id, job_type) VALUES (${runId}, ${fileId}, 'dxf_extract')`;
});

async function claim(worker: string, by = store): Promise<ClaimedFile> {
  const [claimed] = (await by.claim(runId, ['dxf_extract'], [fileId], worker)).files;
  if (!claimed) throw new Error('nothing to claim');
  return claimed;
}

function completed(text: string): Facts {
  return {
    ...emptyExtraction('dxf', '1'),
    file: 'a.dxf',
    format: 'dxf',
    content_hash: null,
    status: 'completed',
    error_class: null,
    error: null,
    texts: [
      { text, source: 'text', tag: null, page: null, layer: '0', space: 'model', visible: true, x: 0, y: 0, height: 1, angle: 0 },
    ],
    timings: { wall_ms: 1, cpu_ms: 1, peak_rss_mb: null },
  };
}

const failed = (errorClass: Facts['error_class']): Facts => ({
  ...completed(''),
  texts: [],
  status: 'failed',
  error_class: errorClass,
  error: 'broken',
});
const result = (claimed: ClaimedFile, facts: Facts, outcome: FileResult['outcome'] = 'completed'): FileResult => ({
  claim: claimed,
  facts,
  outcome,
});
const texts = async (): Promise<string[]> =>
  (await database.sql<{ text: string }[]>`SELECT text FROM extracted_text`).map((row) => row.text);

/** Whether a beat of the worker tells that the claim is in living hands. */
async function isRenewed(worker: WorkerRegistry): Promise<boolean> {
  await database.sql`UPDATE extraction_jobs SET heartbeat = now() - interval '1 hour'`;
  await worker.beat({ inFlight: 1, rssMb: 1, diskUsedPercent: null, lockGapMs: 0, state: 'running', heldBy: [] });
  const [job] = await database.sql<{ renewed: boolean }[]>`
    SELECT heartbeat > now() - interval '1 minute' AS renewed FROM extraction_jobs`;
  return job?.renewed ?? false;
}

describe('claims', () => {
  it('fence off a worker whose file was claimed anew by another', async () => {
    const late = await claim('first');
    const current = await claim('second', hasty);
    expect(current.claimToken).toBe(late.claimToken + 1);
    expect(await store.save([result(current, completed('current'))])).toEqual(new Set([current.jobId]));
    expect(await store.save([result(late, completed('late'))])).toEqual(new Set());
    expect(await texts()).toEqual(['current']);
  });

  it('leave finished files alone', async () => {
    await store.save([result(await claim('first'), completed('x'))]);
    expect(await store.claim(runId, ['dxf_extract'], [fileId], 'second')).toEqual({ files: [], held: [] });
  });

  it('do not rob a worker that lives of what it has begun', async () => {
    const first = await claim('first');
    expect(await store.claim(runId, ['dxf_extract'], [fileId], 'second')).toEqual({ files: [], held: [fileId] });
    expect(await store.save([result(first, completed('x'))])).toEqual(new Set([first.jobId]));
  });

  it('take nobody for dead that a Postgres just started could not have heard', async () => {
    const tenYearsMs = 10 * 365 * 24 * 3600 * 1000;
    const patient = new PostgresExtractionStore(database.sql, tenYearsMs);
    await claim('first');
    await database.sql`UPDATE extraction_jobs SET heartbeat = now() - interval '20 years'`;
    expect(await patient.claim(runId, ['dxf_extract'], [fileId], 'second')).toEqual({ files: [], held: [fileId] });
  });

  it('of a process that died do not live on with the next one of its id, as a container starts it', async () => {
    const worker = new WorkerRegistry(database.sql, 'container:worker:7');
    await worker.register(['dxf'], 1, '1');
    await claim('container:worker:7');
    expect(await isRenewed(worker)).toBe(true);
    await worker.register(['dxf'], 1, '1');
    expect(await isRenewed(worker)).toBe(false);
  });

  it('replace the rows of an earlier extraction instead of adding to them', async () => {
    await store.save([result(await claim('first'), completed('old'))]);
    await database.sql`UPDATE extraction_jobs SET status = 'pending'`;
    await store.save([result(await claim('first'), completed('new'))]);
    expect(await texts()).toEqual(['new']);
  });

  it('keep the history of failed attempts, and put the file back for the next', async () => {
    await store.save([result(await claim('first'), failed('CRASH'), 'retry')]);
    const second = await claim('second');
    expect(second.retryCount).toBe(1);
    await store.save([result(second, failed('CRASH'), 'failed')]);
    const [letter] = await database.sql`SELECT error_class, retry_count, attempt_log FROM dead_letters`;
    expect(letter).toMatchObject({ error_class: 'CRASH', retry_count: 1 });
    expect(letter?.['attempt_log']).toMatchObject([
      { attempt: 1, worker: 'first' },
      { attempt: 2, worker: 'second' },
    ]);
  });

  it('can be given back untouched', async () => {
    const claimed = await claim('first');
    await store.release([claimed], false);
    const [row] = await database.sql`SELECT status, claimed_by FROM extraction_jobs`;
    expect(row).toEqual({ status: 'pending', claimed_by: null });
    expect((await claim('second')).claimToken).toBe(claimed.claimToken + 1);
  });

  it('count as started unless they were given back before that', async () => {
    await store.release([await claim('first')], false);
    await store.release([await claim('second')], true);
    expect((await readLedger(database.sql, runId)).started_twice).toBe(0);
    await claim('third');
    expect((await readLedger(database.sql, runId)).started_twice).toBe(1);
  });

  it('store text that Postgres refuses, cleaned', async () => {
    await store.save([result(await claim('first'), completed('a\u0000b\ud800c Ø "\\u0000"'))]);
    expect(await texts()).toEqual(['ab\ufffdc Ø "\\u0000"']);
  });
});
