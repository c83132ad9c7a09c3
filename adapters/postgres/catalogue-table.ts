import type { Catalogue, CatalogueRow } from '../source/catalogue/catalogue-source.js';
import { SourceUnusable } from '../source/source.js';
import type { Sql } from './connect.js';

/** Columns as catalogues call them, without case and underscores; the first that the table has is taken. */
const idColumns = ['id', 'fileid', 'cloudfileid'];
const keyColumns = ['storagekey', 'objectkey', 's3key', 'b2key', 'cloudkey', 'key', 'filepath', 'fullpath', 'path'];
const wholeNumbers = ['smallint', 'integer', 'bigint'];
const pageSize = 1000;

interface Column {
  readonly name: string;
  readonly type: string;
}

interface CatalogueColumns {
  readonly id: string;
  readonly key: string;
}

/** An existing table with a row per file, in the fleet's own database; it is read and never written. */
export class CatalogueTable implements Catalogue {
  readonly #sql: Sql;
  readonly #schema: string;
  readonly #table: string;

  /** @param name `CloudFiles` or `schema.CloudFiles`, in the table's own case */
  constructor(sql: Sql, name: string) {
    const [table = '', schema = 'public'] = name.split('.').reverse();
    this.#sql = sql;
    this.#schema = schema;
    this.#table = table;
  }

  async check(): Promise<void> {
    await this.#columns();
  }

  /** By id, so that a page costs the same at the end of a million rows as at the start. A key named twice counts once in its page. */
  async *pages(): AsyncGenerator<CatalogueRow[]> {
    const sql = this.#sql;
    const { id, key } = await this.#columns();
    const table = sql`${sql(this.#schema)}.${sql(this.#table)}`;
    for (let after: number | null = null; ;) {
      const start: ReturnType<Sql> = after === null ? sql`` : sql`AND ${sql(id)} > ${after}`;
      const rows: CatalogueRow[] = await sql<CatalogueRow[]>`
        SELECT ${sql(id)}::bigint AS "cloudFileId", ${sql(key)}::text AS "storageKey" FROM ${table}
        WHERE ${sql(key)} IS NOT NULL AND ${sql(key)} <> '' ${start} ORDER BY ${sql(id)} LIMIT ${pageSize}`;
      const last = rows.at(-1);
      if (last === undefined) return;
      yield [...new Map(rows.map((row) => [row.storageKey, row])).values()];
      after = last.cloudFileId;
    }
  }

  /** @throws {SourceUnusable} telling the columns there are */
  async #columns(): Promise<CatalogueColumns> {
    const columns = await this.#sql<Column[]>`
      SELECT column_name AS name, data_type AS type FROM information_schema.columns
      WHERE table_schema = ${this.#schema} AND table_name = ${this.#table} ORDER BY ordinal_position`;
    if (columns.length === 0) throw new SourceUnusable(`there is no table "${this.#table}" in schema ${this.#schema}`);
    const ids = columns.filter(({ type }) => wholeNumbers.includes(type));
    const id = firstNamed(ids, idColumns);
    const key = firstNamed(columns, keyColumns);
    if (id !== null && key !== null) return { id, key };
    const wanted = id === null ? `an id (${idColumns.join(', ')}; a whole number)` : `a key (${keyColumns.join(', ')})`;
    const there = columns.map(({ name, type }) => `${name} ${type}`).join(', ');
    throw new SourceUnusable(`table "${this.#table}" has no column for ${wanted}; it has ${there}`);
  }
}

function firstNamed(columns: readonly Column[], names: readonly string[]): string | null {
  const plain = new Map(columns.map(({ name }) => [name.toLowerCase().replaceAll('_', ''), name]));
  return names.map((name) => plain.get(name)).find((name) => name !== undefined) ?? null;
}
