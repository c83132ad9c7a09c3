import { createHash } from 'node:crypto';
import type { Sql } from '../../../adapters/postgres/connect.js';
import { InventoryStore } from '../../../adapters/postgres/inventory-store.js';
import { linkSteps, type LinkStep } from '../../../adapters/postgres/link/steps.js';
import { classifyName } from '../../../processors/inventory/classify-name.js';
import { detectFormat } from '../../../processors/inventory/detect-format.js';

/** A storage key, or one with content; files of equal content are copies. */
export type TestFile = string | { readonly path: string; readonly content: string };

/** An archive in the database: names and contents are given, everything else follows as in a real inventory. */
export class TestArchive {
  runId = 0;
  sourceId = 0;
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async reset(): Promise<void> {
    await this
      .#sql`TRUNCATE sources, runs, files, document_groups, file_identities, link_decisions, link_reviews RESTART IDENTITY CASCADE`;
    const [source] = await this.#sql<{ id: number }[]>`INSERT INTO sources (uri) VALUES ('/archive') RETURNING id`;
    this.sourceId = source?.id ?? 0;
  }

  /** Takes the inventory of these files (what is not named has vanished) and links it. */
  async link(files: readonly TestFile[], steps: readonly LinkStep[] = linkSteps): Promise<void> {
    await this.inventory(files);
    await this.run(steps);
  }

  async inventory(files: readonly TestFile[]): Promise<void> {
    const [run] = await this.#sql<{ id: number }[]>`INSERT INTO runs (source_id) VALUES (${this.sourceId}) RETURNING id`;
    this.runId = run?.id ?? 0;
    const store = new InventoryStore(this.#sql);
    await store.upsert(this.sourceId, this.runId, files.map(rowOf));
    await store.finish(this.sourceId, this.runId, [], true);
  }

  /** As the flow does it: range steps over the ids in two shards, whole steps in order. */
  async run(steps: readonly LinkStep[] = linkSteps): Promise<void> {
    const [last] = await this.#sql<{ id: number | null }[]>`SELECT max(id) AS id FROM files`;
    const end = last?.id ?? 0;
    const middle = Math.floor(end / 2);
    for (const step of steps) {
      const ranges =
        step.scope === 'whole'
          ? [{ from: 0, to: end }]
          : [
              { from: 0, to: middle },
              { from: middle, to: end },
            ];
      await Promise.all(ranges.map((range) => step.run(this.#sql, { runId: this.runId, ...range })));
    }
  }

  /** Group key -> paths of its members, the primary first, marked with `*`. */
  async groups(): Promise<Record<string, string[]>> {
    const rows = await this.#sql<{ key: string; path: string; is_primary: boolean }[]>`
      SELECT g.identity_key AS key, f.storage_key AS path, m.is_primary
      FROM document_group_members m JOIN document_groups g ON g.id = m.group_id JOIN files f ON f.id = m.file_id
      ORDER BY g.identity_key, m.is_primary DESC, f.storage_key COLLATE "C"`;
    const groups: Record<string, string[]> = {};
    for (const row of rows) (groups[row.key] ??= []).push(row.is_primary ? `*${row.path}` : row.path);
    return groups;
  }

  async fileId(path: string): Promise<number> {
    const [row] = await this.#sql<{ id: number }[]>`SELECT id FROM files WHERE storage_key = ${path}`;
    if (row === undefined) throw new Error(`no file ${path}`);
    return row.id;
  }

  /** Every row of the link tables with the transaction that wrote it: equal snapshots mean that nothing was written. */
  async versions(): Promise<Record<string, string[]>> {
    const sql = this.#sql;
    const [groups, members, identities] = await Promise.all([
      sql<{ v: string }[]>`SELECT identity_key || ' ' || id || ' ' || xmin AS v FROM document_groups ORDER BY id`,
      sql<
        { v: string }[]
      >`SELECT group_id || ' ' || file_id || ' ' || id || ' ' || xmin AS v FROM document_group_members ORDER BY id`,
      sql<{ v: string }[]>`SELECT file_id || ' ' || xmin AS v FROM file_identities ORDER BY file_id`,
    ]);
    const text = (rows: readonly { v: string }[]) => rows.map(({ v }) => v);
    return { groups: text(groups), members: text(members), identities: text(identities) };
  }
}

function rowOf(file: TestFile) {
  const path = typeof file === 'string' ? file : file.path;
  const content = typeof file === 'string' ? file : file.content;
  const { normalizedPath, name, extension, creoBase, creoVersion, junk } = classifyName(path);
  return {
    storage_key: path,
    normalized_path: normalizedPath,
    name,
    extension,
    detected_format: detectFormat(new Uint8Array(), extension, name),
    size: content.length,
    modified_at: '2024-07-24T00:00:00Z',
    content_hash: createHash('sha256').update(content).digest('hex'),
    creo_base: creoBase,
    creo_version: creoVersion,
    status: junk === null ? ('present' as const) : ('junk' as const),
    status_reason: junk,
    cloud_file_id: null,
  };
}
