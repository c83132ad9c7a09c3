import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect as connectSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterEach, beforeAll, afterAll, describe, expect, it } from 'vitest';
import { attachLocalStack } from '../../../adapters/local-stack/attach.js';
import { isAlive } from '../../../adapters/local-stack/keeper-connection.js';
import { localStackStatus } from '../../../adapters/local-stack/manage.js';
import { connect } from '../../../adapters/postgres/connect.js';
import { firstOutput, kill, startScript, until } from '../../support/processes.js';

let folder: string;
const children: ChildProcess[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fleet-stack-'));
});

afterEach(async () => {
  await Promise.all(children.splice(0).map(kill));
  await until(async () => (await localStackStatus({ localDir: folder })) === null);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function startClient(): ChildProcess {
  const child = startScript('stack-client.ts', [folder]);
  children.push(child);
  return child;
}

const startsLogged = (): number => readFileSync(join(folder, 'keeper.log'), 'utf8').split(' keeper of ').length - 1;

async function answers(url: string): Promise<boolean> {
  const socket = connectSocket(Number(new URL(url).port), '127.0.0.1');
  const answered = await Promise.race([once(socket, 'connect').then(() => true), once(socket, 'close').then(() => false)]).catch(
    () => false,
  );
  socket.destroy();
  return answered;
}

describe('the keeper of the local stack', () => {
  it('is one for five processes that attach at once, and goes with the last of them', async () => {
    const clients = Array.from({ length: 5 }, startClient);
    const outputs = await Promise.all(clients.map(firstOutput));
    expect(new Set(outputs).size).toBe(1);
    const { databaseUrl, redisUrl } = JSON.parse(outputs[0] ?? '') as { databaseUrl: string; redisUrl: string };
    expect(startsLogged()).toBe(1);

    const before = await localStackStatus({ localDir: folder });
    expect(before).toMatchObject({ state: 'ready', databaseUrl, redisUrl });
    expect([...(before?.clients ?? [])].sort()).toEqual(clients.map(({ pid }) => pid).sort());

    const [first, second, ...killed] = clients;
    await Promise.all(killed.map(kill));
    await until(async () => (await localStackStatus({ localDir: folder }))?.clients.length === 2);
    expect(await answers(databaseUrl)).toBe(true);

    for (const client of [first, second]) client?.stdin?.write('release\n');
    await Promise.all([first, second].map(async (client) => client !== undefined && once(client, 'exit')));
    expect(isAlive(before?.keeperPid ?? 0)).toBe(false);
    expect([await answers(databaseUrl), await answers(redisUrl)]).toEqual([false, false]);
  });

  it('ends by itself when its last client is killed', async () => {
    const client = startClient();
    const { redisUrl } = JSON.parse(await firstOutput(client)) as { redisUrl: string };
    const keeperPid = (await localStackStatus({ localDir: folder }))?.keeperPid;
    await kill(client);
    await until(() => !isAlive(keeperPid ?? 0));
    expect(await answers(redisUrl)).toBe(false);
  });

  it('keeps data and addresses from one start to the next', async () => {
    const first = await attachLocalStack({ folder });
    const sql = connect(first.databaseUrl, 1);
    await sql`CREATE TABLE kept (id INT)`;
    await sql`INSERT INTO kept VALUES (7)`;
    await sql.end();
    const redis = new Redis(first.redisUrl);
    await redis.set('kept', 'seven');
    await redis.quit();
    await first.release();
    expect(await localStackStatus({ localDir: folder })).toBeNull();

    const second = await attachLocalStack({ folder });
    expect([second.databaseUrl, second.redisUrl]).toEqual([first.databaseUrl, first.redisUrl]);
    const again = connect(second.databaseUrl, 1);
    expect(await again`SELECT id FROM kept`).toEqual([{ id: 7 }]);
    await again.end();
    const redisAgain = new Redis(second.redisUrl);
    expect(await redisAgain.get('kept')).toBe('seven');
    expect(await redisAgain.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    expect(await redisAgain.config('GET', 'appendonly')).toEqual(['appendonly', 'yes']);
    await redisAgain.quit();
    await second.release();
  });

  it('refuses who does not know its passwords', async () => {
    const stack = await attachLocalStack({ folder });
    const anonymous = new URL(stack.databaseUrl);
    anonymous.password = '0'.repeat(32);
    const sql = connect(anonymous.href, 1);
    await expect(sql`SELECT 1`).rejects.toMatchObject({ code: '28P01' });
    await sql.end();
    const redis = new Redis(Number(new URL(stack.redisUrl).port), '127.0.0.1');
    redis.on('error', () => undefined);
    await expect(redis.get('kept')).rejects.toThrow(/NOAUTH/);
    redis.disconnect();
    await stack.release();
  });

  it('says what is missing when it cannot start', async () => {
    const child = startScript('stack-client.ts', [folder], { PATH: '' });
    children.push(child);
    const { error } = JSON.parse(await firstOutput(child)) as { error: string };
    expect(error).toMatch(/No Redis server found: .*set REDIS_URL/);
  });
});
