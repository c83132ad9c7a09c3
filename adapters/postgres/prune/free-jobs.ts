import type { Fragment, Sql } from '../connect.js';

/**
 * Whether a job, `j`, of one of these runs may go without anything being told differently afterwards, but for the history of its run. It stays
 * - when facts stand on it: their content and version are known by it;
 * - when it is the last result of its file, which the next run takes over or not;
 * - when nothing newer names the same file as the original of its copy: search finds copies by it;
 * - when a job that stays has taken its result over;
 * - while its worker may still write, as one of a run that was just given up.
 */
export function isFree(sql: Sql, runIds: readonly number[]): Fragment {
  const runs = [...runIds];
  return sql`NOT (${isNeeded(sql, 'j')}) AND NOT (j.status = 'processing' AND j.heartbeat > now() - interval '1 hour')
    AND NOT EXISTS (SELECT FROM extraction_jobs k WHERE k.reused_from = j.id AND (NOT k.run_id = ANY(${runs}::bigint[]) OR ${isNeeded(sql, 'k')}))`;
}

/** The first three of the reasons. */
function isNeeded(sql: Sql, job: 'j' | 'k'): Fragment {
  const own = sql(job);
  return sql`EXISTS (SELECT FROM extracted_metadata m WHERE m.extraction_job_id = ${own}.id)
    OR EXISTS (SELECT FROM cad_models c WHERE c.extraction_job_id = ${own}.id)
    OR ${own}.status IN ('completed', 'failed') AND NOT EXISTS (
      SELECT FROM extraction_jobs n WHERE n.file_id = ${own}.file_id AND n.status IN ('completed', 'failed')
        AND (COALESCE(n.completed_at, '-infinity'), n.id) > (COALESCE(${own}.completed_at, '-infinity'), ${own}.id))
    OR ${own}.same_as_file_id IS NOT NULL AND NOT EXISTS (
      SELECT FROM extraction_jobs n WHERE n.file_id = ${own}.file_id AND n.same_as_file_id = ${own}.same_as_file_id AND n.id > ${own}.id)`;
}
