import { finishedKey } from '../../../flows/alerts/conditions.js';
import type { SeenKind, SeenRun, SeenSwitch, SeenWorker } from '../../../flows/alerts/observation.js';
import type { Sql } from '../connect.js';

/** What alerts need to know that is in Postgres, but for {@link readKinds}. */
export interface FleetRows {
  readonly database: { readonly connections: number; readonly limit: number };
  readonly workers: readonly SeenWorker[];
  readonly runs: readonly Omit<SeenRun, 'isFlowAlive' | 'kinds'>[];
  readonly limitedFiles: number;
  readonly creoSwitches: readonly SeenSwitch[];
  /** Queues that a worker with a fresh heartbeat serves. */
  readonly servedQueues: ReadonlySet<string>;
}

/** What ended before this is no news; a watch that starts does not report it. */
const newsHours = 1;
const freshHeartbeatS = 60;
/** A worker that was lost so long ago is nobody's surprise. */
const lostForHours = 24;

/** The statements of a look; each touches few rows, however many files there are. */
export const fleetReadings = {
  database: readConnections,
  workers: readWorkers,
  runs: readRuns,
  limitedFiles: readLimited,
  creoSwitches: readSwitches,
  servedQueues: readServedQueues,
} satisfies { [Part in keyof FleetRows]: (sql: Sql) => Promise<FleetRows[Part]> };

export async function readFleet(sql: Sql): Promise<FleetRows> {
  return {
    database: await fleetReadings.database(sql),
    workers: await fleetReadings.workers(sql),
    runs: await fleetReadings.runs(sql),
    limitedFiles: await fleetReadings.limitedFiles(sql),
    creoSwitches: await fleetReadings.creoSwitches(sql),
    servedQueues: await fleetReadings.servedQueues(sql),
  };
}

/** What became of the files of a run so far, by kind. Reads all of its jobs: a second and more for a million. */
export async function readKinds(sql: Sql, runId: number): Promise<SeenKind[]> {
  return sql<SeenKind[]>`
    SELECT job_type AS "jobType", open::int, completed::int, failed::int FROM phase_progress WHERE run_id = ${runId} ORDER BY job_type`;
}

async function readConnections(sql: Sql): Promise<FleetRows['database']> {
  const [row] = await sql<{ connections: number; limit: number }[]>`
    SELECT (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend') AS connections,
      current_setting('max_connections')::int AS limit`;
  return row ?? { connections: 0, limit: 0 };
}

/** A worker's id is host:role:pid; the same host and role with a later start has taken its place. */
async function readWorkers(sql: Sql): Promise<SeenWorker[]> {
  return sql<SeenWorker[]>`
    SELECT w.worker_id AS "workerId", w.state, extract(epoch FROM now() - w.heartbeat)::float8 AS "heartbeatAgeS",
      w.disk_used_percent::float8 AS "diskUsedPercent", w.held_by AS "heldBy",
      COALESCE(extract(epoch FROM now() - w.held_since), 0)::float8 AS "heldForS",
      EXISTS (SELECT 1 FROM worker_registry y WHERE regexp_replace(y.worker_id, ':[^:]*$', '') = regexp_replace(w.worker_id, ':[^:]*$', '')
        AND y.started_at > w.started_at) AS "isReplaced"
    FROM worker_registry w WHERE w.state <> 'stopped' AND w.heartbeat > now() - make_interval(hours => ${lostForHours}::int)
    ORDER BY w.worker_id`;
}

/** Runs that have not ended, and those whose end nobody knows of yet. */
async function readRuns(sql: Sql): Promise<FleetRows['runs']> {
  return sql<FleetRows['runs'][number][]>`
    SELECT r.id AS "runId", r.status, r.epoch, COALESCE((r.inventory ->> 'inputs')::int, 0) AS inputs,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('phase', c.phase, 'misses', c.misses) ORDER BY c.id) FROM run_checkpoints c
        WHERE c.run_id = r.id AND r.status = 'held' AND NOT c.passed AND c.accepted_reason IS NULL AND c.figures <> '{}'), '[]') AS "heldBy"
    FROM runs r
    WHERE r.status IN ('running', 'held') OR (r.status = 'completed' AND r.finished_at > now() - make_interval(hours => ${newsHours}::int)
      AND NOT EXISTS (SELECT 1 FROM fleet_alerts a WHERE a.alert_key = ${finishedKey}::text || r.id || ':' || r.epoch))
    ORDER BY r.id`;
}

async function readLimited(sql: Sql): Promise<number> {
  const [row] = await sql<{ files: number }[]>`
    SELECT count(*)::int AS files FROM extraction_jobs j
    WHERE j.status = 'pending' AND j.error_class = 'RATE_LIMITED' AND j.run_id IN (SELECT id FROM runs WHERE status = 'running')`;
  return row?.files ?? 0;
}

async function readSwitches(sql: Sql): Promise<SeenSwitch[]> {
  return sql<SeenSwitch[]>`
    SELECT id, url, to_state AS "toState", reason FROM creo_switches
    WHERE switched_at > now() - make_interval(hours => ${newsHours}::int) ORDER BY id`;
}

async function readServedQueues(sql: Sql): Promise<ReadonlySet<string>> {
  const rows = await sql<{ queue: string }[]>`
    SELECT DISTINCT unnest(queues) AS queue FROM worker_registry
    WHERE state = 'running' AND heartbeat > now() - make_interval(secs => ${freshHeartbeatS}::int)`;
  return new Set(rows.map(({ queue }) => queue));
}
