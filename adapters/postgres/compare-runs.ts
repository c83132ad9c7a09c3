import type { Sql } from './connect.js';

export interface FieldChange {
  readonly field: string;
  /** Files in which the second run found what the first did not, and the other way round. */
  readonly gained: number;
  readonly lost: number;
  readonly changed: number;
  readonly examples: readonly { readonly file: string; readonly before: string | null; readonly after: string | null }[];
}

export interface StateChange {
  readonly before: string;
  readonly after: string;
  readonly files: number;
  readonly example: string;
}

export interface RunComparison {
  readonly before: number;
  readonly after: number;
  /** Files that both runs completed and whose fields both runs kept. */
  readonly compared: number;
  /** Files that both runs completed, but of which one was extracted before fields were kept. */
  readonly incomparable: number;
  readonly states: readonly StateChange[];
  readonly fields: readonly FieldChange[];
}

const examplesPerField = 3;

/** Two runs by what they found, file by file: which states and which fields differ. The order of the arguments is that of time. */
export async function compareRuns(sql: Sql, before: number, after: number): Promise<RunComparison> {
  const [counts] = await sql<{ compared: number; incomparable: number }[]>`
    SELECT count(*) FILTER (WHERE a.fields IS NOT NULL AND b.fields IS NOT NULL)::int AS compared,
      count(*) FILTER (WHERE a.fields IS NULL OR b.fields IS NULL)::int AS incomparable
    FROM extraction_jobs a JOIN extraction_jobs b ON b.file_id = a.file_id AND b.job_type = a.job_type AND b.run_id = ${after}
    WHERE a.run_id = ${before} AND a.status = 'completed' AND b.status = 'completed'`;
  return {
    before,
    after,
    compared: counts?.compared ?? 0,
    incomparable: counts?.incomparable ?? 0,
    states: await readStateChanges(sql, before, after),
    fields: await readFieldChanges(sql, before, after),
  };
}

async function readStateChanges(sql: Sql, before: number, after: number): Promise<StateChange[]> {
  return sql<StateChange[]>`
    WITH one AS (SELECT file_id, job_type, concat_ws(' ', status::text, error_class, skip_reason) AS state FROM extraction_jobs WHERE run_id = ${before}),
      two AS (SELECT file_id, job_type, concat_ws(' ', status::text, error_class, skip_reason) AS state FROM extraction_jobs WHERE run_id = ${after})
    SELECT COALESCE(one.state, 'absent') AS before, COALESCE(two.state, 'absent') AS after, count(*)::int AS files,
      min(f.storage_key) AS example
    FROM one FULL JOIN two USING (file_id, job_type) JOIN files f ON f.id = file_id
    WHERE one.state IS DISTINCT FROM two.state GROUP BY 1, 2 ORDER BY files DESC, 1, 2`;
}

async function readFieldChanges(sql: Sql, before: number, after: number): Promise<FieldChange[]> {
  return sql<FieldChange[]>`
    WITH pairs AS (
      SELECT a.file_id, a.fields AS one, b.fields AS two
      FROM extraction_jobs a JOIN extraction_jobs b ON b.file_id = a.file_id AND b.job_type = a.job_type AND b.run_id = ${after}
      WHERE a.run_id = ${before} AND a.status = 'completed' AND b.status = 'completed' AND a.fields <> b.fields),
    changes AS (
      SELECT p.file_id, k.field, p.one ->> k.field AS before, p.two ->> k.field AS after,
        row_number() OVER (PARTITION BY k.field ORDER BY p.file_id) AS place
      FROM pairs p, LATERAL (SELECT jsonb_object_keys(p.one || p.two) AS field) k
      WHERE p.one -> k.field IS DISTINCT FROM p.two -> k.field)
    SELECT c.field, count(*) FILTER (WHERE c.before IS NULL)::int AS gained, count(*) FILTER (WHERE c.after IS NULL)::int AS lost,
      count(*) FILTER (WHERE c.before IS NOT NULL AND c.after IS NOT NULL)::int AS changed,
      jsonb_agg(jsonb_build_object('file', f.storage_key, 'before', c.before, 'after', c.after) ORDER BY c.place)
        FILTER (WHERE c.place <= ${examplesPerField}) AS examples
    FROM changes c JOIN files f ON f.id = c.file_id GROUP BY c.field ORDER BY count(*) DESC, c.field`;
}
