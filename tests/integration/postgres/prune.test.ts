import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compareRuns } from '../../../adapters/postgres/compare-runs.js';
import { PostgresExtractionStore } from '../../../adapters/postgres/extraction-store.js';
import { listRuns } from '../../../adapters/postgres/list-runs.js';
import { readLedger } from '../../../adapters/postgres/ledger.js';
import { readPhaseLedgers } from '../../../adapters/postgres/phase-ledger.js';
import { choosePrunableRuns } from '../../../adapters/postgres/prune/choose-runs.js';
import { pruneRuns, type PrunedRun } from '../../../adapters/postgres/prune/prune-runs.js';
import { dropOutdatedFacts, queueJobs } from '../../../adapters/postgres/queue-jobs.js';
import { beginReplay } from '../../../adapters/postgres/replay.js';
import { PostgresRunStore } from '../../../adapters/postgres/run-store.js';
import { runIdOf } from '../../../cli/arguments.js';
import { emptyExtraction, type Facts } from '../../../queues/contract/facts.js';
import { carrierOf } from '../../../search/queries/carrier.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** By id, from 1. `steady` never changes, `busy` does in each run, `locked` cannot be read, `copy` is one of `steady`, `brief` is gone after the first run. */
const names = ['steady', 'busy', 'locked', 'copy', 'brief'] as const;
const formats = [{ format: 'dxf', jobType: 'dxf_extract', version: '1' }] as const;

beforeEach(async () => {
  const { sql } = database;
  await sql`TRUNCATE sources, runs, files, extraction_jobs, extracted_metadata, run_logs RESTART IDENTITY CASCADE`;
  await sql`INSERT INTO sources (uri) VALUES ('/archive')`;
  await sql`
    INSERT INTO files (source_id, storage_key, normalized_path, name, extension, detected_format, size)
    SELECT 1, n, n, n, 'dxf', 'dxf', 1 FROM unnest(${[...names]}::text[]) WITH ORDINALITY AS u (n, place) ORDER BY place`;
  for (let n = 1; n <= 4; n++) await run();
});

/** A whole run as coordinators and workers leave it. */
async function run(status: 'completed' | 'cancelled' = 'completed'): Promise<number> {
  const { sql } = database;
  const [created] = await sql<{ id: number }[]>`INSERT INTO runs (source_id) VALUES (1) RETURNING id`;
  const runId = created?.id ?? 0;
  await sql`
    UPDATE files SET last_seen_run = ${runId},
      content_hash = CASE name WHEN 'busy' THEN 'busy ' || ${runId}::text WHEN 'copy' THEN 'steady' ELSE name END
    WHERE ${runId} = 1 OR name <> 'brief'`;
  await queueJobs(sql, runId, 0, 99, formats);
  await dropOutdatedFacts(sql, runId, 0, 99);
  if (status === 'completed') await readAll(runId);
  await sql`INSERT INTO run_logs (run_id, logged_at, level, message) SELECT ${runId}, now(), 30, 'line' FROM generate_series(1, 5)`;
  await sql`
    UPDATE runs SET status = ${status}, finished_at = now(), inventory = ${sql.json({ inputs: runId === 1 ? 5 : 4, byFormat: { dxf: runId === 1 ? 5 : 4 } })}
    WHERE id = ${runId}`;
  return runId;
}

async function readAll(runId: number): Promise<void> {
  const store = new PostgresExtractionStore(database.sql, 30_000);
  for (const claim of (await store.claim(runId, ['dxf_extract'], [1, 2, 3, 4, 5], 'worker')).files) {
    const isLocked = claim.storageKey === 'locked';
    const timings = { wall_ms: 1, cpu_ms: 1, peak_rss_mb: null };
    const facts: Facts = {
      ...{ ...emptyExtraction('dxf', '1'), file: claim.storageKey, format: 'dxf', content_hash: null, timings },
      ...(isLocked
        ? { status: 'failed', error_class: 'FILE_ENCRYPTED', error: 'locked' }
        : { status: 'completed', error_class: null, error: null }),
    };
    await store.save([{ claim, facts, outcome: isLocked ? 'failed' : 'completed' }]);
  }
}

async function prune(keep: number, { dryRun = false, signal = new AbortController().signal } = {}): Promise<PrunedRun[]> {
  const pruned: PrunedRun[] = [];
  const runs = await choosePrunableRuns(database.sql, keep);
  for await (const one of pruneRuns(database.sql, runs, { dryRun, signal, batchRows: 2 })) pruned.push(one);
  return pruned;
}

/** Everything that commands tell of what is kept. */
async function told(from: number) {
  const { sql } = database;
  return {
    jobs: [...(await sql`SELECT * FROM extraction_jobs WHERE run_id >= ${from} ORDER BY id`)],
    ledgers: await Promise.all([1, 2, 3, 4].map((id) => readLedger(sql, id))),
    phases: await Promise.all([1, 2, 3, 4].map((id) => readPhaseLedgers(sql, id))),
    comparison: await compareRuns(sql, from, 4),
    facts: [...(await sql`SELECT file_id, extraction_job_id FROM extracted_metadata ORDER BY file_id`)],
    carriers: await sql.begin((tx) => Promise.all([1, 2, 3, 4, 5].map((id) => carrierOf(tx, id)))),
    copies: [
      ...(await sql`SELECT DISTINCT file_id, same_as_file_id FROM extraction_jobs WHERE same_as_file_id IS NOT NULL ORDER BY 1, 2`),
    ],
  };
}

const jobsOf = async (runId: number): Promise<string[]> =>
  (
    await database.sql<
      { name: string }[]
    >`SELECT f.name FROM extraction_jobs j JOIN files f ON f.id = j.file_id WHERE run_id = ${runId} ORDER BY f.id`
  ).map(({ name }) => name);

describe('pruning', () => {
  it('leaves of old runs what facts stand on, and changes nothing that is told of the others', async () => {
    const before = await told(3);
    expect(before.ledgers.map(({ inputs, completed, adds_up: fits }) => [inputs, completed, fits])).toEqual([
      [5, 3, true],
      [4, 2, true],
      [4, 2, true],
      [4, 2, true],
    ]);
    const pruned = await prune(2);
    expect(pruned.map(({ id, jobs, keptJobs, logLines }) => [id, jobs, keptJobs, logLines])).toEqual([
      [2, 4, 0, 5],
      [1, 2, 3, 5],
    ]);
    expect(await told(3)).toEqual(before);
    expect(await jobsOf(2)).toEqual([]);
    // `busy` and `copy` have newer ones.
    expect(await jobsOf(1)).toEqual(['steady', 'locked', 'brief']);
  });

  it('says beforehand what would go, and changes nothing then', async () => {
    const all = async () => [...(await database.sql`SELECT * FROM extraction_jobs ORDER BY id`)];
    const before = await all();
    const foretold = await prune(1, { dryRun: true });
    expect(await all()).toEqual(before);
    expect(foretold).toEqual(await prune(1));
  });

  it('lets the next run take over what it would have taken over without it, and no more', async () => {
    await prune(1);
    const next = await run();
    const rows = await database.sql`
      SELECT f.name, j.status, j.skip_reason, o.run_id AS origin
      FROM extraction_jobs j JOIN files f ON f.id = j.file_id LEFT JOIN extraction_jobs o ON o.id = j.reused_from
      WHERE j.run_id = ${next} ORDER BY f.id`;
    expect([...rows]).toEqual([
      { name: 'steady', status: 'completed', skip_reason: null, origin: 1 },
      { name: 'busy', status: 'completed', skip_reason: null, origin: null },
      { name: 'locked', status: 'failed', skip_reason: null, origin: 1 },
      { name: 'copy', status: 'skipped', skip_reason: 'DUPLICATE_CONTENT', origin: null },
    ]);
    expect(await readLedger(database.sql, next)).toMatchObject({ reused: 2, adds_up: true });
  });

  it('goes on where it was interrupted', async () => {
    let asked = 0;
    const impatient = { get aborted() { return asked++ > 3; } } as AbortSignal; // prettier-ignore
    const first = await prune(1, { signal: impatient });
    expect(first.length).toBeLessThan(3);
    const second = await prune(1);
    const sum = (pick: (one: PrunedRun) => number): number => [...first, ...second].reduce((all, one) => all + pick(one), 0);
    expect([sum(({ jobs }) => jobs), sum(({ logLines }) => logLines)]).toEqual([10, 15]);
    expect(await prune(1)).toMatchObject([{ jobs: 0 }, { jobs: 0 }, { id: 1, jobs: 0, keptJobs: 3 }]);
  });

  it('keeps completed runs by number, and those that were given up beside them; runs at work are never touched', async () => {
    const givenUp = await run('cancelled');
    const [atWork] = await database.sql<{ id: number }[]>`INSERT INTO runs (source_id, status) VALUES (1, 'held') RETURNING id`;
    expect((await choosePrunableRuns(database.sql, 2)).map(({ id }) => id)).toEqual([2, 1]);
    await database.sql`UPDATE runs SET status = 'completed' WHERE id = ${atWork?.id ?? 0}`;
    expect((await choosePrunableRuns(database.sql, 1)).map(({ id }) => id)).toEqual([givenUp, 4, 3, 2, 1]);
    expect(await choosePrunableRuns(database.sql, 6)).toEqual([]);
  });

  it('lets nobody replay or compare a run whose jobs are gone, and still tells its ledger', async () => {
    const { sql } = database;
    const runs = new PostgresRunStore(sql);
    const before = await readLedger(sql, 1);
    await prune(2);
    await expect(runIdOf('1', runs)).rejects.toThrow(/run 1 was pruned on .*fleet ledger 1/);
    expect(await runIdOf('1', runs, { pruned: true })).toBe(1);
    expect(await runIdOf('3', runs)).toBe(3);
    expect(await readLedger(sql, 1)).toEqual(before);
    expect(await beginReplay(sql, await runs.get(1), [], null)).toBeNull();
    expect(await beginReplay(sql, await runs.get(3), [], null)).toBe(2);
  });
});

describe('the list of runs', () => {
  it('tells of each where its files ended, the pruned included', async () => {
    await database.sql`INSERT INTO runs (source_id) VALUES (1)`;
    await database.sql`
      INSERT INTO run_checkpoints (run_id, phase, passed, figures, thresholds)
      VALUES (4, 'extract', true, '{"inputs": 4, "completed": 2, "reused": 2, "failed": {"FILE_ENCRYPTED": 1}, "skipped": {"DUPLICATE_CONTENT": 1}, "missing": 0, "lost": 0}', '{}')`;
    await prune(2);
    const listed = await listRuns(database.sql, 4);
    expect(listed.map(({ id, status, pruned }) => [id, status, pruned !== null])).toEqual([
      [5, 'inventory', false],
      [4, 'completed', false],
      [3, 'completed', false],
      [2, 'completed', true],
    ]);
    const ended = { inputs: 4, completed: 2, failed: 1, skipped: 1, missing: 0, open: 0, lost: 0 };
    expect(listed.map(({ files }) => files)).toEqual([
      null,
      { ...ended, reused: 2 },
      { ...ended, reused: 2 },
      { ...ended, reused: 2 },
    ]);
  });
});
