import type { Sql } from '../../adapters/postgres/connect.js';
import type { Fragment } from '../queries/snapshot.js';
import { sampleSize } from './known-item.js';

/**
 * Rows of the run at evenly spaced ids: the same rows each time, from all over the table, without reading it. A row that
 * is not of the run or not usable gives way to the next one that is.
 * @param table a result table with `id` and `file_id`
 * @param usable condition on alias `t`
 */
export async function sampleRows<Row extends { id: number }>(
  sql: Sql,
  runId: number,
  table: string,
  columns: Fragment,
  usable: Fragment,
): Promise<Row[]> {
  const rows = await sql<Row[]>`
    WITH bounds AS (SELECT min(id) AS low, max(id) AS high FROM ${sql(table)}),
    points AS (SELECT low + (high - low) * n / ${sampleSize - 1}::bigint AS id FROM bounds, generate_series(0, ${sampleSize - 1}::int) n)
    SELECT DISTINCT ON (picked.id) picked.* FROM points CROSS JOIN LATERAL (
      SELECT t.id, t.file_id, ${columns} FROM ${sql(table)} t JOIN files f ON f.id = t.file_id
      WHERE t.id >= points.id AND f.last_seen_run = ${runId} AND f.status = 'present' AND ${usable}
      ORDER BY t.id LIMIT 1
    ) picked ORDER BY picked.id`;
  return [...rows];
}
