import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from '../cluster.js';
import type { Fault } from '../fault.js';
import type { FaultProxy } from '../fault-proxy.js';

/** Longer than a lock lasts, so that others take over what the cut-off worker goes on working at. */
const partitionMs = 12_000;

/** Worker a and both servers do not hear each other. */
async function partition({ link, redisProxy, postgresProxy }: Cluster): Promise<void> {
  if (link.down === null) {
    await Promise.all([cut(redisProxy), cut(postgresProxy)]);
    return;
  }
  link.down();
  await pause(partitionMs);
  link.up();
}

async function cut(proxy: FaultProxy): Promise<void> {
  proxy.cut();
  await pause(partitionMs);
  proxy.heal();
}

/** Worker a works alone until it is hit; then b comes up and takes what a has lost, while a still works at it. */
function onWorkerA(name: string, harm: (cluster: Cluster) => Promise<void>): Fault {
  return {
    name,
    prepare: ({ b }) => b.stop(),
    strike: async ({ cluster }) => {
      await Promise.all([harm(cluster), cluster.b.start()]);
    },
  };
}

export const networkFaults: readonly Fault[] = [
  onWorkerA('worker cut off from everything', partition),
  onWorkerA('worker cut off from Redis', ({ redisProxy }) => cut(redisProxy)),
  onWorkerA('worker cut off from Postgres', ({ postgresProxy }) => cut(postgresProxy)),
  onWorkerA('slow link, 400 ms each way', async ({ redisProxy, postgresProxy }) => {
    redisProxy.delay(400);
    postgresProxy.delay(400);
    await pause(partitionMs);
    redisProxy.heal();
    postgresProxy.heal();
  }),
];
