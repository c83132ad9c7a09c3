import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PrivateRedis } from '../../../bench/servers/redis.js';
import { watchingConnection } from '../../../queues/runtime/connection.js';
import { openTestFolder } from '../../support/files.js';

it('a question that Redis dies over fails at once, and the connection comes back with Redis', async () => {
  const folder = openTestFolder();
  const redis = await PrivateRedis.create(join(folder.path, 'redis'));
  const connection = watchingConnection(redis.url);
  try {
    expect(await connection.ping()).toBe('PONG');
    const waiting = connection.blpop('nothing', 0);
    const refused = expect(waiting).rejects.toThrow();
    await redis.kill();
    await refused;
    await redis.start();
    await expect.poll(() => connection.ping().catch(() => 'away'), { timeout: 60_000 }).toBe('PONG');
  } finally {
    connection.disconnect();
    await redis.remove();
    folder.close();
  }
});
