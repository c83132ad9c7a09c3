import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LogEntry } from '../../../adapters/postgres/logs/read-run-log.js';
import { RunLogWriter } from '../../../adapters/postgres/logs/run-log-writer.js';
import { writeSampleArchive } from '../../../sample/write-sample-archive.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { openTestFolder, type TestFolder } from '../../support/files.js';
import { fleet, startFleet, type FleetProcess } from '../../support/fleet-command.js';
import { openTestRedis, type TestRedis } from '../../support/redis.js';

/** Two worker processes by role, and a command that is told neither's machine. */

let folder: TestFolder;
let database: TestDatabase;
let redis: TestRedis;
let environment: NodeJS.ProcessEnv;
let workers: FleetProcess[] = [];
const wholeRunMs = 300_000;

beforeAll(async () => {
  folder = openTestFolder();
  const archive = join(folder.path, 'archive');
  await writeSampleArchive(archive, { files: 20, seed: 5 });
  writeFileSync(join(archive, 'torn.pdf'), '%PDF-1.4\nnothing more');
  [database, redis] = await Promise.all([openTestDatabase(), openTestRedis()]);
  environment = { DATABASE_URL: database.url, REDIS_URL: redis.url };
  const rest = 'phase,link,dxf,creo,cad,index,embed';
  workers = ['pdf', rest].map((queues) => startFleet(['worker', '--queues', queues, '--children', '1'], environment));
  const run = await fleet(['run', archive, '--wait', '--json'], environment);
  // The torn file may hold the run at its gate; the log is there all the same.
  expect([0, 3], run.stderr).toContain(run.status);
  for (const { child } of workers) child.kill('SIGTERM');
  await Promise.all(workers.map(({ ended }) => ended));
}, wholeRunMs);

afterAll(async () => {
  for (const { child } of workers) child.kill('SIGKILL');
  await redis.close();
  await database.close();
  folder.close();
});

async function logs(...args: readonly string[]): Promise<LogEntry[]> {
  const { status, stdout, stderr } = await fleet(['logs', 'latest', '--json', ...args], environment);
  expect(status, stderr).toBe(0);
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as LogEntry);
}

describe('fleet logs', () => {
  it('tells what every worker did for the run, in the order of time', async () => {
    const entries = await logs();
    const done = entries.filter(({ message }) => message === 'job completed');
    expect(new Set(done.map(({ workerId }) => workerId)).size).toBe(2);
    expect([...new Set(done.map(({ queue }) => queue))]).toEqual(expect.arrayContaining(['link', 'phase', 'pdf', 'dxf']));
    expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).sort());
  });

  it('tells all that was done with a file, by the end of its path', async () => {
    const entries = await logs('--file', 'torn.pdf');
    expect(new Set(entries.map(({ storageKey }) => storageKey))).toEqual(new Set(['torn.pdf']));
    expect(entries.map(({ message }) => message.split(':')[0])).toEqual(
      expect.arrayContaining(['taken by a worker', 'attempt failed', 'failed']),
    );
    expect(entries.every(({ workerId }) => workerId?.includes(`:${String(workers[0]?.child.pid)}`))).toBe(true);
  });

  it('tells the failures of a class, and none of another', async () => {
    const entries = await logs('--class', 'FILE_CORRUPT', '--level', 'error');
    expect(entries.map(({ storageKey, errorClass, level }) => [storageKey, errorClass, level])).toContainEqual([
      ...['torn.pdf', 'FILE_CORRUPT', 50],
    ]);
    expect(await logs('--class', 'FILE_ENCRYPTED', '--file', 'torn.pdf')).toEqual([]);
  });

  it('follows a run: what is logged later is told, once, until it is stopped', async () => {
    const follower = startFleet(['logs', 'latest', '--follow', '--json'], environment);
    let told = '';
    follower.child.stdout?.on('data', (chunk: Buffer) => (told += chunk.toString('utf8')));
    const lines = (): string[] => told.split('\n').slice(0, -1);
    const soon = { timeout: 60_000 };
    await expect.poll(() => lines().length, soon).toBeGreaterThan(0);
    const before = (await logs()).map((entry) => JSON.stringify(entry));
    workers = [startFleet(['worker', '--queues', 'all', '--children', '1'], environment)];
    const replayed = await fleet(['replay', 'latest', '--class', 'FILE_CORRUPT', '--json'], environment);
    expect(replayed.status, replayed.stderr).toBe(0);
    const later = (): LogEntry[] =>
      lines()
        .filter((line) => !before.includes(line))
        .map((line) => JSON.parse(line) as LogEntry);
    await expect.poll(() => later().map(({ queue, message }) => `${queue} ${message}`), soon).toContain('pdf job completed');
    expect(lines()).toEqual([...new Set(lines())]);
    // What is not new was there when the command started.
    expect(later().every(({ at }) => at > (JSON.parse(before.at(-1) ?? '') as LogEntry).at)).toBe(true);
    follower.child.kill('SIGINT');
    expect(await follower.ended).toMatchObject({ status: 0 });
  });

  it('keeps the newest lines of a run and no more', async () => {
    const writer = new RunLogWriter({ linesPerRun: 50, trimEvery: 100 });
    writer.open(database.sql);
    const [run] = await database.sql<{ id: number }[]>`SELECT max(id) AS id FROM runs`;
    for (let n = 0; n < 500; n++) writer.write(JSON.stringify({ level: 30, time: Date.now(), runId: run?.id, msg: `line ${n}` }));
    writer.write(JSON.stringify({ level: 30, time: Date.now(), msg: 'of no run' }));
    writer.write(JSON.stringify({ level: 40, time: Date.now(), runId: 999_999, msg: 'of a run that is gone' }));
    writer.write('no JSON');
    await writer.close();
    const kept = await database.sql<
      { message: string }[]
    >`SELECT message FROM run_logs WHERE run_id = ${run?.id ?? 0} ORDER BY id`;
    expect(kept.map(({ message }) => message)).toEqual(Array.from({ length: 50 }, (_, n) => `line ${n + 450}`));
  });
});
