import type { Sql } from '../connect.js';
import { sourceOfRun } from './source.js';

/** A6: how a source is linked, counted from the tables. Files are present ones. */
export interface LinkFigures {
  readonly files: number;
  readonly groups: number;
  readonly members: number;
  /** Files that share their group with another file. */
  readonly linked: number;
  readonly orphans: number;
  readonly linkedShare: number | null;
  /** Files that belong to no group; zero when linking is complete. */
  readonly ungrouped: number;
  /** Groups that join generic names of different folders; zero by construction, counted all the same. */
  readonly genericJoins: number;
  readonly copies: number;
  readonly superseded: number;
  readonly needsReview: number;
  readonly withoutPrimary: number;
  readonly orphansByExtension: Readonly<Record<string, number>>;
  readonly groupsByMethod: Readonly<Record<string, number>>;
  readonly groupsByConfidence: Readonly<Record<string, number>>;
  readonly membersByRole: Readonly<Record<string, number>>;
  readonly membersByMethod: Readonly<Record<string, number>>;
  readonly projects: number;
  readonly topProjects: readonly { readonly project: string; readonly groups: number; readonly files: number }[];
  readonly reviewReasons: Readonly<Record<string, number>>;
  /** Names without a code that recur in many projects: candidates for the grammar's generic names. */
  readonly recurringNames: readonly { readonly name: string; readonly projects: number }[];
}

const listed = 20;
const recurringFrom = 5;

export async function linkFigures(sql: Sql, runId: number): Promise<LinkFigures> {
  const sourceId = await sourceOfRun(sql, runId);
  const [files, groups] = await Promise.all([fileFigures(sql, sourceId), groupFigures(sql, sourceId)]);
  return {
    ...files,
    ...groups,
    linkedShare: files.files === 0 ? null : Math.round((files.linked / files.files) * 10_000) / 10_000,
    orphansByExtension: await counted(sql<Count[]>`
      SELECT f.extension AS key, count(*)::int AS n
      FROM (SELECT group_id, min(file_id) AS file_id FROM document_group_members GROUP BY group_id HAVING count(*) = 1) alone
      JOIN files f ON f.id = alone.file_id WHERE f.source_id = ${sourceId} GROUP BY 1 ORDER BY n DESC, key`),
    groupsByMethod: await counted(sql<Count[]>`
      SELECT linking_method::text AS key, count(*)::int AS n FROM document_groups WHERE source_id = ${sourceId} GROUP BY 1 ORDER BY n DESC, key`),
    groupsByConfidence: await counted(sql<Count[]>`
      SELECT linking_confidence::text AS key, count(*)::int AS n FROM document_groups WHERE source_id = ${sourceId} GROUP BY 1 ORDER BY key DESC`),
    membersByRole: await counted(sql<Count[]>`
      SELECT COALESCE(m.role::text, 'none') AS key, count(*)::int AS n
      FROM document_group_members m JOIN files f ON f.id = m.file_id WHERE f.source_id = ${sourceId} GROUP BY 1 ORDER BY n DESC, key`),
    membersByMethod: await counted(sql<Count[]>`
      SELECT COALESCE(m.evidence ->> 'method', 'none') AS key, count(*)::int AS n
      FROM document_group_members m JOIN files f ON f.id = m.file_id WHERE f.source_id = ${sourceId} GROUP BY 1 ORDER BY n DESC, key`),
    reviewReasons: await counted(sql<Count[]>`
      SELECT reason AS key, count(*)::int AS n FROM document_groups, unnest(review_reasons) AS reason
      WHERE source_id = ${sourceId} AND needs_review GROUP BY 1 ORDER BY n DESC, key`),
    topProjects: await sql<{ project: string; groups: number; files: number }[]>`
      SELECT g.project_code AS project, count(DISTINCT g.id)::int AS groups, count(*)::int AS files
      FROM document_groups g JOIN document_group_members m ON m.group_id = g.id
      WHERE g.source_id = ${sourceId} AND g.project_code IS NOT NULL
      GROUP BY 1 ORDER BY files DESC, project LIMIT ${listed}`,
    recurringNames: await sql<{ name: string; projects: number }[]>`
      SELECT base_name AS name, count(DISTINCT project_code)::int AS projects FROM file_identities
      WHERE source_id = ${sourceId} AND kind = 'name' AND job IS NULL AND NOT generic
      GROUP BY 1 HAVING count(DISTINCT project_code) >= ${recurringFrom} ORDER BY projects DESC, name LIMIT ${listed}`,
  };
}

type FileFigures = Pick<LinkFigures, 'files' | 'ungrouped' | 'members' | 'linked' | 'orphans' | 'copies' | 'superseded'>;

async function fileFigures(sql: Sql, sourceId: number): Promise<FileFigures> {
  const [row] = await sql<FileFigures[]>`
    WITH sized AS (
      SELECT m.file_id, count(*) OVER (PARTITION BY m.group_id) AS size,
        m.evidence ? 'copy_of' OR m.evidence ? 'copy_mark' AS is_copy,
        m.evidence ? 'superseded' OR m.evidence ? 'later_revision_exists' OR m.evidence ? 'older_creo_version' AS is_superseded
      FROM document_group_members m JOIN document_groups g ON g.id = m.group_id WHERE g.source_id = ${sourceId})
    SELECT count(*)::int AS files,
      count(*) FILTER (WHERE s.file_id IS NULL)::int AS ungrouped,
      count(s.file_id)::int AS members,
      count(*) FILTER (WHERE s.size > 1)::int AS linked,
      count(*) FILTER (WHERE s.size = 1)::int AS orphans,
      count(*) FILTER (WHERE s.is_copy)::int AS copies,
      count(*) FILTER (WHERE s.is_superseded)::int AS superseded
    FROM files f LEFT JOIN sized s ON s.file_id = f.id
    WHERE f.source_id = ${sourceId} AND f.status = 'present'`;
  if (row === undefined) throw new Error('an aggregate without a row');
  return row;
}

type GroupFigures = Pick<LinkFigures, 'groups' | 'projects' | 'needsReview' | 'withoutPrimary' | 'genericJoins'>;

async function groupFigures(sql: Sql, sourceId: number): Promise<GroupFigures> {
  const [row] = await sql<GroupFigures[]>`
    SELECT count(*)::int AS groups, count(DISTINCT project_code)::int AS projects,
      count(*) FILTER (WHERE needs_review)::int AS "needsReview",
      count(*) FILTER (WHERE NOT EXISTS (
        SELECT 1 FROM document_group_members m WHERE m.group_id = g.id AND m.is_primary))::int AS "withoutPrimary",
      (SELECT count(*) FROM (
        SELECT m.group_id FROM document_group_members m JOIN file_identities i ON i.file_id = m.file_id
        LEFT JOIN link_decisions d ON d.file_id = m.file_id
        WHERE i.source_id = ${sourceId} AND i.generic AND d.file_id IS NULL
        GROUP BY m.group_id HAVING count(DISTINCT i.folder_hash) > 1) joined)::int AS "genericJoins"
    FROM document_groups g WHERE source_id = ${sourceId}`;
  if (row === undefined) throw new Error('an aggregate without a row');
  return row;
}

interface Count {
  key: string;
  n: number;
}

async function counted(rows: PromiseLike<readonly Count[]>): Promise<Readonly<Record<string, number>>> {
  return Object.fromEntries((await rows).map(({ key, n }) => [key, n]));
}
