import type { Claimed, ClaimedFile, ExtractionStore, FileResult } from '../../flows/ports.js';
import type { Format, JobType } from '../../queues/contract/formats.js';
import type { Sql, SqlOrTransaction } from './connect.js';
import { comparedFields } from './compared-fields.js';
import { jsonText } from './json.js';
import { replaceFacts } from './replace-facts.js';
import { isSilent, takeoversAtMost } from './takeovers.js';

interface ClaimRow {
  job_id: number;
  file_id: number;
  claim_token: number;
  retry_count: number;
  max_retries: number;
  uri: string;
  storage_key: string;
  detected_format: Format;
  size: number;
  engine: string | null;
  status: string;
}

const abandonedTooOften = `the workers that held this file vanished ${takeoversAtMost + 1} times`;

/** Claims and results of extraction over Postgres, fenced by claim tokens. */
export class PostgresExtractionStore implements ExtractionStore {
  readonly #sql: Sql;
  readonly #silentAfterMs: number;

  /** @param silentAfterMs how old the heartbeat of a claim is when its holder is taken for dead */
  constructor(sql: Sql, silentAfterMs: number) {
    this.#sql = sql;
    this.#silentAfterMs = silentAfterMs;
  }

  async claim(runId: number, jobTypes: readonly JobType[], fileIds: readonly number[], workerId: string): Promise<Claimed> {
    // `status = 'processing'` on the right is the row before the update: its holder vanished without giving it back.
    const rows = await this.#sql<ClaimRow[]>`
      UPDATE extraction_jobs j
      SET status = (CASE WHEN j.status = 'processing' AND j.stall_count >= ${takeoversAtMost} THEN 'failed' ELSE 'processing' END)::extraction_job_status,
        error_class = CASE WHEN j.status = 'processing' AND j.stall_count >= ${takeoversAtMost} THEN 'CRASH' ELSE j.error_class END,
        last_error = CASE WHEN j.status = 'processing' AND j.stall_count >= ${takeoversAtMost} THEN ${abandonedTooOften} ELSE j.last_error END,
        completed_at = CASE WHEN j.status = 'processing' AND j.stall_count >= ${takeoversAtMost} THEN now() END,
        stall_count = j.stall_count + (j.status = 'processing')::int,
        attempt_log = CASE WHEN j.status = 'processing' THEN j.attempt_log || jsonb_build_object(
          'class', 'STALLED', 'error', 'its worker vanished', 'worker', j.claimed_by, 'at', now()) ELSE j.attempt_log END,
        claimed_by = ${workerId}, claimed_at = now(), heartbeat = now(), claim_token = j.claim_token + 1
      FROM files f JOIN sources s ON s.id = f.source_id
      WHERE f.id = j.file_id AND j.run_id = ${runId} AND j.file_id = ANY(${[...fileIds]}::bigint[])
        AND j.job_type = ANY(${[...jobTypes]}::text[]::extraction_job_type[])
        AND (j.status = 'pending' OR (j.status = 'processing' AND ${isSilent(this.#sql, this.#silentAfterMs)}))
      RETURNING j.id AS job_id, j.file_id, j.claim_token, j.retry_count, j.max_retries, s.uri, f.storage_key, f.detected_format, f.size,
        j.engine, j.status`;
    const order = new Map(fileIds.map((id, index) => [id, index]));
    const claimed = rows.filter((row) => row.status === 'processing');
    const files = claimed.map(claimOf).sort((a, b) => (order.get(a.fileId) ?? 0) - (order.get(b.fileId) ?? 0));
    const changed = new Set(rows.map((row) => row.file_id));
    const rest = fileIds.filter((id) => !changed.has(id));
    return { files, held: rest.length === 0 ? [] : await this.#openAmong(runId, jobTypes, rest) };
  }

  async #openAmong(runId: number, jobTypes: readonly JobType[], fileIds: readonly number[]): Promise<number[]> {
    const rows = await this.#sql<{ file_id: number }[]>`
      SELECT file_id FROM extraction_jobs
      WHERE run_id = ${runId} AND file_id = ANY(${[...fileIds]}::bigint[]) AND job_type = ANY(${[...jobTypes]}::text[]::extraction_job_type[])
        AND status IN ('pending', 'processing')`;
    return rows.map((row) => row.file_id);
  }

  async save(results: readonly FileResult[]): Promise<ReadonlySet<number>> {
    const taken = await this.#sql.begin(async (tx) => {
      const jobIds = await this.#setStates(tx, results);
      await replaceFacts(
        tx,
        results.filter((result) => jobIds.has(result.claim.jobId) && result.outcome !== 'retry'),
      );
      return jobIds;
    });
    return taken;
  }

  async release(claims: readonly ClaimedFile[], begun: boolean): Promise<void> {
    if (claims.length === 0) return;
    await this.#sql`
      UPDATE extraction_jobs j SET status = 'pending', claimed_by = NULL, claims_given_back = j.claims_given_back + ${begun ? 0 : 1}
      FROM jsonb_to_recordset(${jsonText(claims)}::text::jsonb) AS c ("jobId" BIGINT, "claimToken" INT)
      WHERE j.id = c."jobId" AND j.claim_token = c."claimToken" AND j.status = 'processing'`;
  }

  /** The fence: a row moves only for the holder of its latest claim. Returns the jobs that moved. */
  async #setStates(tx: SqlOrTransaction, results: readonly FileResult[]): Promise<Set<number>> {
    const rows = await tx<{ id: number }[]>`
      UPDATE extraction_jobs j
      SET status = (CASE r.outcome WHEN 'retry' THEN 'pending' ELSE r.outcome END)::extraction_job_status,
        retry_count = j.retry_count + (r.outcome = 'retry')::int,
        last_error = r.error, error_class = r.error_class,
        attempt_log = CASE WHEN r.error_class IS NULL THEN j.attempt_log ELSE j.attempt_log || jsonb_build_object(
          'attempt', j.retry_count + 1, 'class', r.error_class, 'error', r.error, 'worker', j.claimed_by, 'at', now()) END,
        parameters = COALESCE(r.parameters, '[]'), bom = COALESCE(r.bom, '[]'),
        fields = CASE r.outcome WHEN 'completed' THEN r.fields END,
        duration_ms = r.duration_ms, cpu_ms = r.cpu_ms, extractor = r.extractor, fallback_reason = r.fallback_reason,
        content_hash = COALESCE(r.content_hash, j.content_hash),
        completed_at = CASE r.outcome WHEN 'retry' THEN NULL ELSE now() END
      FROM jsonb_to_recordset(${jsonText(results.map(stateRow))}::text::jsonb) AS r (
        job_id BIGINT, claim_token INT, outcome TEXT, error TEXT, error_class TEXT, parameters JSONB, bom JSONB, fields JSONB,
        duration_ms INT, cpu_ms INT, extractor TEXT, fallback_reason TEXT, content_hash TEXT)
      WHERE j.id = r.job_id AND j.claim_token = r.claim_token AND j.status = 'processing'
      RETURNING j.id`;
    return new Set(rows.map((row) => row.id));
  }
}

function claimOf(row: ClaimRow): ClaimedFile {
  return {
    jobId: row.job_id,
    fileId: row.file_id,
    claimToken: row.claim_token,
    retryCount: row.retry_count,
    maxRetries: row.max_retries,
    sourceUri: row.uri,
    storageKey: row.storage_key,
    format: row.detected_format,
    sizeBytes: row.size,
    engine: row.engine,
  };
}

/** Parameters and BOM are kept short on the job row; the tables hold all of them. */
const summaryRows = 10;

function stateRow({ claim, facts, outcome }: FileResult): Record<string, unknown> {
  return {
    job_id: claim.jobId,
    claim_token: claim.claimToken,
    outcome,
    error: facts.error,
    error_class: facts.error_class,
    parameters: facts.parameters.slice(0, summaryRows).map(({ name, value }) => ({ name, value })),
    bom: facts.bom_items.slice(0, summaryRows).map(({ part_number, quantity }) => ({ part_number, quantity })),
    fields: comparedFields(facts),
    duration_ms: facts.timings.wall_ms,
    cpu_ms: facts.timings.cpu_ms,
    extractor: facts.extractor,
    fallback_reason: facts.fallback_reason,
    content_hash: facts.content_hash,
  };
}
