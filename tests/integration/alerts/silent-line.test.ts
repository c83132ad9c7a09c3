import type { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { producerConnection, watchingConnection, workerConnection } from '../../../queues/runtime/connection.js';
import { openTestRedis, type TestRedis } from '../../support/redis.js';
import { openCutLine, type CutLine } from './cut-line.js';

let redis: TestRedis;
let line: CutLine;
let connection: Redis | null = null;

beforeAll(async () => {
  redis = await openTestRedis();
  line = await openCutLine(redis.url);
});
afterEach(() => connection?.disconnect());
afterAll(async () => {
  await line.close();
  await redis.close();
});

describe('a Redis that answers nothing and closes nothing', () => {
  it.each([
    ['a worker', workerConnection],
    ['a producer', producerConnection],
  ])('is asked again by %s over a new connection', async (_, open) => {
    const asking = (connection = open(line.url, 500));
    asking.on('error', () => undefined);
    await asking.set('silent-line', 'there');
    line.forget();
    expect(await asking.get('silent-line')).toBe('there');
  });

  it('is told to who watches it', async () => {
    const watching = (connection = watchingConnection(line.url, 500));
    expect(await watching.ping()).toBe('PONG');
    line.forget();
    await expect(watching.ping()).rejects.toThrow();
  });

  it('is none that a worker blocks on for its next job', async () => {
    const waiting = (connection = workerConnection(line.url, 3_000));
    await waiting.ping();
    let closed = 0;
    waiting.on('close', () => (closed += 1));
    for (let n = 0; n < 3; n++) expect(await waiting.blpop('silent-line:empty', 1)).toBeNull();
    expect(closed).toBe(0);
  });
});
