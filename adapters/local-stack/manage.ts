import { existsSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
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
  readonly state: 'starting' | 'ready' | 'stopping';
  readonly keeperPid: number;
  /** Process ids of everyone attached. */
  readonly clients: readonly number[];
  readonly databaseUrl: string;
  readonly redisUrl: string;
}

/**
 * What the local stack is doing now; starts nothing.
 * @param options.localDir default: FLEET_LOCAL_DIR, else .local/ in the project
 * @returns null when it does not run
 */
export async function localStackStatus(options: { readonly localDir?: string } = {}): Promise<LocalStackStatus | null> {
  const folder = stackFolder(options.localDir);
  const address = readPrivateJson(folder.stackFile, KeeperAddress);
  const status = address === undefined ? undefined : await askKeeper(address);
  if (address === undefined || status?.databaseUrl === undefined || status.redisUrl === undefined) return null;
  return {
    folder: folder.root,
    state: status.state === 'candidate' ? 'starting' : status.state,
    keeperPid: address.pid,
    clients: status.clients,
    databaseUrl: status.databaseUrl,
    redisUrl: status.redisUrl,
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

/**
 * Removes all data of the local stack, and nothing else that lies in its folder, which is kept claimed meanwhile, so that
 * nobody starts on half of it.
 * @param options.localDir default: FLEET_LOCAL_DIR, else .local/ in the project
 * @returns the names removed
 * @throws LocalStackInUse while clients are attached, unless `force`
 */
export async function resetLocalStack(
  options: { readonly localDir?: string; readonly force?: boolean } = {},
): Promise<readonly string[]> {
  const folder = stackFolder(options.localDir);
  if (!existsSync(folder.root)) return [];
  await stopKeeper(folder, options.force ?? false);
  const token = randomBytes(24).toString('hex');
  const control = new KeeperControl(token);
  const self = { pid: process.pid, port: await control.listen(), token, startedAt: new Date().toISOString() };
  try {
    control.enter('stopping');
    const claim = await claimFolder(folder, self);
    if (claim === undefined) throw new LocalStackInUse((await localStackStatus(options))?.clients ?? []);
    const settings = await loadSettings(folder);
    await stopStrayRedis(folder.redis, settings.redisPort, settings.password);
    const removed = dataOf(folder).filter((path) => existsSync(path));
    for (const path of removed) rmSync(path, { recursive: true, force: true });
    claim.release();
    return removed.map((path) => basename(path));
  } finally {
    await control.close();
  }
}

/** Everything a keeper makes but an unpacked redis-server, which costs a download and holds no data. */
function dataOf(folder: StackFolder): readonly string[] {
  return [folder.postgres, folder.redis, folder.keeperLog, `${folder.keeperLog}.1`, folder.stackFile, folder.settingsFile];
}

async function stopKeeper(folder: StackFolder, force: boolean): Promise<void> {
  const address = readPrivateJson(folder.stackFile, KeeperAddress);
  const status = address === undefined ? undefined : await askKeeper(address);
  if (address === undefined || status === undefined) return;
  if (status.clients.length > 0 && !force) throw new LocalStackInUse(status.clients);
  await new KeeperConnection(address, 'stop').closed;
}
