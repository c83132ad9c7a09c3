import { spawn } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolderSync } from '../make-folder.js';
import { findProgram } from './programs.js';
import type { StackFolder } from './stack-folder.js';

export interface RedisProgram {
  readonly path: string;
  /** Added to the program's environment. */
  readonly environment: Readonly<Record<string, string>>;
}

/** redis-server of Debian 12 and Ubuntu 22.04 and later, with the libraries that a bare system lacks. */
const debianPackages = ['redis-server', 'redis-tools', 'libjemalloc2', 'liblzf1', 'libatomic1'];
/** Optional: not every release has them as packages of their own. */
const debianExtras = ['liblua5.1-0', 'lua-bitop', 'lua-cjson'];

const installAttempts = 4;
const retryDelayMs = 5_000;

/**
 * Finds a Redis server (Redis, Valkey or Memurai) on PATH, or obtains one from apt: installed as root, unpacked below
 * the stack's folder otherwise.
 * @param note told what takes a while
 * @throws with the command that installs one on this platform
 */
export async function obtainRedis(folder: StackFolder, note: (text: string) => void): Promise<RedisProgram> {
  const found = installedRedis() ?? unpackedRedis(folder);
  if (found !== undefined) return found;
  const apt = process.platform === 'linux' ? findProgram('apt-get') : undefined;
  if (apt === undefined) throw new Error(missingRedis());
  try {
    if (process.getuid?.() === 0) await install(apt, note);
    else await unpack(apt, folder, note);
  } catch (error) {
    throw new Error(`${missingRedis()}\n(${error instanceof Error ? error.message : String(error)})`, { cause: error });
  }
  const obtained = installedRedis() ?? unpackedRedis(folder);
  if (obtained === undefined) throw new Error(missingRedis());
  return obtained;
}

/** What to tell someone whose machine has no Redis and no apt. */
export function missingRedis(platform: NodeJS.Platform = process.platform): string {
  const ways: Partial<Record<NodeJS.Platform, string>> = {
    win32:
      'install Memurai (winget install Memurai.MemuraiDeveloper) or run Redis in WSL (wsl sudo apt-get install -y redis-server)',
    darwin: 'install it with: brew install redis',
    linux: 'install it with your package manager, on Debian or Ubuntu: sudo apt-get install -y redis-server',
  };
  return `No Redis server found: ${ways[platform] ?? 'install Redis 6.2 or later'}; or set REDIS_URL to one that runs.`;
}

function installedRedis(): RedisProgram | undefined {
  const path = findProgram('redis-server', 'valkey-server', 'memurai');
  return path === undefined ? undefined : { path, environment: {} };
}

function unpackedRedis(folder: StackFolder): RedisProgram | undefined {
  const path = join(folder.redisProgram, 'usr', 'bin', 'redis-server');
  if (!existsSync(path)) return undefined;
  // Debian keeps libraries in one folder per architecture, as in usr/lib/x86_64-linux-gnu.
  const libraries = join(folder.redisProgram, 'usr', 'lib');
  const architectures = existsSync(libraries) ? readdirSync(libraries).filter((name) => name.includes('-linux-')) : [];
  return { path, environment: { LD_LIBRARY_PATH: architectures.map((name) => join(libraries, name)).join(':') } };
}

/** Tried again, because other processes of the fleet may be at it at the same time, and apt's locks refuse the second. */
async function install(apt: string, note: (text: string) => void): Promise<void> {
  note('installing redis-server with apt-get');
  for (let attempt = 1; ; attempt += 1) {
    try {
      await run(apt, ['install', '-y', '--no-install-recommends', 'redis-server']);
      return;
    } catch (error) {
      if (attempt === installAttempts) throw error;
      // A fresh image has no package lists, or old ones.
      await run(apt, ['update']).catch(() => sleep(retryDelayMs));
    }
  }
}

async function unpack(apt: string, folder: StackFolder, note: (text: string) => void): Promise<void> {
  note('downloading redis-server with apt-get');
  const downloads = `${folder.redisProgram}.download`;
  const partial = `${folder.redisProgram}.part`;
  for (const path of [downloads, partial]) {
    rmSync(path, { recursive: true, force: true });
    makeFolderSync(path);
  }
  await run(apt, ['download', ...debianPackages], downloads);
  for (const name of debianExtras) await run(apt, ['download', name], downloads).catch(() => undefined);
  for (const name of readdirSync(downloads)) await run('dpkg', ['-x', join(downloads, name), partial]);
  // A half-unpacked folder never has the final name.
  renameSync(partial, folder.redisProgram);
  rmSync(downloads, { recursive: true, force: true });
}

async function run(program: string, parameters: readonly string[], cwd?: string): Promise<void> {
  const child = spawn(program, [...(program.endsWith('apt-get') ? ['-o', 'DPkg::Lock::Timeout=120'] : []), ...parameters], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    ...(cwd === undefined ? {} : { cwd }),
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString('utf8')).slice(-2_000)));
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${program} ${parameters.join(' ')} ended with ${String(code)}: ${complaint.trim()}`));
    });
  });
}
