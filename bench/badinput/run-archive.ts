import { setTimeout as pause } from 'node:timers/promises';
import { takeInventory } from '../../adapters/inventory/take-inventory.js';
import type { Sql } from '../../adapters/postgres/connect.js';
import { InventoryStore } from '../../adapters/postgres/inventory-store.js';
import { FolderSource } from '../../adapters/source/folder-source.js';
import { PostgresRunStore } from '../../adapters/postgres/run-store.js';
import { startRun } from '../../flows/start-run.js';
import { extractableFormats } from '../../processors/registry.js';
import { producerConnection } from '../../queues/runtime/connection.js';
import { WatchedWorker, type WorkerPlace } from './watched-worker.js';

export interface ArchiveRun extends WorkerPlace {
  readonly sql: Sql;
  readonly archive: string;
  /** Storage keys that are put beside what the archive holds. */
  readonly tricks: readonly string[];
}

/** How one file of the run ended. */
export interface Outcome {
  readonly storageKey: string;
  readonly isTrick: boolean;
  /** `completed`, `failed`, `skipped`, or what it still is though the run has ended. */
  readonly status: string;
  readonly errorClass: string | null;
  readonly error: string | null;
}

/** Takes the archive and the tricks through inventory and extraction with one worker process, and tells how every file ended. */
export async function runArchive(run: ArchiveRun): Promise<{ outcomes: Outcome[]; workerDeaths: number }> {
  const { sql } = run;
  const runs = new PostgresRunStore(sql);
  const { run: created } = await runs.create(run.archive, { sequential: false, phases: ['extract'] });
  await takeInventory(new InventoryStore(sql), {
    source: new FolderSource(run.archive),
    sourceId: created.sourceId,
    runId: created.id,
    extractableFormats: extractableFormats().map(({ format }) => format),
  });
  await sql`
    INSERT INTO files (source_id, last_seen_run, storage_key, normalized_path, name, extension, detected_format, size, content_hash)
    SELECT ${created.sourceId}, ${created.id}, key, key, key, 'dxf', 'dxf', 1000, md5(key) FROM unnest(${[...run.tricks]}::text[]) AS key`;
  const worker = new WatchedWorker(run);
  try {
    await worker.started();
    const connection = producerConnection(run.redisUrl);
    await startRun(connection, created.id, created.epoch, ['extract']);
    connection.disconnect();
    await ended(sql, created.id);
  } finally {
    await worker.stop();
  }
  const outcomes = await sql<Outcome[]>`
    SELECT f.storage_key AS "storageKey", f.storage_key = ANY(${[...run.tricks]}::text[]) AS "isTrick",
      COALESCE(j.status::text, 'skipped') AS status, j.error_class AS "errorClass", j.last_error AS error
    FROM files f LEFT JOIN extraction_jobs j ON j.file_id = f.id AND j.run_id = ${created.id}
    WHERE f.source_id = ${created.sourceId} ORDER BY f.id`;
  return { outcomes: [...outcomes], workerDeaths: worker.deaths };
}

/** A run of spoiled files is held by its checkpoints; it has ended when nothing is open any more. */
async function ended(sql: Sql, runId: number): Promise<void> {
  for (;;) {
    await pause(500);
    const [row] = await sql<{ status: string; open: number }[]>`
      SELECT status, (SELECT count(*)::int FROM extraction_jobs WHERE run_id = r.id AND status IN ('pending', 'processing')) AS open
      FROM runs r WHERE id = ${runId}`;
    if (row && row.open === 0 && (row.status === 'held' || row.status === 'completed')) return;
  }
}
