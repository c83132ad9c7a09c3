import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from '../fault.js';
import { crashPostgres, restartPostgres } from './postgres.js';
import { killRedis, wipeRedis } from './redis.js';

/** Two at once. */
export const combinedFaults: readonly Fault[] = [
  {
    name: 'worker killed and Redis killed',
    strike: async ({ cluster, busy }) => {
      await Promise.all([busy.kill(), killRedis(cluster)]);
    },
  },
  {
    name: 'Postgres restarted and Redis wiped',
    strike: async ({ cluster }) => {
      await restartPostgres(cluster);
      await wipeRedis(cluster);
    },
  },
  {
    name: 'Postgres away and worker killed over its journal',
    strike: async ({ cluster, busy }) => {
      const away = crashPostgres(cluster);
      await pause(2_500);
      await busy.kill();
      await away;
    },
  },
];
