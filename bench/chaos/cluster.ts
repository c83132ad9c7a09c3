import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compiledEntry } from '../../adapters/package-root.js';
import { connect, type Sql } from '../../adapters/postgres/connect.js';
import { migrateDatabase } from '../../adapters/postgres/migrate.js';
import { PrivatePostgres, postgresPrograms } from '../servers/postgres.js';
import { PrivateRedis } from '../servers/redis.js';
import { FaultProxy } from './fault-proxy.js';
import { FleetProcess } from './fleet-process.js';
import { openLink, type Link } from './link.js';

/** Short, so that a minute's worth of waiting passes in seconds; long enough that a busy machine loses no lock by itself. */
const times = { FLEET_LOCK_DURATION_MS: '6000', FLEET_STALLED_INTERVAL_MS: '2000', FLEET_RECONCILE_EVERY_MS: '5000' };
const databaseName = 'chaos';
/** An ordinary role, as in production: limits of connections do not hold for a superuser. */
export const fleetRole = 'fleet';
const smallDiskMb = 24;
const clockJumpMs = 3_600_000;

/** How far the wall clock of worker `b` and of the coordinator `c` jumps, once their jump file exists. */
const clockJumps = { b: clockJumpMs, c: -clockJumpMs } as const;

/**
 * Servers of our own, two extraction workers and two coordinating ones. Worker `a` reaches the servers over a link and proxies, and its
 * journal and artifacts lie on a small disk of its own; the wall clocks of `b` and `c` can be made to jump.
 */
export class Cluster {
  readonly folder: string;
  readonly link: Link;
  readonly redis: PrivateRedis;
  readonly postgres: PrivatePostgres;
  readonly redisProxy: FaultProxy;
  readonly postgresProxy: FaultProxy;
  readonly sql: Sql;
  readonly a: FleetProcess;
  readonly b: FleetProcess;
  readonly c: FleetProcess;
  readonly d: FleetProcess;
  /** False where no small disk can be mounted. */
  readonly hasSmallDisk: boolean;
  /** What outlives this process unless it is taken away: the namespace, the mounted disk, the folder. */
  readonly #atExit = (): void => {
    this.link.remove();
    if (this.hasSmallDisk) execFileSync('umount', ['--lazy', join(this.folder, 'a')]);
    rmSync(this.folder, { recursive: true, force: true });
  };

  private constructor(
    folder: string,
    link: Link,
    servers: { redis: PrivateRedis; postgres: PrivatePostgres; redisProxy: FaultProxy; postgresProxy: FaultProxy },
    hasSmallDisk: boolean,
  ) {
    this.folder = folder;
    this.link = link;
    this.redis = servers.redis;
    this.postgres = servers.postgres;
    this.redisProxy = servers.redisProxy;
    this.postgresProxy = servers.postgresProxy;
    this.hasSmallDisk = hasSmallDisk;
    // One connection: when it answers again after a restart, no other is left that has not noticed.
    this.sql = connect(servers.postgres.url(databaseName), 1);
    const overLink = {
      DATABASE_URL: `postgres://${fleetRole}@${link.host}:${servers.postgresProxy.port}/${databaseName}`,
      REDIS_URL: servers.redis.url.replace(/@.*$/u, `@${link.host}:${servers.redisProxy.port}`),
    };
    const direct = { DATABASE_URL: servers.postgres.url(databaseName, fleetRole), REDIS_URL: servers.redis.url };
    this.a = this.#process('a', 'pdf,dxf,creo', overLink, link.enter);
    this.b = this.#process('b', 'pdf,dxf,creo', direct);
    this.c = this.#process('c', 'phase', direct);
    this.d = this.#process('d', 'phase', direct);
    process.once('exit', this.#atExit);
  }

  static async open(): Promise<Cluster> {
    const programs = postgresPrograms();
    if (programs === null) throw new Error('the chaos suite needs initdb and pg_ctl of Postgres 15 or newer with pgvector');
    const folder = await mkdtemp(join(tmpdir(), 'fleet-chaos-'));
    const link = openLink();
    try {
      return await Cluster.#over(link, folder, programs);
    } catch (error) {
      link.remove();
      throw error;
    }
  }

  static async #over(link: Link, folder: string, programs: string): Promise<Cluster> {
    const redis = await PrivateRedis.create(join(folder, 'redis'));
    const postgres = await PrivatePostgres.create(programs, { max_connections: '100' });
    await createDatabase(postgres);
    const redisProxy = await FaultProxy.listen(redis.port, link.host);
    const postgresProxy = await FaultProxy.listen(postgres.port, link.host);
    const hasSmallDisk = await mountSmallDisk(join(folder, 'a'));
    return new Cluster(folder, link, { redis, postgres, redisProxy, postgresProxy }, hasSmallDisk);
  }

  get processes(): readonly FleetProcess[] {
    return [this.a, this.b, this.c, this.d];
  }

  /** Starts what is not running. */
  async start(): Promise<void> {
    await Promise.all(this.processes.filter(({ isAlive }) => !isAlive).map((process) => process.start()));
  }

  /** Makes the wall clock of a worker jump; `false` brings it back. */
  async jumpClock(name: keyof typeof clockJumps, on: boolean): Promise<void> {
    const file = this.#clockFile(name);
    if (on) await writeFile(file, '');
    else await rm(file, { force: true });
  }

  /** Pictures of earlier runs would fill the small disk, and its worker would rightly take no work. */
  async clearArtifacts(): Promise<void> {
    await rm(join(this.folder, 'a', 'artifacts'), { recursive: true, force: true });
  }

  /** Fills worker a's disk to the last block. */
  async fillDisk(): Promise<void> {
    const { bavail, bsize } = await statfs(join(this.folder, 'a'));
    await writeFile(join(this.folder, 'a', 'ballast'), Buffer.alloc(bavail * bsize)).catch(() => undefined);
  }

  async freeDisk(): Promise<void> {
    await rm(join(this.folder, 'a', 'ballast'), { force: true });
  }

  async close(): Promise<void> {
    await Promise.all(this.processes.map((process) => process.kill()));
    await this.sql.end({ timeout: 1 });
    this.redisProxy.close();
    this.postgresProxy.close();
    await this.redis.remove();
    this.postgres.remove();
    process.off('exit', this.#atExit);
    this.#atExit();
  }

  #process(name: string, queues: string, servers: NodeJS.ProcessEnv, enter: readonly string[] = []): FleetProcess {
    const preloads = ['poison', ...(name in clockJumps ? ['clock'] : [])];
    const environment = {
      ...servers,
      ...times,
      FLEET_LOCAL_DIR: join(this.folder, name),
      FLEET_LOG_LEVEL: process.env['FLEET_LOG_LEVEL'] ?? 'silent',
      CHAOS_CLOCK_FILE: this.#clockFile(name),
      CHAOS_CLOCK_JUMP_MS: String(name === 'b' || name === 'c' ? clockJumps[name] : 0),
      NODE_OPTIONS: preloads.map((preload) => `--import=${preloadUrl(preload)}`).join(' '),
    };
    return new FleetProcess({ name, queues, environment, enter });
  }

  #clockFile(name: string): string {
    return join(this.folder, `clock-${name}`);
  }
}

async function createDatabase(postgres: PrivatePostgres): Promise<void> {
  const admin = connect(postgres.url(), 1);
  await admin`CREATE ROLE ${admin(fleetRole)} LOGIN`;
  await admin`CREATE DATABASE ${admin(databaseName)} OWNER ${admin(fleetRole)}`;
  await admin.end();
  const owner = connect(postgres.url(databaseName), 1);
  await owner`CREATE EXTENSION vector`;
  await owner.end();
  await migrateDatabase(postgres.url(databaseName, fleetRole));
}

function preloadUrl(name: string): string {
  return pathToFileURL(compiledEntry('bench', 'chaos', 'preload', `${name}.js`)).href;
}

async function mountSmallDisk(folder: string): Promise<boolean> {
  await mkdir(folder, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${smallDiskMb}m`, 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
