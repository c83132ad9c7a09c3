import type { Sql } from './connect.js';
import { buildLaidAsideIndexes, readLaidAsideIndexes } from './embed/laid-aside-indexes.js';

/** An HNSW index: how much it holds and how much of what is near it finds. */
export interface VectorIndex {
  readonly index: string;
  readonly table: string;
  readonly vectors: number;
  readonly bytes: number;
  /** Share of the table's rows that are deleted or replaced and not yet vacuumed; the graph still leads through them. */
  readonly dead_share: number;
  /** Of the ten nearest by exact distance, the share that the index brings; null with too few vectors to ask. */
  readonly recall: number | null;
  /** Why it should be built anew; null when it need not. */
  readonly fault: string | null;
}

/** What the design asks of an index. */
const leastRecall = 0.98;
const mostDead = 0.2;
const neighbours = 10;

interface IndexRow {
  readonly index: string;
  readonly table: string;
  /** The indexed vector, the column that it is made of, and which rows the index holds, as SQL. */
  readonly expression: string;
  readonly column: string;
  readonly predicate: string | null;
  readonly valid: boolean;
  readonly bytes: number;
  readonly dead: number;
  readonly live: number;
}

/**
 * Holds every HNSW index of the schema against exact search.
 * @param queries stored vectors to ask with, per index
 */
export async function readVectorIndexes(sql: Sql, queries: number): Promise<VectorIndex[]> {
  const rows = await sql<IndexRow[]>`
    SELECT c.relname AS index, t.relname AS table, pg_get_indexdef(i.indexrelid, 1, false) AS expression,
      substring(pg_get_indexdef(i.indexrelid, 1, false) FROM '[a-z_]+') AS column,
      pg_get_expr(i.indpred, i.indrelid) AS predicate, i.indisvalid AS valid, pg_relation_size(i.indexrelid)::float8 AS bytes,
      COALESCE(s.n_dead_tup, 0)::float8 AS dead, COALESCE(s.n_live_tup, 0)::float8 AS live
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam AND m.amname = 'hnsw'
    JOIN pg_class t ON t.oid = i.indrelid LEFT JOIN pg_stat_user_tables s ON s.relid = t.oid
    WHERE t.relnamespace = 'public'::regnamespace AND c.relname NOT LIKE '%\\_ccnew%' ORDER BY t.relname, c.relname`;
  const found: VectorIndex[] = await forgotten(sql);
  for (const row of rows) found.push(await measured(sql, row, queries));
  return found;
}

/** What a run has laid aside and not built; while a run goes on that is its business. */
async function forgotten(sql: Sql): Promise<VectorIndex[]> {
  const [running] = await sql`SELECT FROM runs WHERE status = 'running' LIMIT 1`;
  if (running) return [];
  return (await readLaidAsideIndexes(sql)).map(({ name, table_name, since }) => ({
    index: name,
    table: table_name,
    vectors: 0,
    bytes: 0,
    dead_share: 0,
    recall: null,
    fault: `a run has laid it aside since ${since.toISOString()}`,
  }));
}

/**
 * Builds indexes anew, each beside the old one, which serves until then, and vacuums their tables: in this order, as vacuum is slow over an old
 * graph. What a cut-off build has left behind goes first; what a run has laid aside has no old one.
 */
export async function rebuildIndexes(sql: Sql, indexes: readonly VectorIndex[]): Promise<void> {
  const laidAside = new Set((await readLaidAsideIndexes(sql)).map(({ name }) => name));
  if (indexes.some(({ index }) => laidAside.has(index))) await buildLaidAsideIndexes(sql);
  for (const { index } of indexes.filter(({ index: name }) => !laidAside.has(name))) {
    await sql`DROP INDEX IF EXISTS ${sql(`${index}_ccnew`)}`;
    await sql`REINDEX INDEX CONCURRENTLY ${sql(index)}`;
  }
  for (const table of new Set(indexes.map((index) => index.table))) await sql`VACUUM (ANALYZE) ${sql(table)}`;
}

async function measured(sql: Sql, row: IndexRow, queries: number): Promise<VectorIndex> {
  const { index, table, valid, bytes, dead, live } = row;
  const vectors = await countOf(sql, row);
  const recall = valid && vectors > neighbours ? await recallOf(sql, row, queries) : null;
  const deadShare = dead + live === 0 ? 0 : dead / (dead + live);
  return { index, table, vectors, bytes, dead_share: deadShare, recall, fault: faultOf(valid, recall, deadShare) };
}

function faultOf(valid: boolean, recall: number | null, deadShare: number): string | null {
  if (!valid) return 'a build of it was cut off';
  if (recall !== null && recall < leastRecall) return `it finds ${(recall * 100).toFixed(1)} % of the nearest`;
  return deadShare > mostDead ? `${(deadShare * 100).toFixed(0)} % of its table's rows are dead` : null;
}

/**
 * The rows of the index, as a FROM clause; its parts come from Postgres itself. The column is looked at, not the expression: its cast to the
 * dimensions of this kind fails on the rows of another, and Postgres may ask it first.
 */
function rowsOf(sql: Sql, { table, column, predicate }: IndexRow) {
  return sql`${sql(table)} WHERE ${sql(column)} IS NOT NULL AND ${sql.unsafe(predicate ?? 'true')}`;
}

async function countOf(sql: Sql, row: IndexRow): Promise<number> {
  const [counted] = await sql<{ n: number }[]>`SELECT count(*)::int AS n FROM ${rowsOf(sql, row)}`;
  return counted?.n ?? 0;
}

async function recallOf(sql: Sql, row: IndexRow, queries: number): Promise<number> {
  const expression = sql.unsafe(row.expression);
  // By a hash of the id: the same from night to night, and from all over the table.
  const asked = await sql<{ vector: string }[]>`
    SELECT (${expression})::text AS vector FROM ${rowsOf(sql, row)} ORDER BY md5(id::text) LIMIT ${queries}`;
  let found = 0;
  for (const { vector } of asked) {
    const exact = await nearest(sql, row, vector, 'exact');
    const brought = await nearest(sql, row, vector, 'index');
    // By distance, not by id: of several vectors that are equally near any will do.
    const farthest = (exact.at(-1) ?? 0) + 1e-9;
    found += brought.filter((distance) => distance <= farthest).length / exact.length;
  }
  return found / asked.length;
}

/** Distances of the nearest rows, by reading all of them or by the index alone. */
async function nearest(sql: Sql, row: IndexRow, vector: string, by: 'exact' | 'index'): Promise<number[]> {
  const [type] = /vector\(\d+\)/.exec(row.expression) ?? ['vector'];
  return sql.begin(async (tx) => {
    if (by === 'exact') await tx`SELECT set_config('enable_indexscan', 'off', true)`;
    else await tx`SELECT set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true)`;
    const distance = tx`${tx.unsafe(row.expression)} <=> ${vector}::${tx.unsafe(type)}`;
    const rows = await tx<{ distance: number }[]>`
      SELECT ${distance} AS distance FROM ${rowsOf(sql, row)} ORDER BY ${distance} LIMIT ${neighbours}`;
    return rows.map((found) => found.distance);
  });
}
