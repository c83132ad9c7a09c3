import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exitCodes } from '../../../cli/exit-codes.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { fleet, type FleetOutcome } from '../../support/fleet-command.js';
import { seedTwoRuns } from './two-runs.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  const { before } = await seedTwoRuns(database.sql);
  await database.sql`UPDATE extraction_jobs SET completed_at = now() - interval '1 day' WHERE run_id = ${before}`;
});
afterAll(() => database.close());

/** Redis is not asked by these commands. */
const run = (...words: string[]): Promise<FleetOutcome> =>
  fleet(words, { DATABASE_URL: database.url, REDIS_URL: 'redis://127.0.0.1:1' });

describe('the exit status', () => {
  it.each([
    ['link accept 9999', 'there is no document group 9999'],
    ['link explain no-such.pdf', 'there is no file no-such.pdf'],
    ['estimate --pdf 10', 'run 2 has not ended, or has read nothing: its rates are unknown; name one with --run'],
  ])('is 2 where the words are off: fleet %s', async (words, message) => {
    const { status, stderr } = await run(...words.split(' '));
    expect(stderr).toContain(message);
    expect(status).toBe(exitCodes.usage);
  });

  it('is 1 for a file that is not there, which is said of it and no more', async () => {
    const { status, stdout } = await run('extract', 'no-such.dxf', '--jsonl');
    expect(JSON.parse(stdout)).toMatchObject({ error_class: 'FILE_MISSING', error: 'the file is not there' });
    expect(status).toBe(exitCodes.failed);
  });

  it.runIf(existsSync('/proc/self'))('is 1 at once where no folder can be made', async () => {
    const { status, stderr } = await run('export', '--out', '/proc/no-such-folder/facts');
    expect(stderr).toContain('ENOENT');
    expect(status).toBe(exitCodes.failed);
    const local = await fleet(['status'], { FLEET_LOCAL_DIR: '/proc/no-such-folder/local', DATABASE_URL: '', REDIS_URL: '' });
    expect(local.stderr).toContain('cannot hold the local stack');
    expect(local.status).toBe(exitCodes.failed);
  });
});

describe('fleet runs and fleet prune', () => {
  it('list what there is, and remove what is old', async () => {
    const runs = await run('runs');
    expect(runs.stdout).toMatch(/^2 +completed .*\n1 +completed /mu);
    const dry = JSON.parse((await run('prune', '--keep', '1', '--dry-run', '--json')).stdout) as unknown;
    expect(dry).toMatchObject({ dry_run: true, runs: [{ id: 1, jobs: 3, keptJobs: 0 }] });
    expect((await run('prune', '--keep', '1')).stdout).toContain('3 jobs and 0 log lines are removed');
    expect((await run('runs')).stdout).toMatch(/^1 +completed, pruned /mu);
    expect((await run('diff', '1', '2')).status).toBe(exitCodes.usage);
    expect((await run('ledger', '1')).stdout).toMatch(/^run +1\ninputs +3\n/mu);
    expect((await run('prune', '--keep', '0')).status).toBe(exitCodes.usage);
  });
});
