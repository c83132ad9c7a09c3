import { Redis } from 'ioredis';

/**
 * Connections to Redis. Workers block and wait for ever: Redis may be away for an hour and the worker goes on afterwards.
 * Producers give up after a few tries, so that a command line answers instead of hanging. Who watches Redis learns at once that it is gone.
 */
export function workerConnection(redisUrl: string): Redis {
  return new Redis(redisUrl, { maxRetriesPerRequest: null, enableReadyCheck: true });
}

export function producerConnection(redisUrl: string): Redis {
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: 5, enableReadyCheck: true });
  // Commands reject with the reason; without a listener each try would be printed as well.
  connection.on('error', () => undefined);
  return connection;
}

export function watchingConnection(redisUrl: string): Redis {
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: 0, enableReadyCheck: true });
  // What is asked rejects with the reason, and the connection is tried again for ever.
  connection.on('error', () => undefined);
  return connection;
}
