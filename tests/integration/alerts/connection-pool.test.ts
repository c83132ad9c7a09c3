import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slackReceiver } from '../../../adapters/notifier/slack.js';
import { PostgresAlertStore } from '../../../adapters/postgres/alerts/alert-store.js';
import { connect, type Sql } from '../../../adapters/postgres/connect.js';
import { migrateDatabase } from '../../../adapters/postgres/migrate.js';
import { postgresPrograms, PrivatePostgres } from '../../../bench/servers/postgres.js';
import { FleetObserver } from '../../../cli/fleet-observer.js';
import { AlertWatch } from '../../../flows/alerts/watch.js';
import { workerConnection } from '../../../queues/runtime/connection.js';
import { QueueClient } from '../../../queues/runtime/queue-client.js';
import { openTestRedis, type TestRedis } from '../../support/redis.js';
import { openReceiver, type LocalReceiver } from './receiver.js';

/** Connections are counted by a real server alone: behind the local gate all clients are one session. */
const programs = postgresPrograms();
if (programs === null)
  console.warn('*** SKIPPED: the alert of the connection pool needs the programs of a Postgres server with pgvector.');
const limit = 20;

describe.skipIf(programs === null)('the alert of the connection pool', () => {
  let postgres: PrivatePostgres;
  let redis: TestRedis;
  let receiver: LocalReceiver;
  let sql: Sql;
  beforeAll(async () => {
    postgres = await PrivatePostgres.create(programs ?? '', {
      max_connections: String(limit),
      superuser_reserved_connections: '1',
    });
    [redis, receiver] = await Promise.all([openTestRedis(), openReceiver()]);
    await migrateDatabase(postgres.url());
    sql = connect(postgres.url(), 1);
  });
  afterAll(async () => {
    await sql.end({ timeout: 1 });
    await Promise.all([redis.close(), receiver.close()]);
    postgres.remove();
  });

  it('is told when clients hold 80 % and 90 % of them, and when they have gone', async () => {
    const connection = workerConnection(redis.url);
    const watch = new AlertWatch(
      {
        observer: new FleetObserver({
          sql,
          redis: connection,
          queues: new QueueClient(connection),
          creoUrl: undefined,
          stuckAfterMs: 0,
        }),
        store: new PostgresAlertStore(sql),
        receivers: [slackReceiver(receiver.url, undefined)],
      },
      { cooldownMs: 0, clearAfterMs: 1, leadMs: 60_000, lookWithinMs: 30_000 },
      'test',
      (error) => {
        throw error;
      },
    );
    const told = async (): Promise<string[]> => {
      receiver.received.length = 0;
      await new Promise((resolve) => setTimeout(resolve, 5));
      await watch.look();
      return receiver.received.map(({ body }) => String(body['text'])).filter((text) => text.includes('connections in use'));
    };
    const clients: Sql[] = [];
    const hold = async (count: number): Promise<void> => {
      while (clients.length < count) {
        const client = connect(postgres.url(), 1);
        await client`SELECT 1`;
        clients.push(client);
      }
    };
    await hold(limit * 0.5);
    expect(await told()).toEqual([]);
    await hold(limit * 0.8);
    expect(await told()).toEqual([expect.stringContaining(`of ${limit} connections in use`) as string]);
    await hold(limit * 0.9);
    expect(await told()).toEqual([expect.stringContaining(':rotating_light:') as string]);
    await Promise.all(clients.map((client) => client.end({ timeout: 1 })));
    await expect.poll(told, { timeout: 20_000 }).toEqual([expect.stringContaining('Over:') as string]);
    connection.disconnect();
  });
});
