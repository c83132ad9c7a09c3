import type { Redis } from 'ioredis';
import { ServerUnusable } from '../adapters/connection-reason.js';
import { producerConnection } from '../queues/runtime/connection.js';

/**
 * A connection for adding jobs that has been answered once: BullMQ would wait for ever for a Redis that is away, and whoever has begun
 * an inventory by then has begun a run that nothing moves.
 * @throws {ServerUnusable} naming the setting
 */
export async function openProducer(redisUrl: string): Promise<Redis> {
  const connection = producerConnection(redisUrl);
  let cause: unknown;
  // The rejection of the command tells of the tries alone.
  connection.on('error', (error: unknown) => (cause = error));
  try {
    await connection.ping();
    return connection;
  } catch (error) {
    connection.disconnect();
    throw new ServerUnusable('Redis', redisUrl, 'REDIS_URL', cause ?? error);
  }
}
