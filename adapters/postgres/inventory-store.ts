import type { Sql } from './connect.js';
import { jsonText } from './json.js';

/** What the inventory knows of one file; `files` without its ids. */
export interface InventoryRow {
  readonly storage_key: string;
  readonly normalized_path: string;
  readonly name: string;
  readonly extension: string;
  readonly detected_format: string;
  readonly size: number;
  readonly modified_at: string;
  /** sha-256; of an object that nobody has read whole yet what stands for it (`provisionalHash`); null when unreadable */
  readonly content_hash: string | null;
  readonly creo_base: string | null;
  readonly creo_version: number | null;
  readonly status: 'present' | 'junk' | 'missing';
  readonly status_reason: string | null;
  /** Id in the catalogue that lists the file. */
  readonly cloud_file_id: number | null;
}

/** What is known of a file from an earlier run; the same size and time mean the same bytes. */
export interface KnownFile {
  readonly storage_key: string;
  readonly size: number;
  readonly modified_at: Date | null;
  readonly content_hash: string | null;
  readonly detected_format: string;
}

/** Figures of a run's inventory, kept with the run. */
export interface InventoryFigures {
  readonly inputs: number;
  readonly present: number;
  readonly junk: number;
  readonly unreadable: number;
  readonly vanished: number;
  readonly bytes: number;
  readonly distinctContents: number;
  readonly byFormat: Readonly<Record<string, number>>;
  /** Present files whose format has no processor, by format. */
  readonly withoutProcessor: Readonly<Record<string, number>>;
}

export class InventoryStore {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async known(sourceId: number, storageKeys: readonly string[]): Promise<Map<string, KnownFile>> {
    const rows = await this.#sql<KnownFile[]>`
      SELECT storage_key, size, modified_at, content_hash, detected_format FROM files
      WHERE source_id = ${sourceId} AND storage_key = ANY(${[...storageKeys]}::text[])`;
    return new Map(rows.map((row) => [row.storage_key, row]));
  }

  async upsert(sourceId: number, runId: number, rows: readonly InventoryRow[]): Promise<void> {
    if (rows.length === 0) return;
    await this.#sql`
      INSERT INTO files (source_id, last_seen_run, storage_key, normalized_path, name, extension, detected_format, size, modified_at,
        content_hash, creo_base, creo_version, status, status_reason, cloud_file_id)
      SELECT ${sourceId}, ${runId}, r.* FROM jsonb_to_recordset(${jsonText(rows)}::text::jsonb) AS r (storage_key TEXT,
        normalized_path TEXT, name TEXT, extension TEXT, detected_format TEXT, size BIGINT, modified_at TIMESTAMPTZ, content_hash TEXT,
        creo_base TEXT, creo_version INT, status TEXT, status_reason TEXT, cloud_file_id BIGINT)
      ON CONFLICT (source_id, storage_key) DO UPDATE SET last_seen_run = EXCLUDED.last_seen_run,
        normalized_path = EXCLUDED.normalized_path, name = EXCLUDED.name, extension = EXCLUDED.extension,
        creo_base = EXCLUDED.creo_base, creo_version = EXCLUDED.creo_version, size = EXCLUDED.size,
        modified_at = EXCLUDED.modified_at, content_hash = EXCLUDED.content_hash, detected_format = EXCLUDED.detected_format,
        status = EXCLUDED.status, status_reason = EXCLUDED.status_reason, cloud_file_id = EXCLUDED.cloud_file_id,
        updated_at = now()`;
  }

  /** Whoever has read an object tells its SHA-256 for all files that stand for the same content. */
  async nameContent(provisionalHash: string, contentHash: string): Promise<void> {
    await this.#sql`UPDATE files SET content_hash = ${contentHash}, updated_at = now() WHERE content_hash = ${provisionalHash}`;
  }

  /**
   * What can only be told at the end: which Creo version is current and, when the whole source has been seen, what has
   * vanished. Returns the figures and stores them with the run.
   */
  async finish(sourceId: number, runId: number, extractableFormats: readonly string[], sawAll = true): Promise<InventoryFigures> {
    const sql = this.#sql;
    // A first run has just filled an empty table; autovacuum would tell the planner a minute too late.
    await sql`ANALYZE files`;
    await sql`
      UPDATE files f SET is_latest = (f.creo_version = newest.version)
      FROM (SELECT creo_base, max(creo_version) AS version FROM files
        WHERE source_id = ${sourceId} AND last_seen_run = ${runId} AND creo_base IS NOT NULL AND status = 'present' GROUP BY creo_base) newest
      WHERE f.source_id = ${sourceId} AND f.creo_base = newest.creo_base AND f.is_latest IS DISTINCT FROM (f.creo_version = newest.version)`;
    const vanished = sawAll ? await this.#markVanished(sourceId, runId) : 0;
    const figures = { ...(await this.#figures(runId, extractableFormats)), vanished };
    const { count } = await sql`
      UPDATE runs SET inventory = ${jsonText(figures)}::text::jsonb, status = 'running' WHERE id = ${runId} AND status = 'inventory'`;
    if (count === 0)
      throw new Error(`run ${runId} was given up for a later one over the same source while its inventory was taken`);
    return figures;
  }

  async #markVanished(sourceId: number, runId: number): Promise<number> {
    const { count } = await this.#sql`
      UPDATE files SET status = 'missing', status_reason = 'no longer in the source', updated_at = now()
      WHERE source_id = ${sourceId} AND last_seen_run IS DISTINCT FROM ${runId} AND status <> 'missing'`;
    return count;
  }

  async #figures(runId: number, extractableFormats: readonly string[]): Promise<Omit<InventoryFigures, 'vanished'>> {
    const sql = this.#sql;
    const counts = await sql<{ status: string; format: string; files: number; bytes: number }[]>`
      SELECT status, detected_format AS format, count(*)::int AS files, sum(size)::bigint AS bytes
      FROM files WHERE last_seen_run = ${runId} GROUP BY status, detected_format ORDER BY files DESC, format`;
    const [distinct] = await sql<{ contents: number }[]>`
      SELECT count(DISTINCT content_hash)::int AS contents FROM files WHERE last_seen_run = ${runId}`;
    const sum = (status: string): number => counts.filter((row) => row.status === status).reduce((n, row) => n + row.files, 0);
    const present = counts.filter((row) => row.status === 'present');
    const without = present.filter((row) => !extractableFormats.includes(row.format));
    return {
      inputs: counts.reduce((n, row) => n + row.files, 0),
      present: sum('present'),
      junk: sum('junk'),
      unreadable: sum('missing'),
      bytes: counts.reduce((n, row) => n + row.bytes, 0),
      distinctContents: distinct?.contents ?? 0,
      byFormat: Object.fromEntries(present.map((row) => [row.format, row.files])),
      withoutProcessor: Object.fromEntries(without.map((row) => [row.format, row.files])),
    };
  }
}
