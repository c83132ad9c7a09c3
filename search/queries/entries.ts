import type { Fragment, Snapshot } from './snapshot.js';

export interface Page {
  readonly limit: number;
  readonly offset: number;
}

export interface DocumentGroup {
  readonly id: number;
  readonly name: string;
  readonly project_code: string | null;
  readonly item_number: string | null;
}

export interface EntryFile {
  readonly id: number;
  /** The detected format. */
  readonly type: string;
  /** As the source spells it. */
  readonly path: string;
  readonly filename: string;
  /** The file whose extraction speaks for this one: itself, or the one with the same content. */
  readonly carrierId: number;
}

/** A document group with those of its files that match, or one matching file that belongs to no group. */
export interface Entry {
  readonly group: DocumentGroup | null;
  readonly files: readonly EntryFile[];
}

export interface EntryPage {
  /** Entries in all, not files. */
  readonly total: number;
  readonly entries: readonly Entry[];
}

/** A file of an entry, in the order of entries. Without an entry the ids are null. */
export interface EntryRow {
  total: number;
  position: number | null;
  group_id: number | null;
  file_id: number | null;
  carrier_id: number | null;
}

/**
 * CTEs from `hits(file_id, score)` to `carried(file_id, carrier_id, score)`: the files that are present and carry the hit, the extracted one
 * and its copies. A copy is a file that a job has skipped for its content, which is still the same, and that has no extraction of its own.
 * Both conditions look at the few exceptions, not at every file that was hit.
 */
export function carriedHits(snapshot: Snapshot): Fragment {
  return snapshot`
    carried AS MATERIALIZED (
      SELECT h.file_id, h.file_id AS carrier_id, h.score
      FROM hits h
      WHERE NOT EXISTS (SELECT 1 FROM files absent WHERE absent.id = h.file_id AND absent.status <> 'present')
      UNION ALL
      SELECT f.id, (array_agg(h.file_id ORDER BY h.score, h.file_id))[1], min(h.score)
      FROM (SELECT DISTINCT same_as_file_id, file_id FROM extraction_jobs WHERE same_as_file_id IS NOT NULL) copies
      JOIN hits h ON h.file_id = copies.same_as_file_id
      JOIN files c ON c.id = h.file_id
      JOIN files f ON f.id = copies.file_id AND f.content_hash = c.content_hash
      WHERE f.status = 'present' AND NOT EXISTS (SELECT 1 FROM extracted_metadata m WHERE m.file_id = f.id)
      GROUP BY f.id
    )`;
}

/**
 * Folds matching files into entries, counts them all and returns one page. The order is total (score, then groups by id, then
 * files by id), so pages neither overlap nor leave a gap while the data stand still.
 * @param hits `SELECT file_id, score`, one row per extracted file; the smallest score comes first
 */
export async function pageEntries(snapshot: Snapshot, hits: Fragment, page: Page): Promise<EntryPage> {
  const rows = await snapshot<EntryRow[]>`
    WITH hits AS MATERIALIZED (${hits}),
    ${carriedHits(snapshot)},
    entries AS MATERIALIZED (
      SELECT gm.group_id, CASE WHEN gm.group_id IS NULL THEN c.file_id END AS lone_file_id, min(c.score) AS score
      FROM carried c LEFT JOIN document_group_members gm ON gm.file_id = c.file_id
      GROUP BY 1, 2
    ),
    page AS (
      SELECT group_id, lone_file_id, row_number() OVER (ORDER BY score, group_id NULLS LAST, lone_file_id) AS position
      FROM entries ORDER BY score, group_id NULLS LAST, lone_file_id
      LIMIT ${page.limit} OFFSET ${page.offset}
    ),
    shown AS (
      SELECT p.position, p.group_id, c.file_id, c.carrier_id, c.score
      FROM page p
      JOIN document_group_members gm ON gm.group_id = p.group_id
      JOIN carried c ON c.file_id = gm.file_id
      UNION ALL
      SELECT p.position, NULL, c.file_id, c.carrier_id, c.score
      FROM page p JOIN carried c ON c.file_id = p.lone_file_id
    )
    SELECT counted.total, s.position, s.group_id, s.file_id, s.carrier_id
    FROM (SELECT count(*)::int AS total FROM entries) counted LEFT JOIN shown s ON true
    ORDER BY s.position, s.score, s.file_id`;
  return namedEntries(snapshot, rows);
}

/**
 * Rows in the order of entries, one per file, into entries with the names of their groups and files. These are looked up for the page alone:
 * as a part of the search the planner, which cannot know how few they are, would read the tables whole.
 */
export async function namedEntries(snapshot: Snapshot, rows: readonly EntryRow[]): Promise<EntryPage> {
  const groupIds = [...new Set(rows.flatMap(({ group_id }) => group_id ?? []))];
  const fileIds = [...new Set(rows.flatMap(({ file_id }) => file_id ?? []))];
  const groups = await snapshot<DocumentGroup[]>`
    SELECT id, name, project_code, item_number FROM document_groups WHERE id = ANY(${groupIds}::bigint[])`;
  const files = await snapshot<Omit<EntryFile, 'carrierId'>[]>`
    SELECT id, detected_format AS type, storage_key AS path, name AS filename FROM files WHERE id = ANY(${fileIds}::bigint[])`;
  const groupById = new Map(groups.map((group) => [group.id, group]));
  const fileById = new Map(files.map((file) => [file.id, file]));
  const entries: { group: DocumentGroup | null; files: EntryFile[] }[] = [];
  let position: number | null = null;
  for (const row of rows) {
    const file = fileById.get(row.file_id ?? 0);
    if (file === undefined || row.carrier_id === null) continue;
    if (row.position !== position) entries.push({ group: groupById.get(row.group_id ?? 0) ?? null, files: [] });
    position = row.position;
    entries.at(-1)?.files.push({ ...file, carrierId: row.carrier_id });
  }
  return { total: rows[0]?.total ?? 0, entries };
}

/** The files whose extraction must be read to show the page. */
export function carriersOf(page: EntryPage): number[] {
  const ids = new Set<number>();
  for (const entry of page.entries) for (const file of entry.files) ids.add(file.carrierId);
  return [...ids];
}
