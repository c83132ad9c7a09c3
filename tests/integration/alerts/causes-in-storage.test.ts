import { afterEach, describe, expect, it } from 'vitest';
import { smallDxf } from '../../support/files.js';
import { openTestObjectStorage, testBucket, type TestObjectStorage } from '../../support/object-storage.js';
import { openWatchedFleet, soon, type WatchedFleet } from './watched-fleet.js';

/** Alerts of a storage that refuses a fleet of real processes, each told once, and its end told once. */

let storage: TestObjectStorage;
let watched: WatchedFleet;

async function openFleetOverStorage(): Promise<void> {
  storage = await openTestObjectStorage();
  watched = await openWatchedFleet({
    S3_ENDPOINT: storage.settings.endpoint,
    S3_ACCESS_KEY_ID: storage.settings.accessKeyId,
    S3_SECRET_ACCESS_KEY: storage.settings.secretAccessKey,
  });
}

afterEach(async () => {
  await watched.close();
  await storage.close();
});

const toldOf = (condition: string) => expect.poll(() => watched.told(condition), soon);

describe('a storage refuses', () => {
  it('all requests of a run with 503, and answers again: no file fails', async () => {
    await openFleetOverStorage();
    for (let file = 0; file < 5; file++) await storage.put(`${file}.dxf`, smallDxf(String(file)));
    await watched.produce(`s3://${testBucket}`);
    storage.proxy.fault = () => ({ kind: 'refuse', status: 503 });
    watched.startWorker(['--queues', 'all']);
    await toldOf('storage-refuses').toEqual(['trigger critical storage-refuses']);
    storage.proxy.reset();
    await toldOf('storage-refuses').toEqual(['trigger critical storage-refuses', 'resolve storage-refuses']);
    await expect.poll(() => watched.files('completed'), soon).toBe(5);
    expect(await watched.files('failed')).toBe(0);
  });

  it('single objects with 429 while it answers for others: their files wait, and are read when it gives them out', async () => {
    await openFleetOverStorage();
    const [limited, others] = [22, 100];
    for (let file = 0; file < limited; file++) await storage.put(`limited-${file}.dxf`, smallDxf(`limited ${file}`));
    for (let file = 0; file < others; file++) await storage.put(`other-${file}.dxf`, smallDxf(`other ${file}`));
    await watched.produce(`s3://${testBucket}`);
    storage.proxy.fault = ({ path }) => (path.includes('limited-') ? { kind: 'refuse', status: 429 } : null);
    // It reads 25 files at once: all that are limited, which are refused at the same time, and a few of the others, which are answered.
    const first = watched.startWorker(['--queues', 'all', '--children', '25']);
    await expect.poll(waiting, { ...soon, interval: 5 }).toBeGreaterThanOrEqual(20);
    // They are tried again within a second; until another worker comes they wait where they are.
    first.child.kill('SIGKILL');
    await toldOf('rate-limited').toEqual(['trigger warning rate-limited']);
    storage.proxy.reset();
    watched.startWorker(['--queues', 'all']);
    await toldOf('rate-limited').toEqual(['trigger warning rate-limited', 'resolve rate-limited']);
    await expect.poll(() => watched.files('completed'), soon).toBe(limited + others);
    expect(await watched.files('failed')).toBe(0);
  });
});

async function waiting(): Promise<number> {
  const [row] = await watched.database.sql<{ n: number }[]>`
    SELECT count(*)::int AS n FROM extraction_jobs WHERE status = 'pending' AND error_class = 'RATE_LIMITED'`;
  return row?.n ?? 0;
}
