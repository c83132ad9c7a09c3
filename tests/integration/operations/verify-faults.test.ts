import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Check } from '../../../adapters/postgres/verify-check.js';
import { freePort } from '../../../adapters/local-stack/free-port.js';
import { WorkerRegistry } from '../../../adapters/postgres/worker-registry.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { openTestFolder, type TestFolder } from '../../support/files.js';
import { fleet } from '../../support/fleet-command.js';
import { openOwnRedis, type TestRedis } from '../../support/redis.js';

/** Each fault is planted in what runs, and `fleet verify` is a process that is told nothing of it. */

let database: TestDatabase;
let redis: TestRedis;
let client: Redis;
let folder: TestFolder;
let nobodyThere: number;
let undo: (() => unknown)[] = [];

beforeAll(async () => {
  folder = openTestFolder();
  [database, redis, nobodyThere] = await Promise.all([openTestDatabase(), openOwnRedis(['--appendonly', 'yes']), freePort()]);
  client = new Redis(redis.url);
});
afterEach(async () => {
  for (const step of undo) await step();
  undo = [];
});
afterAll(async () => {
  client.disconnect();
  await Promise.all([redis.close(), database.close()]);
  folder.close();
});

interface Verified {
  readonly status: number | null;
  readonly misses: Record<string, string>;
}

async function verify(environment: NodeJS.ProcessEnv = {}, ...args: readonly string[]): Promise<Verified> {
  const sound = { DATABASE_URL: database.url, REDIS_URL: redis.url, FLEET_LOCAL_DIR: folder.path };
  const { status, stdout, stderr } = await fleet(['verify', ...args, '--json'], { ...sound, ...environment });
  expect(stdout, stderr).not.toBe('');
  const { checks } = JSON.parse(stdout) as { checks: Check[] };
  return { status, misses: Object.fromEntries(checks.filter(({ ok }) => !ok).map(({ check, detail }) => [check, detail])) };
}

/** What plants a fault; it may answer with the environment or the words under which the command then runs. */
type Plant = () => Promise<{ environment?: NodeJS.ProcessEnv; args?: string[] } | undefined>;

const set = async (name: string, wrong: string, right: string): Promise<undefined> => {
  await client.config('SET', name, wrong);
  undo.push(() => client.config('SET', name, right));
};

const statement = async (plant: string, mend: string): Promise<undefined> => {
  await database.sql.unsafe(plant);
  undo.push(() => database.sql.unsafe(mend));
};

const under = (environment: NodeJS.ProcessEnv) => Promise.resolve({ environment });

const faults: readonly [fault: string, plant: Plant, check: string, detail: RegExp][] = [
  [
    'Redis does not answer',
    () => under({ REDIS_URL: `redis://127.0.0.1:${nobodyThere}` }),
    ...(['redis reachable', /ECONNREFUSED/u] as const),
  ],
  [
    'Redis evicts',
    () => set('maxmemory-policy', 'allkeys-lru', 'noeviction'),
    ...(['redis maxmemory-policy', /allkeys-lru/u] as const),
  ],
  ['Redis keeps nothing', () => set('appendonly', 'no', 'yes'), 'redis append-only file', /appendonly is off/u],
  [
    'Postgres does not answer',
    () => under({ DATABASE_URL: `postgres://127.0.0.1:${nobodyThere}/fleet` }),
    ...(['postgres reachable', /ECONNREFUSED/u] as const),
  ],
  [
    'a migration is missing',
    () =>
      statement(
        "DELETE FROM pgmigrations WHERE name = '0018_words'",
        "INSERT INTO pgmigrations (name, run_on) VALUES ('0018_words', now())",
      ),
    ...(['migrations', /0018_words is pending \(fleet migrate\)/u] as const),
  ],
  [
    'pgvector is too old',
    async () => {
      const [now] = await database.sql<
        { version: string }[]
      >`SELECT extversion AS version FROM pg_extension WHERE extname = 'vector'`;
      const setVersion = (version: string): string =>
        `UPDATE pg_extension SET extversion = '${version}' WHERE extname = 'vector'`;
      return statement(setVersion('0.5.0'), setVersion(now?.version ?? ''));
    },
    ...(['extension vector', /0\.5\.0 is below/u] as const),
  ],
  [
    'an index of vectors is gone',
    async () => {
      const name = 'cad_model_embeddings_fused_hnsw';
      const [index] = await database.sql<{ definition: string }[]>`SELECT pg_get_indexdef(${name}::regclass) AS definition`;
      return statement(`DROP INDEX ${name}`, index?.definition ?? '');
    },
    ...(['hnsw index cad_model_embeddings fused', /missing/u] as const),
  ],
  [
    'the source is not mounted here',
    () => Promise.resolve({ args: [join(folder.path, 'not-mounted')] }),
    ...(['source', /not-mounted/u] as const),
  ],
  [
    'previews cannot be kept',
    () => under({ FLEET_ARTIFACT_DIR: join(folder.write('no-folder', ''), 'artifacts') }),
    ...(['artifacts', /no-folder.artifacts cannot be written.*(ENOTDIR|ENOENT)/u] as const),
  ],
  [
    'the clock is two minutes ahead',
    () => under({ NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, '../../support/clock-ahead.mjs')).href}` }),
    ...(['clock', /(119|120|121)\.\d s ahead of Postgres/u] as const),
  ],
  [
    'the Creo service does not answer',
    () => under({ CREO_GRPC_URL: `127.0.0.1:${nobodyThere}` }),
    ...(['creo service', /does not serve: gRPC 14 UNAVAILABLE/u] as const),
  ],
  [
    'another version of BullMQ wrote to a queue',
    async () => {
      await client.hset('bull:pdf:meta', 'version', 'bullmq:3.1.0');
      undo.push(() => client.del('bull:pdf:meta'));
      return undefined;
    },
    ...(['redis queue versions', /queue pdf was last written by bullmq:3\.1\.0/u] as const),
  ],
  [
    'a worker was not upgraded',
    async () => {
      await new WorkerRegistry(database.sql, 'vm2:pdf:7').register(['pdf'], 2, '0.0.1');
      undo.push(() => database.sql`DELETE FROM worker_registry`);
      return undefined;
    },
    ...(['worker versions', /vm2:pdf:7 is of version 0\.0\.1/u] as const),
  ],
  [
    'it serves beyond this machine without a token',
    () => under({ FLEET_HOST: '0.0.0.0', FLEET_READ_TOKEN: '', FLEET_ADMIN_TOKEN: '' }),
    ...(['tokens', /set FLEET_READ_TOKEN/u] as const),
  ],
];

/** A disk of a megabyte; null where none can be mounted. */
function mountSmallDisk(path: string): string | null {
  mkdirSync(path, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    return null;
  }
  undo.push(() => execFileSync('umount', [path]));
  return path;
}

describe('fleet verify', () => {
  it('holds where nothing is planted', async () => {
    expect(await verify()).toEqual({ status: 0, misses: {} });
  });

  it.each(faults)('finds that %s', async (_fault, plant, check, detail) => {
    const { environment = {}, args = [] } = (await plant()) ?? {};
    const { status, misses } = await verify(environment, ...args);
    expect(status).toBe(3);
    expect(Object.keys(misses).map((name) => (check === 'source' ? name.split(' ')[0] : name))).toEqual([check]);
    expect(Object.values(misses)[0]).toMatch(detail);
  });

  it('finds that the disk is nearly full', async (context) => {
    const disk = mountSmallDisk(join(folder.path, 'disk'));
    if (disk === null) return context.skip('only root can mount a disk of its own');
    writeFileSync(join(disk, 'full'), Buffer.alloc(960 * 1024));
    const { status, misses } = await verify({ FLEET_LOCAL_DIR: disk });
    expect([status, misses]).toEqual([3, { disk: expect.stringMatching(/9\d.*% full: a worker takes no work/u) as string }]);
  });

  it('tells both when neither server answers, and never a password', async () => {
    const { status, stdout } = await fleet(['verify'], {
      DATABASE_URL: `postgres://fleet:hush-hush@127.0.0.1:${nobodyThere}/fleet`,
      REDIS_URL: `redis://:hush-hush@127.0.0.1:${nobodyThere}`,
    });
    expect(status).toBe(3);
    expect(stdout).toMatch(/MISS {2}postgres reachable: .*ECONNREFUSED[^]*MISS {2}redis reachable: .*ECONNREFUSED/u);
    expect(stdout).not.toContain('hush-hush');
  });
});
