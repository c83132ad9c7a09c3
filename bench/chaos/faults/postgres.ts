import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from '../../../adapters/postgres/connect.js';
import { fleetRole, type Cluster } from '../cluster.js';
import type { Fault } from '../fault.js';

export async function restartPostgres({ postgres, sql }: Cluster): Promise<void> {
  postgres.stop('fast');
  postgres.start();
  await answering(sql);
}

export async function crashPostgres({ postgres, sql }: Cluster): Promise<void> {
  postgres.stop('immediate');
  await pause(5_000);
  postgres.start();
  await answering(sql);
}

/** Our own connections notice only at their next statement that their server has gone. */
async function answering(sql: Sql): Promise<void> {
  for (;;) {
    try {
      await sql`SELECT 1`;
      return;
    } catch {
      await pause(100);
    }
  }
}

/** The fleet's connections, not ours that watch it. */
async function sever({ sql }: Cluster): Promise<void> {
  await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = ${fleetRole}`;
}

export const postgresFaults: readonly Fault[] = [
  { name: 'Postgres restarted', strike: ({ cluster }) => restartPostgres(cluster) },
  { name: 'Postgres crashed, away for 5 s', strike: ({ cluster }) => crashPostgres(cluster) },
  {
    name: 'Postgres connections severed',
    strike: async ({ cluster }) => {
      for (let time = 0; time < 5; time++) {
        await sever(cluster);
        await pause(300);
      }
    },
  },
  {
    name: 'Postgres refuses more connections',
    strike: async ({ cluster }) => {
      await cluster.sql`ALTER DATABASE chaos CONNECTION LIMIT 0`;
      await sever(cluster);
      await pause(5_000);
      await cluster.sql`ALTER DATABASE chaos CONNECTION LIMIT -1`;
    },
  },
];
