import { Redis } from 'ioredis';

/**
 * A Redis whose machine has lost its power, or whose connection a NAT has forgotten, answers nothing and refuses nothing: Linux would wait a quarter of
 * an hour for it. Longer than a worker blocks for its next job (10 s), shorter than a lock lasts (60 s), so that none is lost over a connection.
 */
const silentAfterMs = 30_000;

/**
 * Connections to Redis. Workers block and wait for ever: Redis may be away for an hour and the worker goes on afterwards.
 * Producers give up after a few tries, so that a command line answers instead of hanging. Who watches Redis learns at once that it is gone.
 * @param socketTimeout ms without an answer after which a connection is taken for dead and made anew; what was asked is asked again
 */
export function workerConnection(redisUrl: string, socketTimeout = silentAfterMs): Redis {
  return new Redis(redisUrl, { enableReadyCheck: true, maxRetriesPerRequest: null, socketTimeout });
}

export function producerConnection(redisUrl: string, socketTimeout = silentAfterMs): Redis {
  const connection = new Redis(redisUrl, { enableReadyCheck: true, maxRetriesPerRequest: 5, socketTimeout });
  // Commands reject with the reason; without a listener each try would be printed as well.
  connection.on('error', () => undefined);
  return connection;
}

export function watchingConnection(redisUrl: string, socketTimeout = silentAfterMs): Redis {
  const connection = new Redis(redisUrl, { enableReadyCheck: true, maxRetriesPerRequest: 0, socketTimeout });
  // What is asked rejects with the reason, and the connection is tried again for ever.
  connection.on('error', () => undefined);
  return connection;
}
