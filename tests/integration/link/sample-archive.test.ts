import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadFiles } from '../../../bench/link/load.js';
import { foundFiles, namesOf } from '../../../bench/link/found.js';
import { runLinkSteps } from '../../../bench/link/run-steps.js';
import { scoreLinks } from '../../../bench/link/score.js';
import { fileTruths, groupTruths } from '../../../bench/link/truth.js';
import { writeSampleArchive } from '../../../sample/write-sample-archive.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
let dir = '';

beforeAll(async () => {
  database = await openTestDatabase();
  dir = await mkdtemp(join(tmpdir(), 'fleet-test-link-'));
});
afterAll(async () => {
  await database.close();
  await rm(dir, { recursive: true, force: true });
});

it('links a sample archive as its truth says', async () => {
  const { truth_directory: truth } = await writeSampleArchive(join(dir, 'archive'), { files: 600, seed: 11, namesOnly: true });
  const files = join(truth, 'files.jsonl');
  const runId = await loadFiles(database.sql, 'test://link', namesOf(files));
  await runLinkSteps(database.sql, runId);
  const score = await scoreLinks(
    fileTruths(files),
    groupTruths(join(truth, 'groups.jsonl')),
    await foundFiles(database.sql, runId),
  );
  expect(score.files).toBeGreaterThan(500);
  expect(score.misses).toEqual([]);
  expect(score.pairPrecision).toBeGreaterThanOrEqual(0.995);
  expect(score.pairRecall).toBeGreaterThanOrEqual(0.98);
  expect(score.projectCodes).toBeGreaterThanOrEqual(0.995);
  expect(score.genericJoins).toBe(0);
  expect(score.primaries).toBeGreaterThanOrEqual(0.95);
});
