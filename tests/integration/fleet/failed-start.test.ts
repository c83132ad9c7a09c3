import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { startFleet } from '../../support/fleet-command.js';
import { openTestRedis, type TestRedis } from '../../support/redis.js';

let database: TestDatabase;
let redis: TestRedis;

beforeAll(async () => {
  [database, redis] = await Promise.all([openTestDatabase(), openTestRedis()]);
});

afterAll(async () => {
  await redis.close();
  await database.close();
});

describe('a worker that cannot start', () => {
  it('says why and ends, though it had connected already, so that its supervisor can start it again', async () => {
    const environment = { DATABASE_URL: database.url, REDIS_URL: redis.url, EMBED_MODEL_DIR: '/nowhere/models' };
    const { child, ended } = startFleet(['worker', '--queues', 'embed'], environment);
    const outcome = await Promise.race([ended, pause(20_000, 'goes on')]);
    child.kill('SIGKILL');
    expect(outcome).toMatchObject({ status: 1, stderr: expect.stringContaining('/nowhere/models') as string });
  }, 40_000);
});
