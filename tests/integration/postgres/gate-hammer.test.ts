import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hostDatabase, type DatabaseHost } from '../../../adapters/local-stack/database-host.js';
import { connect, type Sql } from '../../../adapters/postgres/connect.js';
import { outputOf, startScript } from '../../support/processes.js';

interface Tally {
  readonly statements: number;
  readonly transactions: number;
  readonly increments: number;
  readonly errors: number;
  readonly wrong: readonly string[];
}

const processes = 5;
const roundsPerConnection = 250;
const connectionsPerProcess = 6;

describe('the gate under many clients', () => {
  let host: DatabaseHost;
  let sql: Sql;

  beforeAll(async () => {
    host = await hostDatabase({
      port: 0,
      onFailure: (error) => {
        throw error;
      },
    });
    sql = connect(host.url, 1);
    await sql`CREATE TABLE hammer_counter (id INT PRIMARY KEY, value INT NOT NULL)`;
    await sql`CREATE TABLE hammer_log (token TEXT PRIMARY KEY)`;
  });

  beforeEach(async () => {
    await sql`TRUNCATE hammer_counter, hammer_log`;
    await sql`INSERT INTO hammer_counter VALUES (1, 0)`;
  });

  afterAll(async () => {
    await sql.end({ timeout: 5 });
    await host.close();
  });

  it('gives every client its own answers and loses no increment', async () => {
    const outputs = await Promise.all(
      Array.from({ length: processes }, (_, at) =>
        outputOf(startScript('gate-client.ts', [host.url, String(at), String(roundsPerConnection)])),
      ),
    );
    const tallies = outputs.map((text) => JSON.parse(text) as Tally);
    const sum = (of: (tally: Tally) => number): number => tallies.reduce((total, tally) => total + of(tally), 0);

    expect(tallies.flatMap((tally) => tally.wrong)).toEqual([]);
    const connections = processes * connectionsPerProcess;
    expect(sum((tally) => tally.statements)).toBe(connections * roundsPerConnection);
    expect(sum((tally) => tally.transactions)).toBe((connections * roundsPerConnection) / 5);
    expect(sum((tally) => tally.errors)).toBe((connections * roundsPerConnection) / 5);
    const [counter] = await sql<{ value: number }[]>`SELECT value FROM hammer_counter`;
    const [log] = await sql<{ count: number }[]>`SELECT count(*) FROM hammer_log`;
    expect(counter?.value).toBe(sum((tally) => tally.increments));
    expect(log?.count).toBe(sum((tally) => tally.increments));
  }, 240_000);

  it('rolls back what a killed client had open, and goes on', async () => {
    for (let death = 0; death < 3; death += 1) {
      const deserter = startScript('gate-deserter.ts', [host.url]);
      const exited = once(deserter, 'exit');
      if (deserter.stdout !== null) await once(deserter.stdout, 'data');
      const waiting = sql<
        { value: number }[]
      >`UPDATE hammer_counter SET value = value + 1 WHERE id = 1 RETURNING value`.execute();
      deserter.kill('SIGKILL');
      await exited;
      const [row] = await waiting;
      expect(row?.value).toBe(death + 1);
    }
  });
});
