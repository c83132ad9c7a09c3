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
import { openWatchedFleet, soon, type WatchedFleet } from './watched-fleet.js';

/** Alerts by what causes them in a fleet of real processes, each told once, and its end told once. */

let watched: WatchedFleet;
const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  await watched.close();
});

const toldOf = (condition: string) => expect.poll(() => watched.told(condition), soon);

const canFreeze = process.platform !== 'win32';
if (!canFreeze) console.warn('*** SKIPPED: the alert of a silent worker needs SIGSTOP.');

describe('a worker falls silent', () => {
  it.skipIf(!canFreeze)('because its process is frozen, until it goes on', async () => {
    watched = await openWatchedFleet();
    const worker = watched.startWorker(['--queues', 'pdf']);
    await expect.poll(() => watched.workers('running'), soon).toBe(1);
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
    await expect.poll(() => watched.workers('running'), soon).toBe(1);
    writeFileSync(join(disk ?? '', 'large'), Buffer.alloc(15.5 * 2 ** 20));
    await toldOf('disk').toEqual(['trigger critical disk']);
    const archive = join(watched.folder.path, 'archive');
    watched.folder.write('archive/a.dxf', smallDxf('A'));
    await watched.produce(archive);
    rmSync(join(disk ?? '', 'large'));
    await toldOf('disk').toEqual(['trigger critical disk', 'resolve disk']);
    await expect.poll(() => watched.files('completed'), soon).toBe(1);
  });
});

describe('files fail', () => {
  it('and raise the alert of the rate, and the checkpoint that holds the run; both end when an operator accepts', async () => {
    watched = await openWatchedFleet();
    for (let file = 0; file < 300; file++) watched.folder.write(`archive/${file}.dxf`, spoiledDxf(file));
    await watched.produce(join(watched.folder.path, 'archive'));
    const first = watched.startWorker(['--queues', 'all']);
    await expect.poll(() => watched.files('failed'), { ...soon, interval: 5 }).toBeGreaterThan(20);
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
    await watched.produce(join(watched.folder.path, 'archive'));
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
