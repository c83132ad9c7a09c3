import { setTimeout as pause } from 'node:timers/promises';
import { PostgresRunStore } from '../../../adapters/postgres/run-store.js';
import { reconcile } from '../../../flows/reconcile.js';
import { startRun } from '../../../flows/start-run.js';
import { producerConnection } from '../../../queues/runtime/connection.js';
import { QueueClient } from '../../../queues/runtime/queue-client.js';
import type { Cluster } from '../cluster.js';
import type { Fault } from '../fault.js';

export async function killRedis({ redis }: Cluster): Promise<void> {
  await redis.kill();
  await pause(2_000);
  await redis.start();
}

/** Everything in Redis is gone; what `fleet reconcile` does is done as an operator would do it. */
export async function wipeRedis(cluster: Cluster): Promise<void> {
  await cluster.redis.command((client) => client.flushall());
  const connection = producerConnection(cluster.redis.url);
  const queues = new QueueClient(connection);
  try {
    await reconcile({ runs: new PostgresRunStore(cluster.sql), queues, start: startRun.bind(null, connection) });
  } finally {
    await queues.close();
    connection.disconnect();
  }
}

export const redisFaults: readonly Fault[] = [
  { name: 'Redis killed, AOF', strike: ({ cluster }) => killRedis(cluster) },
  { name: 'Redis wiped, reconciled by hand', strike: ({ cluster }) => wipeRedis(cluster) },
  {
    name: 'Redis wiped, left to the workers',
    strike: async ({ cluster: { redis } }) => {
      await redis.command((client) => client.flushall());
    },
  },
  {
    name: 'Redis frozen past all locks',
    strike: async ({ cluster: { redis } }) => {
      redis.signal('SIGSTOP');
      await pause(12_000);
      redis.signal('SIGCONT');
    },
  },
  {
    name: 'Redis connections severed',
    strike: async ({ cluster: { redis } }) => {
      for (let time = 0; time < 5; time++) {
        await redis.command((client) => client.call('CLIENT', 'KILL', 'TYPE', 'normal'));
        await pause(300);
      }
    },
  },
];
