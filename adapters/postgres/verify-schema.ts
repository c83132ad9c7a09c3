import type { SqlOrTransaction } from './connect.js';
import {
  contractCadColumns,
  contractEnums,
  contractExtensions,
  contractForeignKeys,
  contractTables,
  contractUniqueKeys,
  contractViews,
} from './verify-contract.js';
import { checkOf, type Check } from './verify-check.js';

/** Every table with its columns and types, and the three named columns of cad_models. */
export async function checkTables(sql: SqlOrTransaction): Promise<Check[]> {
  const rows = await sql<{ table: string; column: string; type: string }[]>`
    SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped`;
  const found = new Map<string, Map<string, string>>();
  for (const { table, column, type } of rows) {
    const columns = found.get(table) ?? new Map<string, string>();
    found.set(table, columns.set(column, type));
  }
  const tables = Object.entries(contractTables).map(([table, wanted]) => {
    const columns = found.get(table);
    const misses = columns === undefined ? ['the table is missing'] : wanted.flatMap((column) => missOfColumn(column, columns));
    return checkOf(`table ${table}`, misses, `${wanted.length} columns`);
  });
  const cad = contractCadColumns.map((column) =>
    checkOf(`column cad_models.${column}`, missOfColumn(column, found.get('cad_models') ?? new Map<string, string>())),
  );
  return [...tables, ...cad];
}

/** @param wanted name and type, separated by the first blank */
function missOfColumn(wanted: string, columns: ReadonlyMap<string, string>): string[] {
  const blank = wanted.indexOf(' ');
  const [name, type] = [wanted.slice(0, blank), wanted.slice(blank + 1)];
  const found = columns.get(name);
  if (found === undefined) return [`column ${name} is missing`];
  return found === type ? [] : [`column ${name} is ${found} instead of ${type}`];
}

export async function checkEnums(sql: SqlOrTransaction): Promise<Check[]> {
  const rows = await sql<{ name: string; labels: string[] }[]>`
    SELECT t.typname AS name, array_agg(e.enumlabel::text) AS labels
    FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
    WHERE t.typnamespace = 'public'::regnamespace GROUP BY t.typname`;
  const found = new Map(rows.map(({ name, labels }) => [name, new Set(labels)]));
  return Object.entries(contractEnums).map(([name, wanted]) => {
    const labels = found.get(name);
    const misses =
      labels === undefined
        ? ['the type is missing']
        : wanted.filter((label) => !labels.has(label)).map((label) => `value ${label} is missing`);
    return checkOf(`enum ${name}`, misses, `${wanted.length} values`);
  });
}

/** A key that was added without checking the rows already there does not count. */
export async function checkForeignKeys(sql: SqlOrTransaction): Promise<Check[]> {
  const rows = await sql<{ key: string; validated: boolean }[]>`
    SELECT k.conrelid::regclass || '.' || a.attname || ' -> ' || k.confrelid::regclass AS key, k.convalidated AS validated
    FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
    WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace`;
  const found = new Map(rows.map(({ key, validated }) => [key, validated]));
  return contractForeignKeys.map((key) => {
    const validated = found.get(key);
    if (validated === undefined) return checkOf(`foreign key ${key}`, ['the constraint is missing']);
    return checkOf(`foreign key ${key}`, validated ? [] : ['the constraint is not validated']);
  });
}

export async function checkUniqueKeys(sql: SqlOrTransaction): Promise<Check[]> {
  const rows = await sql<{ key: string }[]>`
    SELECT i.indrelid::regclass || ' (' || string_agg(a.attname, ', ' ORDER BY k.place) || ')' AS key
    FROM pg_index i
    CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY k (attnum, place)
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
    WHERE i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL
    GROUP BY i.indexrelid, i.indrelid`;
  const found = new Set(rows.map(({ key }) => key));
  return contractUniqueKeys.map((key) => checkOf(`unique ${key}`, found.has(key) ? [] : ['the key is missing']));
}

export async function checkViews(sql: SqlOrTransaction): Promise<Check> {
  const rows = await sql<{ name: string }[]>`SELECT viewname AS name FROM pg_views WHERE schemaname = 'public'`;
  const found = new Set(rows.map(({ name }) => name));
  const misses = contractViews.filter((name) => !found.has(name)).map((name) => `${name} is missing`);
  return checkOf('views', misses, `${contractViews.length} views`);
}

export async function checkExtensions(sql: SqlOrTransaction): Promise<Check[]> {
  const rows = await sql<{ name: string; version: string }[]>`SELECT extname AS name, extversion AS version FROM pg_extension`;
  const found = new Map(rows.map(({ name, version }) => [name, version]));
  return Object.entries(contractExtensions).map(([name, least]) => {
    const version = found.get(name);
    if (version === undefined) return checkOf(`extension ${name}`, ['the extension is missing']);
    return checkOf(`extension ${name}`, isAtLeast(version, least) ? [] : [`version ${version} is below ${least}`], version);
  });
}

/** Compares dotted numbers part by part. */
export function isAtLeast(version: string, least: string): boolean {
  const [have, want] = [version, least].map((text) => text.split('.').map((part) => Number.parseInt(part, 10)));
  for (const [at, wanted] of (want ?? []).entries()) {
    const part = have?.[at] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
}
