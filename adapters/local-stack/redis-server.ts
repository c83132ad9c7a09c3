import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { makeFolderSync } from '../make-folder.js';
import { dyingWithParent } from './programs.js';
import type { RedisProgram } from './redis-program.js';

export interface RedisServerOptions {
  readonly program: RedisProgram;
  /** Holds the append-only files. */
  readonly folder: string;
  readonly port: number;
  readonly password: string;
  /** Where it logs; as this process does by default. */
  readonly output?: 'inherit' | 'ignore';
}

export interface RedisServer {
  readonly url: string;
  readonly pid: number;
  /** Resolves with the reason when the server has ended. */
  readonly ended: Promise<string>;
  /** Saves and ends it. */
  stop(): Promise<void>;
}

const stopTimeoutMs = 15_000;

export const redisUrl = (port: number, password: string): string => `redis://:${password}@127.0.0.1:${port}`;

/**
 * Starts a Redis of our own on loopback: append-only file synced every second, nothing ever evicted, as BullMQ needs it.
 * Resolves when it has loaded its data and answers.
 */
export async function startRedis(options: RedisServerOptions): Promise<RedisServer> {
  makeFolderSync(options.folder, 0o700);
  const configuration = join(options.folder, 'redis.conf');
  writeFileSync(configuration, configurationOf(options), { mode: 0o600 });
  const [program, parameters] = dyingWithParent(options.program.path, [configuration]);
  const child = spawn(program, parameters, {
    cwd: options.folder,
    stdio: ['ignore', options.output ?? 'inherit', options.output ?? 'inherit'],
    env: { ...process.env, ...options.program.environment },
    windowsHide: true,
  });
  const ended = endOf(child);
  const url = redisUrl(options.port, options.password);
  await answering(url, ended);
  return { url, pid: child.pid ?? 0, ended, stop: () => stop(child, url, ended) };
}

/**
 * Ends a Redis that a killed keeper left behind. It is ours when it takes our password and works in our folder; the
 * process id in its pid file may long belong to something else.
 * @returns whether there was one
 */
export async function stopStrayRedis(folder: string, port: number, password: string): Promise<boolean> {
  const pidFile = join(folder, 'redis.pid');
  if (!existsSync(pidFile)) return false;
  const client = new Redis(redisUrl(port, password), { lazyConnect: true, retryStrategy: () => null, connectTimeout: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const [, workingFolder = ''] = await client.config('GET', 'dir');
    if (!isSameFolder(workingFolder, folder)) return false;
    // Read now: it removes the file when it ends.
    const pid = Number(readFileSync(pidFile, 'utf8'));
    await client.shutdown().catch(() => undefined);
    await untilGone(pid);
    return true;
  } catch {
    return false;
  } finally {
    client.disconnect();
    rmSync(pidFile, { force: true });
  }
}

function configurationOf(options: RedisServerOptions): string {
  // Redis reads backslashes in quotes as escapes; Windows takes forward slashes as well.
  const folder = options.folder.replaceAll('\\', '/').replaceAll('"', '\\"');
  return [
    'bind 127.0.0.1',
    `port ${options.port}`,
    `requirepass ${options.password}`,
    `dir "${folder}"`,
    `pidfile "${folder}/redis.pid"`,
    'daemonize no',
    'save ""',
    'appendonly yes',
    'appendfsync everysec',
    'maxmemory-policy noeviction',
    '',
  ].join('\n');
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${String(code)}`));
  });
}

/** Loading a large append-only file takes its time; only the server's end ends the waiting. */
async function answering(url: string, ended: Promise<string>): Promise<void> {
  const client = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 50 });
  client.on('error', () => undefined);
  try {
    const reason = await Promise.race([client.ping().then(() => undefined), ended]);
    if (reason !== undefined) throw new Error(`the Redis server ended at start (${reason})`);
  } finally {
    client.disconnect();
  }
}

async function stop(child: ChildProcess, url: string, ended: Promise<string>): Promise<void> {
  const client = new Redis(url, { maxRetriesPerRequest: 0, retryStrategy: () => null });
  client.on('error', () => undefined);
  // SHUTDOWN rather than a signal: Windows has no SIGTERM that a program could act on.
  await client.shutdown().catch(() => undefined);
  client.disconnect();
  const outcome = await Promise.race([ended, sleep(stopTimeoutMs, 'timeout' as const, { ref: false })]);
  if (outcome !== 'timeout') return;
  child.kill('SIGKILL');
  await ended;
}

async function untilGone(pid: number): Promise<void> {
  const deadline = performance.now() + stopTimeoutMs;
  while (performance.now() < deadline) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await sleep(50);
  }
}

function isSameFolder(one: string, other: string): boolean {
  try {
    return realpathSync(one) === realpathSync(other);
  } catch {
    return false;
  }
}
