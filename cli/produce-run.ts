import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { takeInventory, type InventoryProgress } from '../adapters/inventory/take-inventory.js';
import type { Sql } from '../adapters/postgres/connect.js';
import { InventoryStore, type InventoryFigures } from '../adapters/postgres/inventory-store.js';
import { PostgresRunStore, type Run } from '../adapters/postgres/run-store.js';
import { startRun } from '../flows/start-run.js';
import { phaseOrder } from '../flows/plan.js';
import { extractableFormats } from '../processors/registry.js';
import type { PhaseName } from '../queues/contract/payloads.js';
import { producerConnection } from '../queues/runtime/connection.js';
import { UsageError } from './exit-codes.js';

export interface RunRequest {
  readonly source: string;
  readonly sequential: boolean;
  readonly phases?: readonly PhaseName[];
  /** Only the first so many files. */
  readonly limit?: number;
  readonly onInventory?: (progress: InventoryProgress) => void;
}

export interface ProducedRun {
  readonly run: Run;
  readonly inventory: InventoryFigures;
}

/** The flow producer: takes the inventory of a folder and adds the run's flow. */
export async function produceRun(sql: Sql, redisUrl: string, request: RunRequest): Promise<ProducedRun> {
  const root = folderOf(request.source);
  const runs = new PostgresRunStore(sql);
  const phases = request.phases ?? phaseOrder;
  const created = await runs.create(root, { sequential: request.sequential, phases });
  const inventory = await takeInventory(new InventoryStore(sql), {
    root,
    sourceId: created.sourceId,
    runId: created.id,
    extractableFormats: extractableFormats().map(({ format }) => format),
    ...(request.limit === undefined ? {} : { limit: request.limit }),
    ...(request.onInventory ? { onProgress: request.onInventory } : {}),
  });
  const connection = producerConnection(redisUrl);
  try {
    await startRun(connection, created.id, created.epoch, phases);
  } finally {
    connection.disconnect();
  }
  return { run: await runs.get(created.id), inventory };
}

/** @throws {UsageError} when the source is not a readable folder */
function folderOf(source: string): string {
  const root = resolve(source);
  if (!existsSync(root)) throw new UsageError(`there is no folder ${root}`);
  if (!statSync(root).isDirectory()) throw new UsageError(`${root} is a file; give a folder (single files: fleet extract FILE)`);
  return root;
}
