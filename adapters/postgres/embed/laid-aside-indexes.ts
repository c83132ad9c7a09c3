import postgres from 'postgres';
import type { Sql, SqlOrTransaction } from '../connect.js';
import { countStaleFiles } from './read-files.js';
import { countStaleModels } from './read-models.js';

/**
 * An HNSW index costs two and a half to four times as much row by row as when it is built in one go (`npm run bench:database`), so a run that writes
 * most of the vectors of a table lays its indexes aside first. Their definitions are kept in the transaction that drops them: whatever dies in
 * between, the last step of the phase or `fleet vectors --mend` builds them. Until then a search by vector reads all of its table: exact, and slow.
 */

/** Fewer are written in seconds. As most vectors are new, a search reads at most three times as many: of so few, no longer than by an index. */
const leastToWrite = 1_000;

/** To build takes as long as to insert a third of the vectors row by row. */
const leastShareToWrite = 1 / 3;

/** A search that goes on for longer keeps its indexes: the lock of whoever waits holds up all others. */
const longestLockWait = '10s';

/** kB. Windows allows no more; with what an operator has set above it the larger counts. */
const mostMemoryKb = 2_000_000;

const outOfSharedMemory = '53100';
const lockNotAvailable = '55P03';

export interface LaidAsideIndex {
  readonly name: string;
  readonly table_name: string;
  readonly since: Date;
}

interface Work {
  readonly runId: number;
  /** Of the vectors to be written: rows with another are stale. */
  readonly recipe: string;
}

/** Drops the vector indexes of the tables whose vectors the run is about to write for the most part. Repeatable. */
export async function layAsideIndexes(sql: Sql, { runId, recipe }: Work, least = leastToWrite): Promise<void> {
  const [stored] = await sql<{ files: number; models: number }[]>`
    SELECT (SELECT count(*)::int FROM file_embeddings WHERE embedding_type = 'text') AS files,
      (SELECT count(*)::int FROM cad_shape_signatures) AS models`;
  const pays = (toWrite: number, all = 0): boolean => toWrite >= least && toWrite >= leastShareToWrite * (all + toWrite);
  if (pays(await countStaleFiles(sql, runId, recipe), stored?.files)) await layAside(sql, ['file_embeddings']);
  if (pays(await countStaleModels(sql, runId, recipe), stored?.models))
    await layAside(sql, ['cad_model_embeddings', 'cad_rendered_views']);
}

/** Drops all vector indexes of the tables; leaves them when somebody has been searching by them for so long that others would wait. */
export async function layAside(sql: Sql, tables: readonly string[]): Promise<void> {
  try {
    await sql.begin(async (tx) => {
      await tx`SELECT set_config('lock_timeout', ${longestLockWait}, true)`;
      const kept = await tx<{ name: string }[]>`
        INSERT INTO laid_aside_indexes (name, table_name, definition)
        SELECT indexname, tablename, indexdef FROM pg_indexes
        WHERE schemaname = 'public' AND tablename = ANY(${[...tables]}::text[]) AND indexdef LIKE '% USING hnsw %'
        ON CONFLICT (name) DO UPDATE SET definition = EXCLUDED.definition, since = now()
        RETURNING name`;
      for (const { name } of kept) await tx`DROP INDEX ${tx(name)}`;
    });
  } catch (error) {
    if (!isError(error, lockNotAvailable)) throw error;
  }
}

export async function readLaidAsideIndexes(sql: SqlOrTransaction): Promise<LaidAsideIndex[]> {
  return sql<LaidAsideIndex[]>`SELECT name, table_name, since FROM laid_aside_indexes ORDER BY table_name, name`;
}

/** Builds what was laid aside, one index after the other. Repeatable; of two that build at once the second waits and finds it done. */
export async function buildLaidAsideIndexes(sql: Sql): Promise<void> {
  for (const { name } of await readLaidAsideIndexes(sql)) {
    try {
      await build(sql, name, true);
    } catch (error) {
      // Parallel workers share the graph in /dev/shm, of which a container may have next to nothing.
      if (!isError(error, outOfSharedMemory)) throw error;
      await build(sql, name, false);
    }
  }
}

async function build(sql: Sql, name: string, inParallel: boolean): Promise<void> {
  await sql.begin(async (tx) => {
    const [kept] = await tx<{ definition: string; is_there: boolean }[]>`
      SELECT definition, to_regclass('public.' || quote_ident(name)) IS NOT NULL AS is_there
      FROM laid_aside_indexes WHERE name = ${name} FOR UPDATE`;
    if (!kept) return;
    // A graph that does not fit into this memory goes on row by row.
    await tx`
      SELECT set_config('maintenance_work_mem', greatest(own.kb, least(buffers.kb, ${mostMemoryKb}::int))::text || 'kB', true)
      FROM (SELECT setting::int AS kb FROM pg_settings WHERE name = 'maintenance_work_mem') own,
        (SELECT setting::int * 8 AS kb FROM pg_settings WHERE name = 'shared_buffers') buffers`;
    if (!inParallel) await tx`SELECT set_config('max_parallel_maintenance_workers', '0', true)`;
    if (!kept.is_there) await tx.unsafe(kept.definition);
    await tx`DELETE FROM laid_aside_indexes WHERE name = ${name}`;
  });
}

function isError(error: unknown, code: string): boolean {
  return error instanceof postgres.PostgresError && error.code === code;
}
