import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Sql } from '../../../adapters/postgres/connect.js';
import { readLedger } from '../../../adapters/postgres/ledger.js';
import { migrateDatabase } from '../../../adapters/postgres/migrate.js';
import { PostgresRunStore } from '../../../adapters/postgres/run-store.js';
import { postgresPrograms, PrivatePostgres } from '../../../bench/servers/postgres.js';
import { PrivateRedis } from '../../../bench/servers/redis.js';
import { openTestFolder, smallDxf, type TestFolder } from '../../support/files.js';
import { fleet, startFleet, type FleetProcess } from '../../support/fleet-command.js';

/** The runbook's "Upgrade in mid-run" and "Rollback", with the programs of Postgres that they name. */

const programs = postgresPrograms();
const canRun = programs !== null && existsSync(join(programs, 'pg_dump'));
if (!canRun) console.warn('*** SKIPPED: the rollback of the runbook needs pg_dump and pg_restore.');

const files = 500;
const soon = { timeout: 90_000, interval: 50 };

describe.skipIf(!canRun)('a backup that was made in the middle of a run', () => {
  let folder: TestFolder;
  let postgres: PrivatePostgres;
  let redis: PrivateRedis;
  let sql: Sql;
  let environment: NodeJS.ProcessEnv;
  const workers: FleetProcess[] = [];

  beforeAll(async () => {
    folder = openTestFolder();
    postgres = await PrivatePostgres.create(programs ?? '', {});
    redis = await PrivateRedis.create(join(folder.path, 'redis'));
    await migrateDatabase(postgres.url());
    sql = connect(postgres.url(), 2);
    environment = { DATABASE_URL: postgres.url(), REDIS_URL: redis.url, FLEET_LOCAL_DIR: join(folder.path, 'local') };
    for (let file = 0; file < files; file++) folder.write(`archive/${file}.dxf`, smallDxf(String(file)));
  });
  afterAll(async () => {
    for (const { child } of workers) child.kill('SIGKILL');
    await sql.end({ timeout: 1 });
    await redis.remove();
    postgres.remove();
    folder.close();
  });

  const startWorker = (): void =>
    void workers.push(startFleet(['worker', '--queues', 'all', '--children', '1', '--role', 'vm1'], environment));

  /** As an operator drains it: by the name that `fleet status` shows. */
  async function drainWorker(): Promise<void> {
    const { stdout } = await fleet(['status'], environment);
    const [, name = ''] = /^(\S+:vm1:\d+) +running/mu.exec(stdout) ?? [];
    expect(await fleet(['drain', name], environment)).toMatchObject({ status: 0 });
    expect(await workers.at(-1)?.ended).toMatchObject({ status: 0 });
  }

  const program = (name: string, ...args: string[]): unknown => execFileSync(join(programs ?? '', name), args, { stdio: 'pipe' });
  const ended = () => expect.poll(async () => (await new PostgresRunStore(sql).get(1)).status, soon).toBe('completed');
  const completed = async (): Promise<number> => (await readLedger(sql, 1)).completed;

  it('is taken up where it was by the workers of the version before', async () => {
    const run = await fleet(['run', join(folder.path, 'archive'), '--phases', 'link,extract', '--json'], environment);
    expect(run, run.stderr).toMatchObject({ status: 0 });
    startWorker();
    await expect.poll(completed, soon).toBeGreaterThan(10);
    const backup = join(folder.path, 'fleet.dump');
    program('pg_dump', '-Fc', '-f', backup, postgres.url());
    await ended();
    await drainWorker();

    rmSync(join(folder.path, 'local', 'journal'), { recursive: true, force: true });
    program('pg_restore', '--clean', '--if-exists', '-d', postgres.url(), backup);
    await redis.command((client) => client.flushdb());
    const before = await completed();
    expect(before).toBeGreaterThan(10);
    expect(before).toBeLessThan(files);

    const verified = await fleet(['verify', join(folder.path, 'archive')], environment);
    expect(verified, verified.stdout).toMatchObject({ status: 0 });
    startWorker();
    await ended();
    expect(await readLedger(sql, 1)).toMatchObject({ completed: files, lost: 0, duplicate_rows: 0, adds_up: true });
    expect((await new PostgresRunStore(sql).get(1)).epoch).toBe(2);
  });
});
