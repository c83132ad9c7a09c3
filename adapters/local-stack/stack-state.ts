import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { KeeperAddress } from './control-protocol.js';
import { claimFolder } from './keeper-claim.js';
import { askKeeper, KeeperConnection } from './keeper-connection.js';
import { KeeperControl } from './keeper-control.js';
import { readPrivateJson } from './private-file.js';
import { stopStrayRedis } from './redis-server.js';
import { loadSettings } from './stack-settings.js';
import { stackFolder, type StackFolder } from './stack-folder.js';

export interface LocalStackStatus {
  readonly folder: string;
  readonly state: 'stopped' | 'starting' | 'ready' | 'stopping';
  readonly keeperPid?: number;
  /** Process ids of everyone attached. */
  readonly clients: readonly number[];
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
  /** Whether a start would find data of an earlier one. */
  readonly hasData: boolean;
}

/** What the local stack is doing now; starts nothing. */
export async function localStackStatus(root?: string): Promise<LocalStackStatus> {
  const folder = stackFolder(root);
  const hasData = existsSync(folder.postgres) || existsSync(folder.redis);
  const address = readPrivateJson(folder.stackFile, KeeperAddress);
  const status = address === undefined ? undefined : await askKeeper(address);
  if (address === undefined || status === undefined) return { folder: folder.root, state: 'stopped', clients: [], hasData };
  return {
    folder: folder.root,
    state: status.state === 'candidate' ? 'starting' : status.state,
    keeperPid: address.pid,
    clients: status.clients,
    ...(status.databaseUrl === undefined ? {} : { databaseUrl: status.databaseUrl }),
    ...(status.redisUrl === undefined ? {} : { redisUrl: status.redisUrl }),
    hasData,
  };
}

/** Somebody works with the data that was to be removed. */
export class LocalStackInUse extends Error {
  override readonly name = 'LocalStackInUse';
  readonly clients: readonly number[];

  constructor(clients: readonly number[]) {
    super(`the local stack is used by process ${clients.join(', ')}; stop it first, or force the reset`);
    this.clients = clients;
  }
}

/** Names in the folder that a reset keeps: they cost a download and hold no data. */
const kept = ['redis-program'];

/**
 * Removes all data of the local stack, and keeps the folder claimed meanwhile, so that nobody starts on half of it.
 * @returns the names removed
 * @throws LocalStackInUse while clients are attached, unless `force`
 */
export async function resetLocalStack(
  options: { readonly folder?: string; readonly force?: boolean } = {},
): Promise<readonly string[]> {
  const folder = stackFolder(options.folder);
  if (!existsSync(folder.root)) return [];
  await stopKeeper(folder, options.force ?? false);
  const token = randomBytes(24).toString('hex');
  const control = new KeeperControl(token);
  const self = { pid: process.pid, port: await control.listen(), token, startedAt: new Date().toISOString() };
  try {
    control.enter('stopping');
    const claim = await claimFolder(folder, self);
    if (claim === undefined) throw new LocalStackInUse((await localStackStatus(folder.root)).clients);
    const settings = await loadSettings(folder);
    await stopStrayRedis(folder.redis, settings.redisPort, settings.password);
    const removed = readdirSync(folder.root).filter((name) => !kept.includes(name) && !name.endsWith('.claim'));
    for (const name of removed) rmSync(join(folder.root, name), { recursive: true, force: true });
    claim.release();
    return removed.filter((name) => name !== basename(folder.settingsFile)).sort();
  } finally {
    await control.close();
  }
}

async function stopKeeper(folder: StackFolder, force: boolean): Promise<void> {
  const address = readPrivateJson(folder.stackFile, KeeperAddress);
  const status = address === undefined ? undefined : await askKeeper(address);
  if (address === undefined || status === undefined) return;
  if (status.clients.length > 0 && !force) throw new LocalStackInUse(status.clients);
  await new KeeperConnection(address, 'stop').closed;
}
