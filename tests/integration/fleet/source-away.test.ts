import { mkdirSync, renameSync, rmdirSync } from 'node:fs';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLedger } from '../../../adapters/postgres/ledger.js';
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
const workers: WorkerProcess[] = [];
const sheets = 20;

beforeAll(async () => {
  [database, redis] = await Promise.all([openTestDatabase(), openTestRedis()]);
  folder = openTestFolder();
});

afterAll(async () => {
  for (const worker of workers) await worker.stop(1_000);
  folder.close();
  await redis.close();
  await database.close();
});

describe('a source folder that goes away as a whole', () => {
  it.each([
    { away: 'gone', leave: () => undefined, clear: () => undefined },
    { away: 'empty, as an unmounted share is', leave: mkdirSync, clear: rmdirSync },
  ])('and is $away fails none of its files: they wait, and are read when it is back', async ({ away, leave, clear }) => {
    const name = `archive-${away.slice(0, 4)}`;
    for (let sheet = 1; sheet <= sheets; sheet++) folder.write(`${name}/71736-004_${sheet}.dxf`, smallDxf(`${away} ${sheet}`));
    const archive = `${folder.path}/${name}`;
    const { run } = await produceRun(database.sql, redis.url, { source: archive, sequential: false, phases: ['extract'] });
    renameSync(archive, `${archive}-kept`);
    leave(archive);
    const said: string[] = [];
    const log = pino({ level: 'warn' }, { write: (line: string) => void said.push(line) });
    const worker = await startTestWorker(database, redis, { log });
    workers.push(worker);
    await until(() => said.some((line) => line.includes('is gone or empty; is it mounted?')));
    clear(archive);
    renameSync(`${archive}-kept`, archive);
    expect(await runEnd(database, run.id)).toBe('completed');
    expect(await readLedger(database.sql, run.id)).toMatchObject({ completed: sheets, failed: {}, missing: 0, lost: 0 });
    await worker.stop(1_000);
    workers.pop();
  });

  it('lets a file that alone is missing fail as missing', async () => {
    for (const sheet of [1, 2]) folder.write(`alone/71736-005_${sheet}.dxf`, smallDxf(`ALONE ${sheet}`));
    const { run } = await produceRun(database.sql, redis.url, {
      source: `${folder.path}/alone`,
      sequential: false,
      phases: ['extract'],
    });
    folder.remove('alone/71736-005_1.dxf');
    workers.push(await startTestWorker(database, redis));
    await runEnd(database, run.id);
    expect(await readLedger(database.sql, run.id)).toMatchObject({ completed: 1, failed: {}, missing: 1, lost: 0 });
  });
});
