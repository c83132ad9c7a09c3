import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { queueNames } from '../../../queues/contract/queue-table.js';
import { smallDxf } from '../../support/files.js';
import { openWatchedFleet, soon, type WatchedFleet } from './watched-fleet.js';

/** Alerts of a run by what causes them in a fleet of real processes, each told once, and its end told once. */

let watched: WatchedFleet;
afterEach(() => watched.close());

const unattended = 'queue-unattended:dxf';

describe('a run', () => {
  it('has a queue whose worker was never started; with it the run goes on, and its end is told to those who read', async () => {
    watched = await openWatchedFleet();
    for (const name of ['a', 'b', 'c']) watched.folder.write(`archive/${name}.dxf`, smallDxf(name));
    const others = queueNames.filter((name) => name !== 'dxf');
    watched.startWorker(['--queues', others.join(',')]);
    await expect.poll(() => watched.workers('running'), soon).toBe(1);
    await watched.produce(join(watched.folder.path, 'archive'));
    await expect.poll(() => watched.told(unattended), soon).toEqual([`trigger warning ${unattended}`]);
    expect(await watched.files('pending')).toBe(3);

    watched.startWorker(['--queues', 'dxf']);
    await expect.poll(() => watched.told(unattended), soon).toEqual([`trigger warning ${unattended}`, `resolve ${unattended}`]);
    const ended = 'Run 1 has finished: 3 files, 3 completed, 0 failed';
    await expect.poll(() => watched.said(ended), soon).toHaveLength(1);
    // No other queue was without its worker, and the end of a run is no condition that recovers, nor one that wakes anybody.
    expect(watched.told('queue-unattended')).toHaveLength(2);
    expect(watched.told('run-finished')).toEqual([]);
    expect(watched.said(ended)).toHaveLength(1);
  });
});
