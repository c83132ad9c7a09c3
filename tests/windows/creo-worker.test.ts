import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compiledEntry } from '../../adapters/package-root.js';
import { produceRun } from '../../cli/produce-run.js';
import { smallPart } from '../support/creo-part.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { openTestFolder, type TestFolder } from '../support/files.js';
import { runEnd, startTestWorker } from '../support/fleet.js';
import { openTestRedis, type TestRedis } from '../support/redis.js';
import { resultTables } from '../support/result-tables.js';
import { stepBox } from '../support/step-box.js';
import { installForWindows, isAskedFor, windowsPath, type WindowsInstallation } from './installation.js';
import { startOnWindows, type WindowsProcess } from './windows-worker.js';

if (!isAskedFor) {
  console.warn(
    "\n*** SKIPPED: the tests on Windows' Node run only with FLEET_WINDOWS_TESTS=1 and Wine (Debian: wine64, wine).\n",
  );
}

interface Fleet {
  readonly database: TestDatabase;
  readonly redis: TestRedis;
}

/** Not by Windows: the file system's rows and everything but Creo. */
const linuxQueues = 'phase,link,pdf,dxf,cad,index,embed';
const parts = 8;

describe.skipIf(!isAskedFor)("worker:creo on Windows' Node", () => {
  let windows: WindowsInstallation;
  let folder: TestFolder;
  let server: ChildProcess;
  let creoUrl: string;
  let onLinux: Fleet;
  let onWindows: Fleet;

  beforeAll(async () => {
    windows = installForWindows();
    folder = openTestFolder();
    writeModels('served', 1);
    writeModels('alone', 100);
    [onLinux, onWindows] = await Promise.all([openFleet(), openFleet()]);
    server = fork(compiledEntry('cli', 'main.js'), ['creo-server', '--listen', '127.0.0.1:0'], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, FLEET_LOG_LEVEL: 'silent' },
    });
    const [{ port }] = (await once(server, 'message')) as [{ port: number }];
    creoUrl = `127.0.0.1:${port}`;
  }, 600_000);

  afterAll(async () => {
    server.kill('SIGKILL');
    for (const { database, redis } of [onLinux, onWindows]) {
      await redis.close();
      await database.close();
    }
    folder.close();
  });

  it('extracts by gRPC, is killed in the middle and started again, and its rows are those of Linux', async () => {
    await runOnLinux('served');
    const linux = await startLinuxRest();
    let worker = await startWindowsWorker();
    expect(worker.started).toMatchObject({ platform: 'win32' });
    const runId = await start(onWindows, 'served');
    await modelsDone(2);
    await worker.kill();
    worker = await startWindowsWorker();
    expect(await runEnd(onWindows.database, runId, 360_000)).toBe('completed');
    expect(await worker.stop()).toBe(0);
    await linux.stop(1_000);
    expect(await modes(onWindows)).toEqual([{ mode: 'grpc', models: parts }]);
    expect(await resultTables(onWindows.database.sql, withoutPictures)).toEqual(
      await resultTables(onLinux.database.sql, withoutPictures),
    );
  }, 900_000);

  it('falls back to JSON, kernel and header without the service, and its rows are those of Linux', async () => {
    server.kill('SIGKILL');
    await runOnLinux('alone');
    const linux = await startLinuxRest();
    const worker = await startWindowsWorker();
    const runId = await start(onWindows, 'alone');
    expect(await runEnd(onWindows.database, runId, 360_000)).toBe('completed');
    expect(await worker.stop()).toBe(0);
    await linux.stop(1_000);
    expect((await modes(onWindows)).map(({ mode }) => mode)).toEqual(['grpc', 'json', 'kernel', null]);
    expect(await resultTables(onWindows.database.sql, withoutPictures)).toEqual(
      await resultTables(onLinux.database.sql, withoutPictures),
    );
    const [claims] = await onWindows.database.sql<{ foreign: number }[]>`
      SELECT count(*)::int AS foreign FROM extraction_jobs WHERE claimed_by NOT LIKE '%:worker:%' AND job_type IN ('creo_part', 'creo_drw')`;
    expect(claims?.foreign).toBe(0);
  }, 900_000);

  /** In `served` every part has a STEP export; in `alone` one way or the other, or none. */
  function writeModels(source: string, seed: number): void {
    for (let part = 0; part < parts; part++) {
      const base = `71736-00${part}`;
      const at = (name: string): string => `${source}/71000/71736_HARBOR HOTEL/${name}`;
      folder.write(at(`${base}.prt.1`), smallPart(base, seed + part));
      const exported = { filename: `${base}.prt`, parameters: [{ name: 'LENGTH', value: part, units: 'mm', designated: true }] };
      if (source === 'served' || part % 3 === 0) folder.write(at(`${base}.stp`), stepBox([seed + part, 20, 30], base));
      else if (part % 3 === 1) folder.write(at(`${base}.prt.json`), JSON.stringify(exported));
    }
    folder.write(`${source}/71000/71736_HARBOR HOTEL/sheet.drw.1`, smallPart('sheet', seed, 'DRAWING'));
  }

  async function openFleet(): Promise<Fleet> {
    const [database, redis] = await Promise.all([openTestDatabase(), openTestRedis()]);
    return { database, redis };
  }

  async function start({ database, redis }: Fleet, source: string): Promise<number> {
    const { run } = await produceRun(database.sql, redis.url, { source: join(folder.path, source), sequential: false });
    return run.id;
  }

  async function runOnLinux(source: string): Promise<void> {
    const creo = { mode: 'auto', url: creoUrl, sessions: 1 } as const;
    const worker = await startTestWorker(onLinux.database, onLinux.redis, { creo });
    expect(await runEnd(onLinux.database, await start(onLinux, source), 360_000)).toBe('completed');
    await worker.stop(1_000);
  }

  function startLinuxRest(): ReturnType<typeof startTestWorker> {
    return startTestWorker(onWindows.database, onWindows.redis, { queueList: linuxQueues });
  }

  function startWindowsWorker(): Promise<WindowsProcess> {
    const local = join(folder.path, 'windows');
    const variables = {
      DATABASE_URL: onWindows.database.url,
      REDIS_URL: onWindows.redis.url,
      CREO_GRPC_URL: creoUrl,
      FLEET_LOCAL_DIR: windowsPath(local),
      FLEET_CHILDREN: '2',
      FLEET_LOCK_DURATION_MS: '5000',
      FLEET_STALLED_INTERVAL_MS: '2000',
    };
    const parameters = ['worker', '--queues', 'creo'];
    return startOnWindows(windows, parameters, variables, join(folder.path, 'windows.log'));
  }

  async function modelsDone(atLeast: number): Promise<void> {
    for (const deadline = Date.now() + 120_000; Date.now() < deadline;) {
      const [row] = await onWindows.database.sql<
        { models: number }[]
      >`SELECT count(*)::int AS models FROM cad_models WHERE extraction_mode = 'grpc'`;
      if ((row?.models ?? 0) >= atLeast) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`no ${atLeast} models in time`);
  }

  async function modes({ database }: Fleet): Promise<{ mode: string | null; models: number }[]> {
    const rows = await database.sql<{ mode: string | null; models: number }[]>`
      SELECT m.extraction_mode AS mode, count(*)::int AS models FROM cad_models m JOIN files f ON f.id = m.file_id
      WHERE f.detected_format = 'creo_prt' GROUP BY 1 ORDER BY 1 NULLS LAST`;
    return [...rows];
  }
});

/** A row without its pictures and the warning that there are none: Wine does not load sharp's binary. */
function withoutPictures(row: Record<string, unknown>): Record<string, unknown> {
  const raw = row['raw_data'] as { warnings?: string[] } | undefined;
  const warnings = raw?.warnings?.filter((warning) => !warning.startsWith('no views: ')) ?? [];
  return { ...row, thumbnail_key: null, ...(raw ? { raw_data: { ...raw, warnings } } : {}) };
}
