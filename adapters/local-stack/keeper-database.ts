import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { stopWord, ThreadReady, type ThreadData } from './database-thread.js';

export interface KeeperDatabase {
  readonly port: number;
  /** Resolves with the reason when the thread has ended. */
  readonly ended: Promise<string>;
  /** Closes the database; a statement that does not end is cut off after a while, as by a kill. */
  stop(): Promise<void>;
}

/** Room for PostgreSQL's own limit (max_stack_depth) to be met before the engine's: its error spares the database. */
const stackSizeMb = 64;

const stopTimeoutMs = 15_000;

/** Starts the database thread and waits until clients may connect. */
export async function startDatabase(data: ThreadData): Promise<KeeperDatabase> {
  const worker = new Worker(new URL('./database-thread.js', import.meta.url), {
    workerData: data,
    resourceLimits: { stackSizeMb },
  });
  const ended = new Promise<string>((resolve) => {
    worker.once('error', (error: unknown) => resolve(error instanceof Error ? (error.stack ?? error.message) : String(error)));
    worker.once('exit', (code) => resolve(`exit code ${code}`));
  });
  const ready = new Promise<number>((resolve) => {
    worker.once('message', (message: unknown) => resolve(ThreadReady.parse(message).port));
  });
  const port = await Promise.race([ready, ended]);
  if (typeof port === 'string') throw new Error(`the local database did not start: ${port}`);
  return {
    port,
    ended,
    stop: async () => {
      worker.postMessage(stopWord);
      const outcome = await Promise.race([ended, sleep(stopTimeoutMs, 'timeout' as const, { ref: false })]);
      if (outcome === 'timeout') await worker.terminate();
    },
  };
}
