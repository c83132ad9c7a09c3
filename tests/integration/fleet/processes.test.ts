import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Ledger } from '../../../adapters/postgres/ledger.js';
import { writeSampleArchive } from '../../../sample/write-sample-archive.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { openTestFolder, type TestFolder } from '../../support/files.js';
import { fleet, startFleet, type FleetProcess } from '../../support/fleet-command.js';
import { openTestRedis, type TestRedis } from '../../support/redis.js';
import { resultTables } from '../../support/result-tables.js';

/** Real processes over one sample archive: as a single worker, as five roles, and with a worker killed in the middle. */

let folder: TestFolder;
let archive = '';
let single: Record<string, string[]> = {};
const stacks: { database: TestDatabase; redis: TestRedis }[] = [];
const workers: FleetProcess[] = [];
/** Five workers each start their engines anew, on as few as two cores. */
const wholeRunMs = 300_000;

beforeAll(async () => {
  folder = openTestFolder();
  archive = `${folder.path}/archive`;
  await writeSampleArchive(archive, { files: 80, seed: 5 });
  const stack = await openStack();
  startWorker(stack, ['--queues', 'all']);
  await runToEnd(stack);
  single = await resultTables(stack.database.sql);
}, wholeRunMs);

afterEach(async () => {
  for (const { child } of workers) child.kill('SIGTERM');
  await Promise.all(workers.map(({ ended }) => ended));
  workers.length = 0;
});

afterAll(async () => {
  for (const { database, redis } of stacks) {
    await redis.close();
    await database.close();
  }
  folder.close();
});

type Stack = (typeof stacks)[number];

async function openStack(): Promise<Stack> {
  const [database, redis] = await Promise.all([openTestDatabase(), openTestRedis()]);
  const stack = { database, redis };
  stacks.push(stack);
  return stack;
}

const environment = ({ database, redis }: Stack): NodeJS.ProcessEnv => ({ DATABASE_URL: database.url, REDIS_URL: redis.url });

function startWorker(stack: Stack, args: readonly string[]): FleetProcess {
  const worker = startFleet(['worker', ...args], environment(stack));
  workers.push(worker);
  return worker;
}

async function runToEnd(stack: Stack): Promise<Ledger> {
  const run = await fleet(['run', archive, '--wait', '--json'], environment(stack));
  expect(run, run.stderr).toMatchObject({ status: 0 });
  return ledgerOf(stack);
}

async function ledgerOf(stack: Stack): Promise<Ledger> {
  const { stdout } = await fleet(['ledger', 'latest', '--json'], environment(stack));
  return JSON.parse(stdout) as Ledger;
}

describe('five workers by role and a separate producer', () => {
  it(
    'give the same rows as one worker, table by table',
    async () => {
      const stack = await openStack();
      for (const role of ['vm1', 'vm2', 'vm3', 'vm4', 'vm5']) startWorker(stack, ['--role', role, '--children', '1']);
      expect(await runToEnd(stack)).toMatchObject({ lost: 0, duplicate_rows: 0, adds_up: true });
      const tables = await resultTables(stack.database.sql);
      expect(Object.keys(single).filter((table) => single[table]?.length === 0)).toEqual([]);
      for (const [table, rows] of Object.entries(single)) expect(tables[table], table).toEqual(rows);
    },
    wholeRunMs,
  );
});

describe('a worker that is killed in the middle', () => {
  it(
    'costs nothing but time: the run completes, nothing is lost, nothing is there twice',
    async () => {
      const stack = await openStack();
      const victim = startWorker(stack, ['--queues', 'all', '--children', '1']);
      const run = startFleet(['run', archive, '--wait', '--json'], environment(stack));
      await untilCompleted(stack, 10);
      victim.child.kill('SIGKILL');
      startWorker(stack, ['--queues', 'all']);
      expect(await run.ended).toMatchObject({ status: 0 });
      expect(await ledgerOf(stack)).toMatchObject({ lost: 0, duplicate_rows: 0, adds_up: true });
      const tables = await resultTables(stack.database.sql);
      for (const [table, rows] of Object.entries(single)) expect(tables[table], table).toEqual(rows);
    },
    wholeRunMs,
  );
});

async function untilCompleted({ database }: Stack, files: number): Promise<void> {
  for (;;) {
    const [row] = await database.sql<{ n: number }[]>`SELECT count(*)::int AS n FROM extraction_jobs WHERE status = 'completed'`;
    if ((row?.n ?? 0) >= files) return;
    await pause(20);
  }
}
