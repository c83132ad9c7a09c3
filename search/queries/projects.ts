import type { ProjectQuery } from '../contract/parameters.js';
import type { ProjectDetail, ProjectStatistics, Result, ResultFile, ResultPage } from '../contract/results.js';
import { wholePattern } from '../criteria/pattern.js';
import type { Fragment, Snapshot } from './snapshot.js';

export interface ProjectPage extends ResultPage<ProjectDetail> {
  /** Only when asked for: the largest projects first. */
  readonly statistics: readonly ProjectStatistics[] | null;
}

/** The first row stands for an empty page too, so what belongs to a group may be null; the rest is null where the group has no files. */
interface ProjectRow extends ProjectDetail {
  total: number;
  group_id: number | null;
  group_name: string;
  item_number: string | null;
  file_id: number | null;
  file_project_code: string | null;
  type: string;
  path: string;
  filename: string;
}

/** More projects than this say nothing in one answer. */
const statisticsLimit = 1000;

/**
 * Document groups of a project with all their files, in the order of project code and name. A group that several projects share has no code
 * of its own; it comes after the others, by the projects of its files.
 */
export async function searchProjects(snapshot: Snapshot, query: ProjectQuery): Promise<ProjectPage> {
  const matches = matchesOf(snapshot, query.code ?? '*');
  const rows = await snapshot<ProjectRow[]>`
    WITH groups AS MATERIALIZED (SELECT g.* FROM document_groups g WHERE ${matches}),
    page AS (
      SELECT g.*, row_number() OVER (ORDER BY project_code, name, id) AS position
      FROM groups g ORDER BY project_code, name, id LIMIT ${query.limit} OFFSET ${query.offset}
    )
    SELECT counted.total, p.position, p.id AS group_id, p.name AS group_name, p.project_code, p.item_number,
           f.id AS file_id, f.detected_format AS type, f.storage_key AS path, f.name AS filename,
           coalesce(p.project_code, i.project_code) AS file_project_code, gm.role, gm.is_primary, p.linking_method, p.linking_confidence::float8, p.needs_review
    FROM (SELECT count(*)::int AS total FROM groups) counted
    LEFT JOIN page p ON true
    LEFT JOIN (document_group_members gm JOIN files f ON f.id = gm.file_id AND f.status = 'present'
      LEFT JOIN file_identities i ON i.file_id = f.id) ON gm.group_id = p.id
    ORDER BY p.position, gm.is_primary DESC, f.storage_key COLLATE "C", f.id`;
  const statistics = query.stats === true ? await statisticsOf(snapshot, query.code ?? '*') : null;
  return { total: rows[0]?.total ?? 0, results: resultsOf(rows), statistics };
}

function matchesOf(snapshot: Snapshot, code: string): Fragment {
  return snapshot`(${isCode(snapshot, snapshot`g.project_code`, code)} OR g.project_code IS NULL AND g.id IN (
    SELECT m.group_id FROM file_identities i JOIN document_group_members m ON m.file_id = i.file_id
    WHERE ${isCode(snapshot, snapshot`i.project_code`, code)}))`;
}

/** In either case; equality finds its rows by the index where a pattern has to read all of it. */
function isCode(snapshot: Snapshot, column: Fragment, code: string): Fragment {
  return code.includes('*')
    ? snapshot`${column} ILIKE ${wholePattern(code)}`
    : snapshot`${column} IN (${code}, ${code.toUpperCase()}, ${code.toLowerCase()})`;
}

/** Rows in the order of groups, one per file. A group whose files have all gone is still one of the project: it has no files. */
function resultsOf(rows: readonly ProjectRow[]): Result<ProjectDetail>[] {
  const results: Result<ProjectDetail>[] = [];
  let files: ResultFile<ProjectDetail>[] = [];
  for (const row of rows) {
    if (row.group_id === null) continue;
    if (row.group_id !== results.at(-1)?.document_group?.id) {
      files = [];
      const { group_id: id, group_name: name, project_code, item_number } = row;
      results.push({ document_group: { id, name, project_code, item_number }, files });
    }
    if (row.file_id !== null) files.push(fileOf(row, row.file_id));
  }
  return results;
}

function fileOf(row: ProjectRow, id: number): ResultFile<ProjectDetail> {
  const {
    type,
    path,
    filename,
    file_project_code: project_code,
    role,
    is_primary,
    linking_method,
    linking_confidence,
    needs_review,
  } = row;
  return {
    id,
    type,
    path,
    filename,
    match_details: [{ project_code, role, is_primary, linking_method, linking_confidence, needs_review }],
  };
}

/** Groups that have a code of their own. */
async function statisticsOf(snapshot: Snapshot, code: string): Promise<ProjectStatistics[]> {
  return snapshot<ProjectStatistics[]>`
    WITH groups AS MATERIALIZED (SELECT g.id, g.project_code, g.needs_review FROM document_groups g
      WHERE ${isCode(snapshot, snapshot`g.project_code`, code)}),
    by_group AS (
      SELECT project_code, count(*)::int AS groups, (count(*) FILTER (WHERE needs_review))::int AS needs_review
      FROM groups GROUP BY project_code
    ),
    by_type AS (
      SELECT g.project_code, f.detected_format, count(*)::int AS files
      FROM groups g
      JOIN document_group_members gm ON gm.group_id = g.id
      JOIN files f ON f.id = gm.file_id AND f.status = 'present'
      GROUP BY 1, 2
    ),
    by_file AS (
      SELECT project_code, sum(files)::int AS files, jsonb_object_agg(detected_format, files ORDER BY detected_format) AS files_by_type
      FROM by_type GROUP BY project_code
    )
    SELECT g.project_code, g.groups, coalesce(f.files, 0) AS files, g.needs_review, coalesce(f.files_by_type, '{}') AS files_by_type
    FROM by_group g LEFT JOIN by_file f USING (project_code)
    ORDER BY g.groups DESC, g.project_code LIMIT ${statisticsLimit}`;
}
