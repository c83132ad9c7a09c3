import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attachLocalStack, type LocalStack } from '../../../adapters/local-stack/attach.js';
import { findProgram } from '../../../adapters/local-stack/programs.js';
import { startRedis } from '../../../adapters/local-stack/redis-server.js';
import { loadSettings } from '../../../adapters/local-stack/stack-settings.js';
import { LocalStackInUse, localStackStatus, resetLocalStack } from '../../../adapters/local-stack/manage.js';
import { stackFolder } from '../../../adapters/local-stack/stack-folder.js';
import { connect, type Sql } from '../../../adapters/postgres/connect.js';
import { until } from '../../support/processes.js';

let folder: string;
let stack: LocalStack;
let sql: Sql;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fleet-stack-'));
  stack = await attachLocalStack({ folder });
  sql = connect(stack.databaseUrl, 1);
  await sql`CREATE TABLE acknowledged (n INT PRIMARY KEY)`;
});

afterAll(async () => {
  await sql.end({ timeout: 1 });
  await stack.release();
  rmSync(folder, { recursive: true, force: true });
});

const log = (): string => readFileSync(join(folder, 'keeper.log'), 'utf8');

async function redisPid(): Promise<number> {
  const redis = new Redis(stack.redisUrl);
  const info = await redis.info('server');
  await redis.quit();
  return Number(/process_id:(\d+)/.exec(info)?.[1]);
}

describe('the local stack when something is killed', () => {
  it('comes back at the same addresses with everything that was acknowledged', async () => {
    const redis = new Redis(stack.redisUrl, { maxRetriesPerRequest: null });
    redis.on('error', () => undefined);
    await redis.set('before', 'kill');
    const acknowledged: number[] = [];
    for (let kills = 0; kills < 3; kills += 1) {
      const keeperPid = (await localStackStatus({ localDir: folder }))?.keeperPid ?? 0;
      const mark = acknowledged.length + 40;
      let killed = false;
      // One statement after the other, so that the one in flight at the kill is the only uncertain one.
      for (let n = kills * 1_000; ; n += 1) {
        try {
          await sql`INSERT INTO acknowledged VALUES (${n})`;
          acknowledged.push(n);
        } catch {
          break;
        }
        if (acknowledged.length < mark || killed) continue;
        killed = true;
        process.kill(keeperPid, 'SIGKILL');
      }
      await until(async () => {
        const status = await localStackStatus({ localDir: folder });
        return status?.state === 'ready' && status.keeperPid !== keeperPid && status.clients.includes(process.pid);
      });
    }
    const rows = await sql<{ n: number }[]>`SELECT n FROM acknowledged ORDER BY n`;
    const stored = new Set(rows.map(({ n }) => n));
    expect(acknowledged.filter((n) => !stored.has(n))).toEqual([]);
    expect(rows.length - acknowledged.length).toBeLessThanOrEqual(3);
    expect(await redis.get('before')).toBe('kill');
    await redis.quit();
  });

  it('restarts a killed Redis with its data', async () => {
    const redis = new Redis(stack.redisUrl, { maxRetriesPerRequest: null });
    redis.on('error', () => undefined);
    await redis.set('survives', 'yes');
    // Past the second after which the file is synced; a kill loses no more than that.
    await sleep(1_200);
    const pid = await redisPid();
    process.kill(pid, 'SIGKILL');
    expect(await redis.get('survives')).toBe('yes');
    expect(await redisPid()).not.toBe(pid);
    await redis.quit();
    expect(log()).toContain('redis ended (SIGKILL); starting it again');
  });

  it('restarts a database that has ended', async () => {
    // The comment leads the statement past the gate's guard; the database ends when it finds no data.
    const client = new pg.Client({ connectionString: stack.databaseUrl });
    client.on('error', () => undefined);
    await client.connect();
    await expect(client.query('COPY acknowledged FROM /**/ STDIN')).rejects.toThrow(/unexpected EOF/);
    await until(() =>
      sql`SELECT count(*) FROM acknowledged`.then(
        () => true,
        () => false,
      ),
    );
    expect(log()).toMatch(/postgres ended/);
  });

  it('is reset only when nobody uses it, or by force', async () => {
    await expect(resetLocalStack({ localDir: folder })).rejects.toBeInstanceOf(LocalStackInUse);
    await sql.end({ timeout: 1 });
    await stack.release();
    expect(await resetLocalStack({ localDir: folder })).toEqual(expect.arrayContaining(['keeper.log', 'postgres', 'redis']));
    expect(await localStackStatus({ localDir: folder })).toBeNull();
    expect(readdirSync(folder)).toEqual([]);

    stack = await attachLocalStack({ folder });
    sql = connect(stack.databaseUrl, 1);
    expect(await sql`SELECT to_regclass('acknowledged') AS found`).toEqual([{ found: null }]);
  });

  it('ends a Redis that an earlier keeper left behind, and keeps its data', async () => {
    await sql.end({ timeout: 1 });
    await stack.release();
    const paths = stackFolder(folder);
    const settings = await loadSettings(paths);
    const stray = await startRedis({
      program: { path: findProgram('redis-server', 'valkey-server') ?? '', environment: {} },
      folder: paths.redis,
      port: settings.redisPort,
      password: settings.password,
    });
    const writer = new Redis(stray.url);
    await writer.set('stray', 'data');
    await writer.quit();

    stack = await attachLocalStack({ folder });
    await stray.ended;
    sql = connect(stack.databaseUrl, 1);
    const reader = new Redis(stack.redisUrl);
    expect(await reader.get('stray')).toBe('data');
    await reader.quit();
    expect(log()).toContain('ended a Redis that a killed keeper left');
  });
});
