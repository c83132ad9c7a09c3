import type { Sql } from '../../adapters/postgres/connect.js';

export interface FailureClass {
  readonly error_class: string;
  readonly files: number;
  readonly examples: readonly {
    readonly path: string;
    readonly error: string | null;
    readonly attempts: number;
    readonly file_id: number;
  }[];
}

const examplesPerClass = 5;

/** Error messages of parsers can be pages long. */
const errorCharacters = 500;

/** Dead letters of a run by class with a few of each, the most frequent class first. */
export async function readFailureClasses(sql: Sql, runId: number): Promise<FailureClass[]> {
  return sql<FailureClass[]>`
    WITH classes AS (
      SELECT coalesce(error_class, 'UNKNOWN') AS error_class, count(*)::int AS files
      FROM extraction_jobs WHERE run_id = ${runId} AND status = 'failed' GROUP BY 1
    )
    SELECT c.error_class, c.files, coalesce(e.examples, '[]') AS examples
    FROM classes c LEFT JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object('path', d.storage_key, 'error', left(d.last_error, ${errorCharacters}::int), 'attempts', d.retry_count + 1,
        'file_id', d.file_id) ORDER BY d.id) AS examples
      FROM (SELECT * FROM dead_letters WHERE run_id = ${runId} AND error_class = c.error_class ORDER BY id LIMIT ${examplesPerClass}) d
    ) e ON true
    ORDER BY c.files DESC, c.error_class`;
}

export interface SkipReason {
  readonly reason: string;
  readonly files: number;
}

/** Files of a run that were not extracted, and why: skipped jobs, junk, what the inventory could not read, and formats without a processor. */
export async function readSkipReasons(sql: Sql, runId: number): Promise<SkipReason[]> {
  return sql<SkipReason[]>`
    SELECT reason, files FROM (
      SELECT coalesce(skip_reason, 'UNKNOWN') AS reason, count(*)::int AS files
      FROM extraction_jobs WHERE run_id = ${runId} AND status = 'skipped' GROUP BY 1
      UNION ALL
      SELECT 'JUNK', (inventory ->> 'junk')::int FROM runs WHERE id = ${runId} AND inventory ? 'junk'
      UNION ALL
      SELECT 'UNREADABLE', (inventory ->> 'unreadable')::int FROM runs WHERE id = ${runId} AND inventory ? 'unreadable'
      UNION ALL
      SELECT 'NO_PROCESSOR:' || f.key, f.value::int
      FROM runs r, jsonb_each_text(r.inventory -> 'withoutProcessor') f
      WHERE r.id = ${runId} AND jsonb_typeof(r.inventory -> 'withoutProcessor') = 'object'
    ) reasons
    WHERE files > 0 ORDER BY files DESC, reason`;
}
