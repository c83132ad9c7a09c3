import type { Sql } from '../../adapters/postgres/connect.js';
import { PostgresRunStore } from '../../adapters/postgres/run-store.js';
import { describePhases, type JobCounts, type PhaseProgress, type RecentCount } from '../phases.js';
import { readRun, type RunSummary } from './runs.js';

export interface RunProgress {
  readonly run: RunSummary;
  readonly phases: readonly PhaseProgress[];
  /** By the database's clock. */
  readonly read_at: string;
}

/** The rate is that of the last two minutes, or since the first claim when the run is younger. */
const windowS = 120;

/** Where a run stands; null when there is no such run. */
export async function readProgress(sql: Sql, runId: number): Promise<RunProgress | null> {
  const run = await readRun(sql, runId);
  if (run === null) return null;
  const jobs = await sql<JobCounts[]>`
    SELECT job_type, total::int, completed::int, failed::int, skipped::int, open::int FROM phase_progress WHERE run_id = ${runId}`;
  const recent = jobs.some(({ open }) => open > 0) ? await readRecent(sql, runId) : [];
  const checkpoints = await new PostgresRunStore(sql).checkpoints(runId);
  const [clock] = await sql<{ now: Date }[]>`SELECT now() AS now`;
  const asked = run.options['phases'];
  const phases = Array.isArray(asked) ? asked.filter((phase): phase is string => typeof phase === 'string') : null;
  return {
    run,
    phases: describePhases({ status: run.status, phases }, jobs, recent, checkpoints),
    read_at: (clock?.now ?? new Date()).toISOString(),
  };
}

async function readRecent(sql: Sql, runId: number): Promise<RecentCount[]> {
  return sql<RecentCount[]>`
    SELECT job_type,
      (count(*) FILTER (WHERE status IN ('completed', 'failed') AND reused_from IS NULL
        AND completed_at > now() - make_interval(secs => ${windowS}::int)))::int AS ended,
      least(${windowS}::int, extract(epoch FROM now() - min(claimed_at)))::float8 AS window_s
    FROM extraction_jobs WHERE run_id = ${runId} AND claimed_at IS NOT NULL GROUP BY job_type`;
}
