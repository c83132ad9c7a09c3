import type { CheckpointRecord, RunOptions, RunStore, UnfinishedRun } from '../../flows/ports.js';
import type { RunTraceStore } from '../../flows/run-tracing.js';
import type { JobType } from '../../queues/contract/formats.js';
import type { PhaseName } from '../../queues/contract/payloads.js';
import type { Sql } from './connect.js';
import { jsonText } from './json.js';
import { isAtWork, notFinished } from './open-phase.js';
import { readUnfinished, requeueAbandoned } from './unfinished-runs.js';

export interface Run {
  readonly id: number;
  readonly sourceId: number;
  readonly sourceUri: string;
  readonly status: 'inventory' | 'running' | 'held' | 'completed' | 'cancelled';
  readonly epoch: number;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

/** Another run over the same source is at work. */
export class SourceAtWork extends Error {
  override readonly name = 'SourceAtWork';

  readonly runId: number;
  readonly status: Run['status'];

  constructor({ id, status, createdAt }: Pick<Run, 'id' | 'status' | 'createdAt'>, sourceUri: string) {
    super(
      `run ${id} over ${sourceUri}, of ${createdAt.toISOString()}, is ${status === 'inventory' ? 'taking its inventory' : 'at work'}`,
    );
    this.runId = id;
    this.status = status;
  }
}

/** Files whose times tell how long the next ones will take. */
const filesOfPace = 200;

/** Runs, their phases and checkpoints. */
export class PostgresRunStore implements RunStore, RunTraceStore {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /**
   * Creates a run that has the files of its source to itself: of two at once the later would take them from the earlier. The source is made
   * when it is new. Held runs over it are given up, and with `supersede` those at work: what is in Redis of an earlier epoch does nothing.
   * @throws {SourceAtWork}
   */
  async create(sourceUri: string, options: RunOptions, supersede = false): Promise<{ run: Run; givenUp: number[] }> {
    await this.#sql`INSERT INTO sources (uri) VALUES (${sourceUri}) ON CONFLICT (uri) DO NOTHING`;
    const { id, givenUp } = await this.#sql.begin(async (sql) => {
      // Whoever starts a run over this source at the same time waits here.
      const [source] = await sql<{ id: number }[]>`SELECT id FROM sources WHERE uri = ${sourceUri} FOR UPDATE`;
      const others = await sql<Pick<Run, 'id' | 'status' | 'createdAt'>[]>`
        SELECT id, status, created_at AS "createdAt" FROM runs
        WHERE source_id = ${source?.id ?? 0} AND status IN ('inventory', 'running', 'held') ORDER BY id FOR UPDATE`;
      const atWork = others.findLast(({ status }) => status !== 'held');
      if (atWork && !supersede) throw new SourceAtWork(atWork, sourceUri);
      const givenUp = others.map((run) => run.id);
      await sql`
        UPDATE runs SET status = 'cancelled', epoch = epoch + 1, finished_at = now() WHERE id = ANY(${givenUp}::bigint[])`;
      const [created] = await sql<{ id: number }[]>`
        INSERT INTO runs (source_id, options) VALUES (${source?.id ?? 0}, ${jsonText(options)}::text::jsonb) RETURNING id`;
      return { id: created?.id ?? 0, givenUp };
    });
    return { run: await this.get(id), givenUp };
  }

  /** @throws {Error} when there is no such run */
  async get(runId: number): Promise<Run> {
    const [run] = await this.#sql<Run[]>`
      SELECT r.id, r.source_id AS "sourceId", s.uri AS "sourceUri", r.status, r.epoch, r.created_at AS "createdAt", r.finished_at AS "finishedAt"
      FROM runs r JOIN sources s ON s.id = r.source_id WHERE r.id = ${runId}`;
    if (!run) throw new Error(`there is no run ${runId}`);
    return run;
  }

  async exists(runId: number): Promise<boolean> {
    const rows = await this.#sql`SELECT 1 FROM runs WHERE id = ${runId}`;
    return rows.length > 0;
  }

  /** When its jobs were removed, if they were. */
  async prunedAt(runId: number): Promise<Date | null> {
    const [row] = await this.#sql<{ at: Date | null }[]>`SELECT pruned_at AS at FROM runs WHERE id = ${runId}`;
    return row?.at ?? null;
  }

  /** The newest run's id, or null when nothing has run yet. */
  async latest(): Promise<number | null> {
    const [row] = await this.#sql<{ id: number | null }[]>`SELECT max(id) AS id FROM runs`;
    return row?.id ?? null;
  }

  async options(runId: number): Promise<RunOptions> {
    const [row] = await this.#sql<{ options: RunOptions }[]>`SELECT options FROM runs WHERE id = ${runId}`;
    if (!row) throw new Error(`there is no run ${runId}`);
    return row.options;
  }

  /** Each kind reads its own stretch of the index: with `= ANY` every page would read and sort all that is open. */
  async openFiles(runId: number, jobTypes: readonly JobType[], after: number, limit: number): Promise<number[]> {
    const rows = await this.#sql<{ file_id: number }[]>`
      SELECT DISTINCT page.file_id FROM unnest(${[...jobTypes]}::text[]::extraction_job_type[]) AS kind (job_type), LATERAL (
        SELECT file_id FROM extraction_jobs j
        WHERE j.run_id = ${runId} AND j.job_type = kind.job_type AND j.file_id > ${after} AND j.status IN ('pending', 'processing')
        ORDER BY file_id LIMIT ${limit}) page
      ORDER BY file_id LIMIT ${limit}`;
    return rows.map((row) => row.file_id);
  }

  async recentMsPerFile(runId: number, jobTypes: readonly JobType[], upTo: number): Promise<number | null> {
    const [row] = await this.#sql<{ ms: number | null }[]>`
      SELECT avg(duration_ms)::float8 AS ms FROM (
        SELECT duration_ms FROM extraction_jobs
        WHERE run_id = ${runId} AND file_id <= ${upTo} AND job_type = ANY(${[...jobTypes]}::text[]::extraction_job_type[])
          AND status = 'completed' AND reused_from IS NULL AND duration_ms IS NOT NULL
        ORDER BY file_id DESC LIMIT ${filesOfPace}) recent`;
    return row?.ms ?? null;
  }

  async nextRange(runId: number, after: number, size: number): Promise<number | null> {
    const [row] = await this.#sql<{ to: number | null }[]>`
      SELECT max(id) AS to FROM (
        SELECT id FROM files WHERE last_seen_run = ${runId} AND id > ${after} ORDER BY id LIMIT ${size}) page`;
    return row?.to ?? null;
  }

  async epoch(runId: number): Promise<number> {
    const [row] = await this.#sql<{ epoch: number }[]>`SELECT epoch FROM runs WHERE id = ${runId}`;
    return row?.epoch ?? 0;
  }

  async unfinished(only: number | null): Promise<UnfinishedRun[]> {
    return readUnfinished(this.#sql, only);
  }

  async raiseEpoch(runId: number, seen: number): Promise<number | null> {
    const [row] = await this.#sql<{ epoch: number }[]>`
      UPDATE runs SET epoch = epoch + 1, status = 'running'
      WHERE id = ${runId} AND epoch = ${seen} AND status IN ('running', 'held') RETURNING epoch`;
    return row?.epoch ?? null;
  }

  async requeueAbandoned(silentForS: number): Promise<number> {
    return requeueAbandoned(this.#sql, silentForS);
  }

  async phaseStarted(runId: number, phase: PhaseName): Promise<void> {
    await this.#sql`
      INSERT INTO run_checkpoints (run_id, phase, passed, figures, thresholds, misses)
      VALUES (${runId}, ${phase}, false, '{}', '{}', ${[notFinished]}::text[]) ON CONFLICT (run_id, phase) DO NOTHING`;
  }

  async saveCheckpoint(runId: number, { phase, passed, figures, thresholds, misses }: CheckpointRecord): Promise<void> {
    await this.#sql`
      INSERT INTO run_checkpoints (run_id, phase, passed, figures, thresholds, misses)
      VALUES (${runId}, ${phase}, ${passed}, ${jsonText(figures)}::text::jsonb, ${jsonText(thresholds)}::text::jsonb, ${[...misses]}::text[])
      ON CONFLICT (run_id, phase) DO UPDATE SET passed = EXCLUDED.passed, figures = EXCLUDED.figures,
        thresholds = EXCLUDED.thresholds, misses = EXCLUDED.misses, created_at = now()`;
  }

  async isAccepted(runId: number, phase: PhaseName): Promise<boolean> {
    const rows = await this.#sql`
      SELECT 1 FROM run_checkpoints WHERE run_id = ${runId} AND phase = ${phase} AND accepted_reason IS NOT NULL`;
    return rows.length > 0;
  }

  /** Lets a phase pass whatever its figures; the reason is kept with the checkpoint. */
  async accept(runId: number, phase: PhaseName, reason: string): Promise<void> {
    await this.#sql`UPDATE run_checkpoints SET accepted_reason = ${reason} WHERE run_id = ${runId} AND phase = ${phase}`;
  }

  /** A run that was given up stays so, whatever one of its coordinators still finds. */
  async setStatus(runId: number, status: 'running' | 'held' | 'completed'): Promise<void> {
    await this.#sql`
      UPDATE runs SET status = ${status}, finished_at = CASE WHEN ${status} = 'completed' THEN now() END
      WHERE id = ${runId} AND status <> 'cancelled'`;
  }

  async traceparent(runId: number): Promise<string | null> {
    const [row] = await this.#sql<{ traceparent: string | null }[]>`SELECT traceparent FROM runs WHERE id = ${runId}`;
    return row?.traceparent ?? null;
  }

  async keepTraceparent(runId: number, traceparent: string): Promise<void> {
    await this.#sql`UPDATE runs SET traceparent = ${traceparent} WHERE id = ${runId} AND traceparent IS NULL`;
  }

  async checkpoints(runId: number): Promise<StoredCheckpoint[]> {
    return this.#sql<StoredCheckpoint[]>`
      SELECT phase, passed, figures, thresholds, misses, accepted_reason AS "acceptedReason", started_at AS "startedAt",
        created_at AS "createdAt", ${isAtWork(this.#sql)} AS open
      FROM run_checkpoints WHERE run_id = ${runId} ORDER BY started_at, id`;
  }
}

export interface StoredCheckpoint extends CheckpointRecord {
  readonly acceptedReason: string | null;
  readonly startedAt: Date;
  readonly createdAt: Date;
  /** The phase has started and has not reached its checkpoint. */
  readonly open: boolean;
}
