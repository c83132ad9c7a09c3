import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../../../adapters/local-stack/free-port.js';
import { compiledEntry } from '../../../adapters/package-root.js';
import { smallPart } from '../../support/creo-part.js';
import { smallDxf } from '../../support/files.js';
import { fleet } from '../../support/fleet-command.js';
import { openTestObjectStorage, testBucket, type TestObjectStorage } from '../../support/object-storage.js';
import { openWatchedFleet, type WatchedFleet } from './watched-fleet.js';

/** Each alert by what causes it in a fleet of real processes, told once, and its end told once. */

let watched: WatchedFleet;
const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  await watched.close();
});

/** A minute: on a busy machine a process alone takes ten seconds to start. */
const soon = { timeout: 60_000, interval: 50 };
const toldOf = (condition: string) => expect.poll(() => watched.told(condition), soon);

async function workers(state: string): Promise<number> {
  const [row] = await watched.database.sql<
    { n: number }[]
  >`SELECT count(*)::int AS n FROM worker_registry WHERE state = ${state}`;
  return row?.n ?? 0;
}

async function files(status: string): Promise<number> {
  const [row] = await watched.database.sql<{ n: number }[]>`
    SELECT count(*)::int AS n FROM extraction_jobs WHERE status = ${status}::extraction_job_status`;
  return row?.n ?? 0;
}

async function produce(source: string, settings: NodeJS.ProcessEnv = {}): Promise<void> {
  const run = await fleet(['run', source, '--phases', 'link,extract', '--json'], { ...watched.environment, ...settings });
  expect(run.status, run.stderr).toBe(0);
}

const canFreeze = process.platform !== 'win32';
if (!canFreeze) console.warn('*** SKIPPED: the alert of a silent worker needs SIGSTOP.');

describe('a worker falls silent', () => {
  it.skipIf(!canFreeze)('because its process is frozen, until it goes on', async () => {
    watched = await openWatchedFleet();
    const worker = watched.startWorker(['--queues', 'pdf']);
    await expect.poll(() => workers('running'), soon).toBe(1);
    worker.child.kill('SIGSTOP');
    await toldOf('heartbeat-stalled').toEqual(['trigger critical heartbeat-stalled']);
    worker.child.kill('SIGCONT');
    await toldOf('heartbeat-stalled').toEqual(['trigger critical heartbeat-stalled', 'resolve heartbeat-stalled']);
  });
});

/** A disk of 16 MB at the folder; null where none can be mounted. */
function smallDisk(folder: string): string | null {
  try {
    mkdirSync(folder, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', folder], { stdio: 'ignore' });
    cleanUps.push(() => execFileSync('umount', ['--lazy', folder]));
    return folder;
  } catch {
    return null;
  }
}

describe('a disk fills up', () => {
  it('with a file beside the journal of a worker, which takes no work until the file is gone', async ({ skip }) => {
    watched = await openWatchedFleet();
    const disk = smallDisk(join(watched.folder.path, 'disk'));
    if (disk === null) skip('a small disk (tmpfs) cannot be mounted here');
    watched.startWorker(['--queues', 'link,phase,pdf,dxf,creo,cad'], { FLEET_LOCAL_DIR: disk ?? '' });
    await expect.poll(() => workers('running'), soon).toBe(1);
    writeFileSync(join(disk ?? '', 'large'), Buffer.alloc(15.5 * 2 ** 20));
    await toldOf('disk').toEqual(['trigger critical disk']);
    const archive = join(watched.folder.path, 'archive');
    watched.folder.write('archive/a.dxf', smallDxf('A'));
    await produce(archive);
    rmSync(join(disk ?? '', 'large'));
    await toldOf('disk').toEqual(['trigger critical disk', 'resolve disk']);
    await expect.poll(() => files('completed'), soon).toBe(1);
  });
});

describe('files fail', () => {
  it('and raise the alert of the rate, and the checkpoint that holds the run; both end when an operator accepts', async () => {
    watched = await openWatchedFleet();
    for (let file = 0; file < 300; file++) watched.folder.write(`archive/${file}.dxf`, spoiledDxf(file));
    await produce(join(watched.folder.path, 'archive'));
    const first = watched.startWorker(['--queues', 'all']);
    await expect.poll(() => files('failed'), { ...soon, interval: 5 }).toBeGreaterThan(20);
    // The run goes on as soon as another worker comes: until then it stands where it is.
    first.child.kill('SIGKILL');
    await toldOf('failure-rate').toEqual(['trigger critical failure-rate']);
    watched.startWorker(['--queues', 'all']);
    await toldOf('checkpoint-failed').toEqual(['trigger critical checkpoint-failed']);
    await toldOf('failure-rate').toEqual(['trigger critical failure-rate', 'resolve failure-rate']);
    const accepted = await fleet(['checkpoint', 'accept', 'latest', 'dxf', '--reason', 'known'], watched.environment);
    expect(accepted.status, accepted.stderr).toBe(0);
    await toldOf('checkpoint-failed').toEqual(['trigger critical checkpoint-failed', 'resolve checkpoint-failed']);
    expect(watched.told('failure-rate')).toHaveLength(2);
  });
});

/** The end of a DXF without its beginning; each is different, or one would stand for all. */
function spoiledDxf(file: number): string {
  return `999\n${file}\n0\nEOF\n`;
}

describe('a storage refuses', () => {
  it('all requests of a run with 503, and answers again: no file fails', async () => {
    const storage: TestObjectStorage = await openTestObjectStorage();
    cleanUps.push(() => storage.close());
    watched = await openWatchedFleet({
      S3_ENDPOINT: storage.settings.endpoint,
      S3_ACCESS_KEY_ID: storage.settings.accessKeyId,
      S3_SECRET_ACCESS_KEY: storage.settings.secretAccessKey,
    });
    for (let file = 0; file < 5; file++) await storage.put(`${file}.dxf`, smallDxf(String(file)));
    await produce(`s3://${testBucket}`);
    storage.proxy.fault = () => ({ kind: 'refuse', status: 503 });
    watched.startWorker(['--queues', 'all']);
    await toldOf('storage-refuses').toEqual(['trigger critical storage-refuses']);
    storage.proxy.reset();
    await toldOf('storage-refuses').toEqual(['trigger critical storage-refuses', 'resolve storage-refuses']);
    await expect.poll(() => files('completed'), soon).toBe(5);
    expect(await files('failed')).toBe(0);
  });
});

describe('the Creo service dies', () => {
  it('which is told, and that models go past it, and that it is there again', async () => {
    const url = `127.0.0.1:${await freePort()}`;
    let service = await startCreo(url);
    cleanUps.push(() => service.kill('SIGKILL'));
    watched = await openWatchedFleet({ CREO_GRPC_URL: url });
    for (let part = 1; part <= 30; part++) {
      const base = `71736-004_${String(part).padStart(3, '0')}`;
      watched.folder.write(`archive/${base}.prt.1`, smallPart(base, part));
      watched.folder.write(`archive/${base}.prt.json`, JSON.stringify({ filename: `${base}.prt`, parameters: [] }));
    }
    await produce(join(watched.folder.path, 'archive'));
    service.kill('SIGKILL');
    watched.startWorker(['--queues', 'all']);
    await toldOf('creo-down').toEqual(['trigger critical creo-down']);
    await toldOf('creo-switched').toEqual(['trigger warning creo-switched']);
    service = await startCreo(url);
    await toldOf('creo-down').toEqual(['trigger critical creo-down', 'resolve creo-down']);
    expect(watched.told('creo-switched')).toHaveLength(1);
  });
});

/** The service as a process of its own. */
async function startCreo(url: string): Promise<ChildProcess> {
  const server = fork(compiledEntry('cli', 'main.js'), ['creo-server', '--listen', url], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, FLEET_LOG_LEVEL: 'silent' },
  });
  await once(server, 'message');
  return server;
}
