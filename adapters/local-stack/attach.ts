import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { compiledEntry } from '../package-root.js';
import { KeeperAddress, writeLine } from './control-protocol.js';
import { isAlive, KeeperConnection } from './keeper-connection.js';
import { readPrivateJson } from './private-file.js';
import { makeStackFolder, stackFolder, type StackFolder } from './stack-folder.js';

export interface LocalStack {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  /**
   * Lets the stack go. Resolves when the keeper has ended if this was its last client, else at once. A process that ends
   * without it has the same effect.
   */
  release(): Promise<void>;
}

export interface AttachOptions {
  /** Default: FLEET_LOCAL_DIR, else .local/ in the project. */
  readonly folder?: string;
  /** Told what takes a while: installing Redis, starting the keeper. */
  readonly onNote?: (text: string) => void;
  /**
   * The keeper ended without being asked and could not be replaced at the same addresses. Without this, the addresses
   * just stop answering.
   */
  readonly onLost?: (error: Error) => void;
}

const startTimeoutMs = 120_000;
const maxLogBytes = 5 * 1024 * 1024;
const exitTimeoutMs = 2_000;

/**
 * The local Postgres and Redis of this project, started when nobody else has. They stay as long as any process is
 * attached. A keeper that is killed is started again by those who are attached, at the same addresses.
 * @throws when Redis is missing and cannot be obtained, or the keeper does not start
 */
export async function attachLocalStack(options: AttachOptions = {}): Promise<LocalStack> {
  const folder = stackFolder(options.folder);
  const note = options.onNote ?? (() => undefined);
  makeStackFolder(folder);
  let attached = await attach(folder, note);
  const { databaseUrl, redisUrl } = attached;
  let released = false;

  const watch = async (): Promise<void> => {
    for (;;) {
      await attached.connection.closed;
      if (released) return;
      const next = await attach(folder, note);
      if (next.databaseUrl !== databaseUrl || next.redisUrl !== redisUrl) {
        next.connection.destroy();
        throw new Error('the local stack was restarted at other addresses');
      }
      attached = next;
    }
  };
  const watched = watch().catch((error: unknown) => {
    if (!released) options.onLost?.(error instanceof Error ? error : new Error(String(error)));
  });

  return {
    databaseUrl,
    redisUrl,
    release: async () => {
      if (released) return;
      released = true;
      await leave(attached);
      await watched;
    },
  };
}

interface Attached {
  readonly keeperPid: number;
  readonly connection: KeeperConnection;
  readonly databaseUrl: string;
  readonly redisUrl: string;
}

async function attach(folder: StackFolder, note: (text: string) => void): Promise<Attached> {
  const deadline = performance.now() + startTimeoutMs;
  let starting: Promise<void> | undefined;
  while (performance.now() < deadline) {
    const address = readPrivateJson(folder.stackFile, KeeperAddress);
    const attached = address === undefined ? undefined : await attachTo(address, note);
    if (attached !== undefined) return attached;
    // A superfluous keeper ends at once; then it is worth looking, and starting one, again.
    starting ??= startKeeper(folder).finally(() => (starting = undefined));
    starting.catch(() => undefined);
    await Promise.race([starting, sleep(100)]);
  }
  throw new Error(`the local stack did not start; see ${folder.keeperLog}\n${tailOf(folder.keeperLog)}`);
}

/** Undefined when there is no keeper at this address, or it ended meanwhile. */
async function attachTo(address: KeeperAddress, note: (text: string) => void): Promise<Attached | undefined> {
  const connection = new KeeperConnection(address, 'attach');
  for (;;) {
    // Installing a package may take minutes, replaying a log too; the keeper's end ends the waiting.
    const message = await connection.next();
    if (message === 'closed' || message === 'timeout') return undefined;
    if (message.type === 'failed') {
      connection.destroy();
      throw new Error(message.reason);
    }
    if (message.type === 'state' && message.note !== undefined) note(message.note);
    if (message.type !== 'ready') continue;
    // An attached process may end whenever it likes.
    connection.socket.unref();
    return { keeperPid: address.pid, connection, databaseUrl: message.databaseUrl, redisUrl: message.redisUrl };
  }
}

/** Resolves when the process has ended, which it does soon when there is another keeper. */
async function startKeeper(folder: StackFolder): Promise<void> {
  const entry = compiledEntry('adapters', 'local-stack', 'keeper.js');
  if (!existsSync(entry)) throw new Error(`${entry} is missing; run: npm run build`);
  if (existsSync(folder.keeperLog) && statSync(folder.keeperLog).size > maxLogBytes) {
    renameSync(folder.keeperLog, `${folder.keeperLog}.1`);
  }
  const log = openSync(folder.keeperLog, 'a', 0o600);
  // Flags of this process (inspector, loaders) are not the keeper's.
  const env = { ...process.env, NODE_OPTIONS: '' };
  const keeper = spawn(process.execPath, [entry, folder.root], {
    cwd: folder.root,
    detached: true,
    stdio: ['ignore', log, log],
    env,
    windowsHide: true,
  });
  closeSync(log);
  keeper.unref();
  await new Promise<void>((resolve, reject) => {
    keeper.once('error', reject);
    keeper.once('exit', (code) => {
      if (code === null || code === 0) resolve();
      else reject(new Error(`the local stack did not start; see ${folder.keeperLog}\n${tailOf(folder.keeperLog)}`));
    });
  });
}

async function leave({ connection, keeperPid }: Attached): Promise<void> {
  connection.socket.ref();
  writeLine(connection.socket, { release: true });
  for (;;) {
    const message = await connection.next();
    if (message === 'closed') break;
    if (message === 'timeout' || message.type !== 'kept') continue;
    connection.destroy();
    return;
  }
  // The system closes a process's sockets shortly before it is gone.
  const deadline = performance.now() + exitTimeoutMs;
  while (isAlive(keeperPid) && performance.now() < deadline) await sleep(20);
}

function tailOf(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(-10).join('\n') : '';
}
