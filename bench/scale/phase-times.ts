import type { Sql } from '../../adapters/postgres/connect.js';

/** Where the time of a run went, in seconds. */
export interface PhaseTimes {
  readonly inventory: number;
  readonly link: number;
  readonly queue: number;
  /** First claim to last stored result. */
  readonly extract: number;
  /** 0 where the phase was not asked for, like the next. */
  readonly index: number;
  readonly embed: number;
  readonly checkpoints: number;
}

/** By the database's clock; the inventory is what passed between the run's row and its first phase. */
export async function readPhaseTimes(sql: Sql, runId: number): Promise<PhaseTimes> {
  const [times] = await sql<PhaseTimes[]>`
    WITH work AS (SELECT min(claimed_at) AS first, max(completed_at) AS last FROM extraction_jobs WHERE run_id = ${runId} AND claimed_at IS NOT NULL),
      phase AS (SELECT phase, started_at, created_at FROM run_checkpoints WHERE run_id = ${runId}),
      later AS (SELECT COALESCE(extract(epoch FROM sum(created_at - started_at) FILTER (WHERE phase = 'index')), 0)::float8 AS index,
        COALESCE(extract(epoch FROM sum(created_at - started_at) FILTER (WHERE phase = 'embed')), 0)::float8 AS embed FROM phase)
    SELECT extract(epoch FROM link.started_at - r.created_at)::float8 AS inventory,
      extract(epoch FROM link.created_at - link.started_at)::float8 AS link,
      extract(epoch FROM w.first - whole.started_at)::float8 AS queue,
      extract(epoch FROM w.last - w.first)::float8 AS extract,
      later.index, later.embed, extract(epoch FROM r.finished_at - w.last)::float8 - later.index - later.embed AS checkpoints
    FROM runs r, work w, later, phase link, phase whole WHERE r.id = ${runId} AND link.phase = 'link' AND whole.phase = 'extract'`;
  if (!times) throw new Error(`run ${runId} has no checkpoints`);
  return times;
}

export function totalSeconds(times: PhaseTimes): number {
  const { inventory, link, queue, extract, index, embed, checkpoints } = times;
  return inventory + link + queue + extract + index + embed + checkpoints;
}
