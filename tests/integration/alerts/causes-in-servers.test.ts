import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { migrateDatabase } from '../../../adapters/postgres/migrate.js';
import { postgresPrograms, PrivatePostgres } from '../../../bench/servers/postgres.js';
import { PrivateRedis } from '../../../bench/servers/redis.js';
import { openTestFolder, smallDxf } from '../../support/files.js';
import { openWatchedFleet, soon, type WatchedFleet } from './watched-fleet.js';

/** Alerts of the servers of a fleet by their real end, each told once, and its end told once. */

let watched: WatchedFleet;
const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  await watched.close();
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const toldOf = (condition: string) => expect.poll(() => watched.told(condition), soon);

describe('Redis', () => {
  it('is killed, and comes back without what it held: the run stands until a worker takes it up from Postgres', async () => {
    const disk = openTestFolder();
    const redis = await PrivateRedis.create(join(disk.path, 'redis'));
    cleanUps.push(() => disk.close());
    cleanUps.push(() => redis.remove());
    watched = await openWatchedFleet({ REDIS_URL: redis.url });
    for (const name of ['a', 'b', 'c']) watched.folder.write(`archive/${name}.dxf`, smallDxf(name));
    await watched.produce(join(watched.folder.path, 'archive'));

    await redis.kill();
    await toldOf('redis-away').toEqual(['trigger critical redis-away']);
    rmSync(join(disk.path, 'redis'), { recursive: true });
    await redis.start();
    await toldOf('redis-away').toEqual(['trigger critical redis-away', 'resolve redis-away']);
    await toldOf('run-stuck').toEqual(['trigger critical run-stuck']);

    watched.startWorker(['--queues', 'all']);
    await toldOf('run-stuck').toEqual(['trigger critical run-stuck', 'resolve run-stuck']);
    await expect.poll(() => watched.said('Run 1 has finished: 3 files, 3 completed, 0 failed'), soon).toHaveLength(1);
    expect(watched.told('run-stuck')).toHaveLength(2);
  });
});

const programs = postgresPrograms();
if (programs === null) console.warn('*** SKIPPED: the crash of Postgres needs the programs of a Postgres server with pgvector.');

describe.skipIf(programs === null)('Postgres', () => {
  it('crashes, and is started again', async () => {
    const postgres = await PrivatePostgres.create(programs ?? '', {});
    cleanUps.push(() => postgres.remove());
    await migrateDatabase(postgres.url());
    watched = await openWatchedFleet({ DATABASE_URL: postgres.url() });
    // Redis, which the watch asks too, has been asked: what follows is Postgres alone.
    await expect.poll(() => watched.database.sql`SELECT FROM fleet_watch_lease`, soon).toHaveLength(1);
    postgres.stop('immediate');
    await toldOf('database-away').toEqual(['trigger critical database-away']);
    postgres.start();
    await toldOf('database-away').toEqual(['trigger critical database-away', 'resolve database-away']);
  });
});
