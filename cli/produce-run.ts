import type { Redis } from 'ioredis';
import { takeInventory, type InventoryProgress } from '../adapters/inventory/take-inventory.js';
import type { Sql } from '../adapters/postgres/connect.js';
import { InventoryStore, type InventoryFigures } from '../adapters/postgres/inventory-store.js';
import { PostgresRunStore, type Run } from '../adapters/postgres/run-store.js';
import { noObjectStorage, type ObjectStorageSettings } from '../adapters/source/object-storage/settings.js';
import { SourceUnusable, type Source } from '../adapters/source/source.js';
import { Sources, uriOfCatalogue } from '../adapters/source/sources.js';
import { startRun } from '../flows/start-run.js';
import { phaseOrder } from '../flows/plan.js';
import { RunTracing } from '../flows/run-tracing.js';
import { extractableFormats } from '../processors/registry.js';
import type { PhaseName } from '../queues/contract/payloads.js';
import { noTracing, type Tracing } from '../queues/runtime/tracing.js';
import { UsageError } from './exit-codes.js';
import { openProducer } from './open-producer.js';

export interface RunRequest {
  /** A folder, or `s3://bucket/prefix`. */
  readonly source: string;
  /** A table that lists the files of the source; without it, the source is listed. */
  readonly catalogue?: string;
  /** How objects are reached; needed for a source in a bucket. */
  readonly storage?: ObjectStorageSettings;
  readonly sequential: boolean;
  readonly phases?: readonly PhaseName[];
  /** Gives up runs over the source that are at work. */
  readonly supersede?: boolean;
  /** Only the first so many files. */
  readonly limit?: number;
  readonly tracing?: Tracing;
  readonly onInventory?: (progress: InventoryProgress) => void;
}

export interface ProducedRun {
  readonly run: Run;
  readonly inventory: InventoryFigures;
  /** Earlier runs over the source that had not ended. */
  readonly givenUp: readonly number[];
}

/**
 * The flow producer: takes the inventory of a source and adds the run's flow.
 * @throws {UsageError} when the source cannot be read
 * @throws {SourceAtWork} when a run over it is at work, unless it is to be superseded
 */
export async function produceRun(sql: Sql, redisUrl: string, request: RunRequest): Promise<ProducedRun> {
  const sources = new Sources(sql, {
    storage: request.storage ?? noObjectStorage,
    onRefuses: (reason) => console.error(`the object storage refuses, the inventory waits: ${reason}`),
  });
  try {
    const source = await readableSource(sources, request);
    const connection = await openProducer(redisUrl);
    try {
      return await produceFrom(source, sql, connection, request);
    } finally {
      connection.disconnect();
    }
  } finally {
    sources.close();
  }
}

async function produceFrom(source: Source, sql: Sql, connection: Redis, request: RunRequest): Promise<ProducedRun> {
  const runs = new PostgresRunStore(sql);
  const phases = request.phases ?? phaseOrder;
  const { sequential, supersede = false } = request;
  const { run: created, givenUp } = await runs.create(source.uri, { sequential, phases }, supersede);
  const inventory = await takeInventory(new InventoryStore(sql), {
    source,
    sourceId: created.sourceId,
    runId: created.id,
    extractableFormats: extractableFormats().map(({ format }) => format),
    ...(request.limit === undefined ? {} : { limit: request.limit }),
    ...(request.onInventory ? { onProgress: request.onInventory } : {}),
  });
  const traced = new RunTracing(request.tracing ?? noTracing, runs, 'run');
  await startRun(connection, created.id, created.epoch, phases, traced);
  return { run: await runs.get(created.id), inventory, givenUp };
}

async function readableSource(sources: Sources, { source: uri, catalogue }: RunRequest): Promise<Source> {
  try {
    const source = sources.of(catalogue === undefined ? uri : uriOfCatalogue(catalogue, uri));
    await source.check();
    return source;
  } catch (error) {
    throw error instanceof SourceUnusable ? new UsageError(error.message) : error;
  }
}
