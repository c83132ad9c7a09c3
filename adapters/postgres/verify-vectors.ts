import type { SqlOrTransaction } from './connect.js';
import { readLaidAsideIndexes, type LaidAsideIndex } from './embed/laid-aside-indexes.js';
import { checkOf, type Check } from './verify-check.js';
import { contractHnswIndexes, hnswOperators, hnswOptions, type HnswIndex } from './verify-contract.js';

interface FoundIndex {
  readonly table: string;
  readonly name: string;
  readonly valid: boolean;
  readonly type: string;
  readonly predicate: string | null;
  readonly column: string | null;
  readonly operators: string;
  readonly options: readonly string[] | null;
}

/** Each kind of vector has an HNSW index that a query of that kind can use: right rows, right dimensions, cosine. */
export async function checkHnswIndexes(sql: SqlOrTransaction): Promise<Check[]> {
  const found = await sql<FoundIndex[]>`
    SELECT t.relname AS table, c.relname AS name, i.indisvalid AS valid, format_type(k.atttypid, k.atttypmod) AS type,
      pg_get_expr(i.indpred, i.indrelid) AS predicate, a.attname AS column, o.opcname AS operators, c.reloptions AS options
    FROM pg_index i
    JOIN pg_class c ON c.oid = i.indexrelid
    JOIN pg_class t ON t.oid = i.indrelid
    JOIN pg_am m ON m.oid = c.relam AND m.amname = 'hnsw'
    JOIN pg_attribute k ON k.attrelid = i.indexrelid AND k.attnum = 1
    JOIN pg_opclass o ON o.oid = i.indclass[0]
    LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] AND a.attnum > 0
    WHERE t.relnamespace = 'public'::regnamespace`;
  const laidAside = await laidAsideOf(sql);
  return contractHnswIndexes.map((wanted) => {
    const candidates = found.filter((index) => index.table === wanted.table && coversKind(index, wanted));
    const best = candidates.find((index) => faultsOf(index, wanted).length === 0) ?? candidates[0];
    const misses = best === undefined ? [missing(laidAside, wanted)] : faultsOf(best, wanted);
    return checkOf(`hnsw index ${wanted.table} ${wanted.kind}`, misses, best?.name);
  });
}

/** None before the migration that knows of them. */
async function laidAsideOf(sql: SqlOrTransaction): Promise<LaidAsideIndex[]> {
  const [known] = await sql`SELECT FROM pg_class WHERE oid = to_regclass('public.laid_aside_indexes')`;
  return known ? readLaidAsideIndexes(sql) : [];
}

function missing(laidAside: readonly LaidAsideIndex[], { table }: HnswIndex): string {
  const kept = laidAside.find(({ table_name }) => table_name === table);
  if (!kept) return 'the index is missing';
  return `a run has laid it aside since ${kept.since.toISOString()}: the end of its embed phase or \`fleet vectors --mend\` builds it`;
}

function coversKind(index: FoundIndex, { kind, table }: HnswIndex): boolean {
  return table === 'cad_rendered_views'
    ? index.column === kind
    : index.predicate === `(embedding_type = '${kind}'::embedding_type)`;
}

function faultsOf(index: FoundIndex, { dimensions }: HnswIndex): string[] {
  const faults: string[] = [];
  if (!index.valid) faults.push(`${index.name} is not valid (a build was cut off)`);
  if (index.type !== `vector(${dimensions})`) faults.push(`${index.name} is of ${index.type} instead of vector(${dimensions})`);
  if (index.operators !== hnswOperators) faults.push(`${index.name} uses ${index.operators} instead of ${hnswOperators}`);
  for (const option of hnswOptions) {
    if (!(index.options ?? []).includes(option)) faults.push(`${index.name} is built without ${option}`);
  }
  return faults;
}
