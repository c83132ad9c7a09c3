import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PostgresExtractionStore } from '../../../adapters/postgres/extraction-store.js';
import { dropOutdatedFacts, queueJobs } from '../../../adapters/postgres/queue-jobs.js';
import { emptyExtraction, type Facts } from '../../../queues/contract/facts.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
let store: PostgresExtractionStore;

beforeAll(async () => {
  database = await openTestDatabase();
  store = new PostgresExtractionStore(database.sql, 30_000);
});

afterAll(() => database.close());

beforeEach(async () => {
  const { sql } = database;
  await sql`TRUNCATE sources, runs, files, extraction_jobs, extracted_metadata RESTART IDENTITY CASCADE`;
  await sql`INSERT INTO sources (uri) VALUES ('/archive')`;
  await sql`
    INSERT INTO files (source_id, storage_key, normalized_path, name, extension, detected_format, size)
    VALUES (1, 'a.dxf', 'a.dxf', 'a.dxf', 'dxf', 'dxf', 1)`;
});

/** A run that sees the file with this content. Tells what was queued for it. */
async function run(content: string, version = '1'): Promise<{ runId: number; status: string; reused: boolean }> {
  const { sql } = database;
  const [created] = await sql<{ id: number }[]>`INSERT INTO runs (source_id) VALUES (1) RETURNING id`;
  const runId = created?.id ?? 0;
  await sql`UPDATE files SET content_hash = ${content}, last_seen_run = ${runId}`;
  await queueJobs(sql, runId, 0, 1, [{ format: 'dxf', jobType: 'dxf_extract', version }]);
  const [job] = await sql<{ status: string; reused: boolean }[]>`
    SELECT status, reused_from IS NOT NULL AS reused FROM extraction_jobs WHERE run_id = ${runId}`;
  return { runId, status: job?.status ?? 'absent', reused: job?.reused ?? false };
}

async function end(runId: number, facts: Partial<Facts>): Promise<void> {
  const [claim] = (await store.claim(runId, ['dxf_extract'], [1], 'worker')).files;
  if (!claim) throw new Error('nothing to claim');
  const timings = { wall_ms: 1, cpu_ms: 1, peak_rss_mb: null };
  const whole: Facts = {
    ...{ ...emptyExtraction('dxf', '1'), file: 'a.dxf', format: 'dxf', content_hash: null, timings },
    ...{ status: 'completed', error_class: null, error: null },
    ...facts,
  };
  await store.save([{ claim, facts: whole, outcome: whole.status === 'failed' ? 'failed' : 'completed' }]);
}

const gone: Partial<Facts> = { status: 'failed', error_class: 'FILE_MISSING', error: 'it is not there' };

describe('the result of an earlier run', () => {
  it('stands for a file whose content and processor are the same', async () => {
    const first = await run('A');
    await end(first.runId, {});
    expect(await run('A')).toMatchObject({ status: 'completed', reused: true });
    expect(await run('A')).toMatchObject({ status: 'completed', reused: true });
  });

  it('does not, when the file has been something else since: the tables hold what it was last', async () => {
    await end((await run('A')).runId, {});
    await end((await run('B')).runId, {});
    expect(await run('A')).toMatchObject({ status: 'pending', reused: false });
  });

  it('does not, when the file was gone since: the tables hold nothing of it', async () => {
    await end((await run('A')).runId, {});
    await end((await run('B')).runId, gone);
    expect(await run('A')).toMatchObject({ status: 'pending', reused: false });
  });

  it('does not, when another version of its processor has read it since', async () => {
    await end((await run('A')).runId, {});
    await end((await run('A', '2')).runId, {});
    expect(await run('A', '1')).toMatchObject({ status: 'pending', reused: false });
  });

  it('is a failure too, when the same bytes would fail the same way', async () => {
    await end((await run('A')).runId, { status: 'failed', error_class: 'FILE_ENCRYPTED', error: 'locked' });
    expect(await run('A')).toMatchObject({ status: 'failed', reused: true });
  });
});

describe('a file that has become a copy of another', () => {
  it('keeps nothing of what it was, and is read again when it is that once more', async () => {
    const { sql } = database;
    await end((await run('A')).runId, {});
    const facts = async (): Promise<number> => (await sql`SELECT FROM extracted_metadata WHERE file_id = 1`).length;
    expect(await facts()).toBe(1);
    await sql`
      INSERT INTO files (id, source_id, storage_key, normalized_path, name, extension, detected_format, size) OVERRIDING SYSTEM VALUE
      VALUES (0, 1, 'original.dxf', 'original.dxf', 'original.dxf', 'dxf', 'dxf', 1)`;
    const { runId } = await run('B');
    const [job] = await sql`SELECT status, skip_reason FROM extraction_jobs WHERE run_id = ${runId} AND file_id = 1`;
    expect(job).toEqual({ status: 'skipped', skip_reason: 'DUPLICATE_CONTENT' });
    await dropOutdatedFacts(sql, runId, 0, 1);
    expect(await facts()).toBe(0);
    await sql`DELETE FROM extraction_jobs WHERE file_id = 0`;
    await sql`UPDATE files SET status = 'missing' WHERE id = 0`;
    expect(await run('A')).toMatchObject({ status: 'pending', reused: false });
  });
});
