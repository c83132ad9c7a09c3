import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../../adapters/local-stack/free-port.js';
import { dyingWithParent } from '../../adapters/local-stack/programs.js';
import { obtainRedis } from '../../adapters/local-stack/redis-program.js';
import { stackFolder } from '../../adapters/local-stack/stack-folder.js';

export interface TestRedis {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * A Redis that belongs to the calling test file alone: an empty logical database of REDIS_URL's server when that is set,
 * else a server of its own.
 */
export async function openTestRedis(): Promise<TestRedis> {
  const server = process.env['REDIS_URL'];
  return server === undefined || server === '' ? openOwnRedis() : openLogicalDatabase(server);
}

/**
 * Takes the first logical database in which nobody else's mark stands. The mark carries a time to live, so that a killed
 * test file does not keep its database for ever.
 */
async function openLogicalDatabase(server: string): Promise<TestRedis> {
  const marks = new Redis(server, { db: 0 });
  const [, count = '16'] = await marks.config('GET', 'databases');
  for (let db = 1; db < Number(count); db += 1) {
    const mark = `extraction-fleet:test-database:${db}`;
    if ((await marks.set(mark, String(process.pid), 'EX', 1_800, 'NX')) === null) continue;
    const client = new Redis(server, { db });
    await client.flushdb();
    const url = new URL(server);
    url.pathname = `/${db}`;
    return {
      url: url.href,
      close: async () => {
        await client.flushdb();
        await client.quit();
        await marks.del(mark);
        await marks.quit();
      },
    };
  }
  await marks.quit();
  throw new Error(`all ${count} logical databases of the test Redis are in use`);
}

/**
 * A server of the test's own, on any free port, without persistence unless asked for.
 * @param parameters more of its command line
 */
export async function openOwnRedis(parameters: readonly string[] = []): Promise<TestRedis> {
  const { path, environment } = await obtainRedis(stackFolder(), (note) => console.warn(note));
  const folder = mkdtempSync(join(tmpdir(), 'fleet-redis-'));
  const port = await freePort();
  const own = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--maxmemory-policy', 'noeviction'];
  const [program, all] = dyingWithParent(path, [...own, ...parameters]);
  const server = spawn(program, all, { stdio: 'ignore', env: { ...process.env, ...environment } });
  const exited = once(server, 'exit');
  const url = `redis://127.0.0.1:${port}`;
  await answers(url, exited);
  return {
    url,
    close: async () => {
      server.kill('SIGKILL');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(url: string, exited: Promise<unknown>): Promise<void> {
  const client = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 50 });
  client.on('error', () => undefined);
  try {
    await Promise.race([
      client.ping(),
      exited.then(() => {
        throw new Error('redis-server ended at start');
      }),
    ]);
  } finally {
    client.disconnect();
  }
}
