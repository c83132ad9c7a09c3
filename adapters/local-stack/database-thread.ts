import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { hostDatabase } from './database-host.js';

/** What the keeper gives its database thread. */
export const ThreadData = z.object({ dataDir: z.string(), port: z.number().int(), password: z.string() });
export type ThreadData = z.infer<typeof ThreadData>;

/** What the thread tells the keeper: once, when clients may come. */
export const ThreadReady = z.object({ port: z.number().int() });

/** The keeper's only word to the thread. */
export const stopWord = 'stop';

/** A file in the data folder that says its creation came to an end. */
const createdMark = 'fleet-created';

const maintenanceIntervalMs = 15_000;

/**
 * The thread of the local database. It is one because a statement keeps its thread busy from start to end, and the keeper
 * must notice meanwhile that its clients are gone. Any failure ends the thread; the keeper starts the next.
 */
async function main(port: NonNullable<typeof parentPort>): Promise<void> {
  const data = ThreadData.parse(workerData);
  const fail = (error: unknown): void => {
    process.nextTick(() => {
      throw error instanceof Error ? error : new Error(String(error));
    });
  };
  removeHalfMade(data.dataDir);
  const host = await hostDatabase({ ...data, onFailure: fail });
  writeFileSync(join(data.dataDir, createdMark), '');
  const maintenance = setInterval(() => void host.maintain().catch(fail), maintenanceIntervalMs);
  port.once('message', () => {
    clearInterval(maintenance);
    host.close().then(() => port.close(), fail);
  });
  port.postMessage({ port: host.port } satisfies z.infer<typeof ThreadReady>);
}

/** A database whose first start was cut off is no database, and holds nothing of anybody's. */
function removeHalfMade(dataDir: string): void {
  if (!existsSync(join(dataDir, createdMark))) rmSync(dataDir, { recursive: true, force: true });
}

if (parentPort !== null) await main(parentPort);
