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

export interface EntryRow {
  total: number;
  position: number | null;
  group_id: number | null;
  group_name: string | null;
  project_code: string | null;
  item_number: string | null;
  file_id: number | null;
  carrier_id: number | null;
  type: string | null;
  path: string | null;
  filename: string | null;
}

/**
 * CTEs from `hits(file_id, score)` to `carried(file_id, carrier_id, score)`: the files that are present and carry the hit,
 * the extracted one and its copies. A copy is a file with the same content and no extraction of its own.
 */
export function carriedHits(snapshot: Snapshot): Fragment {
  return snapshot`
    carried AS (
      SELECT f.id AS file_id, h.file_id AS carrier_id, h.score
      FROM hits h JOIN files f ON f.id = h.file_id
      WHERE f.status = 'present'
      UNION ALL
      SELECT f.id, (array_agg(h.file_id ORDER BY h.score, h.file_id))[1], min(h.score)
      FROM hits h
      JOIN files c ON c.id = h.file_id
      JOIN files f ON f.content_hash = c.content_hash AND f.id <> c.id
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
    SELECT counted.total, s.position, g.id AS group_id, g.name AS group_name, g.project_code, g.item_number,
           f.id AS file_id, s.carrier_id, f.detected_format AS type, f.storage_key AS path, f.name AS filename
    FROM (SELECT count(*)::int AS total FROM entries) counted
    LEFT JOIN shown s ON true
    LEFT JOIN document_groups g ON g.id = s.group_id
    LEFT JOIN files f ON f.id = s.file_id
    ORDER BY s.position, s.score, f.id`;
  return foldRows(rows);
}

/** Rows in the order of entries, one per file, into entries. */
export function foldRows(rows: readonly EntryRow[]): EntryPage {
  const entries: Entry[] = [];
  let position: number | null = null;
  let files: EntryFile[] = [];
  for (const row of rows) {
    const file = fileOf(row);
    if (file === null) continue;
    if (row.position !== position) {
      position = row.position;
      files = [];
      entries.push({ group: groupOf(row), files });
    }
    files.push(file);
  }
  return { total: rows[0]?.total ?? 0, entries };
}

function fileOf(row: EntryRow): EntryFile | null {
  if (row.file_id === null || row.carrier_id === null) return null;
  return {
    id: row.file_id,
    carrierId: row.carrier_id,
    type: row.type ?? 'unknown',
    path: row.path ?? '',
    filename: row.filename ?? '',
  };
}

function groupOf(row: EntryRow): DocumentGroup | null {
  if (row.group_id === null) return null;
  return { id: row.group_id, name: row.group_name ?? '', project_code: row.project_code, item_number: row.item_number };
}

/** The files whose extraction must be read to show the page. */
export function carriersOf(page: EntryPage): number[] {
  const ids = new Set<number>();
  for (const entry of page.entries) for (const file of entry.files) ids.add(file.carrierId);
  return [...ids];
}
