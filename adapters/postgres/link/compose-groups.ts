import { confidenceOf, reviewBelow } from '../../../processors/link/methods.js';
import type { Sql } from '../connect.js';

/** Identities of one statement at least; a group is never cut in two. */
const pageRows = 5000;

export interface Changes {
  readonly groups: number;
  readonly members: number;
}

/** Pages share no group and no file, so they may be written at the same time; more would only take connections from the workers. */
const pagesAtOnce = 2;

/**
 * Makes the groups and members of a source out of its identities, in pages by group key: members and their roles (A2, A3), project
 * codes (A4; none where members of several projects share a customer's or vendor's number), review reasons (A5), one primary member.
 * Writes what differs and nothing else.
 */
export async function composeGroups(sql: Sql, sourceId: number): Promise<Changes> {
  const pages = await pageBounds(sql, sourceId);
  let groups = 0;
  let members = 0;
  const lane = async (): Promise<void> => {
    for (let page = pages.shift(); page !== undefined; page = pages.shift()) {
      const changes = await compose(sql, sourceId, sql`i.group_key > ${page.after} AND i.group_key <= ${page.to}`);
      groups += changes.groups;
      members += changes.members;
    }
  };
  await Promise.all(Array.from({ length: pagesAtOnce }, lane));
  return { groups, members };
}

interface Page {
  /** Exclusive. */
  readonly after: string;
  /** Inclusive. */
  readonly to: string;
}

async function pageBounds(sql: Sql, sourceId: number): Promise<Page[]> {
  const bounds = await sql<{ key: string }[]>`
    SELECT DISTINCT group_key AS key FROM (
      SELECT group_key, row_number() OVER (ORDER BY group_key) AS n, count(*) OVER () AS total
      FROM file_identities WHERE source_id = ${sourceId}) numbered
    WHERE n % ${pageRows} = 0 OR n = total ORDER BY key`;
  return bounds.map(({ key }, index) => ({ after: bounds[index - 1]?.key ?? '', to: key }));
}

/** The same for some groups alone: what a decision touches. */
export async function composeKeys(sql: Sql, sourceId: number, groupKeys: readonly string[]): Promise<Changes> {
  return compose(sql, sourceId, sql`i.group_key = ANY(${[...groupKeys]}::text[])`);
}

type Condition = ReturnType<Sql>;

/**
 * `placed`: each file in its group, with the first file of the same name and content (the original of its copies) and whether a later
 * revision stands in the same slot. `judged`: whether it is current, has a rival for its role, and is the primary member. `wanted`: the
 * groups as they should be. The rest compares with the tables and writes the difference; both inserts see the tables as they were before.
 *
 * `LATERAL ... LIMIT 1` looks each row up by its index. As plain joins, over tables that grow while they are linked and of which the planner
 * knows only what they were, every page would read them whole: the time would grow with the square of the archive.
 */
async function compose(sql: Sql, sourceId: number, inPage: Condition): Promise<Changes> {
  const [changes] = await sql<Changes[]>`
    WITH placed AS (
      SELECT i.file_id, i.group_key, i.parsed_key, i.kind, i.scope, i.title, i.base_name, i.exact, i.generic, i.role, i.representation,
        i.preference, i.slot, i.project_code, i.project_source, i.job, i.item, i.revision, i.revision_rank, i.creo_version, i.copy_mark,
        i.superseded, i.folder_hash, i.scope_hash, i.rules, i.stated_number, i.stated_key, i.stated_project, i.stated_item,
        f.is_latest, d.file_id IS NOT NULL AS decided, d.title AS decided_title, i.group_key = i.parsed_key AS own,
        CASE WHEN f.content_hash IS NOT NULL THEN first_value(i.file_id) OVER (PARTITION BY i.group_key, i.base_name, f.content_hash COLLATE "C"
          ORDER BY f.is_latest DESC, i.copy_mark IS NOT NULL, i.superseded IS NOT NULL, i.file_id) END AS original,
        COALESCE(i.revision_rank < max(i.revision_rank) OVER (
          PARTITION BY i.group_key, i.slot, i.representation, i.revision_kind), false) AS overtaken
      FROM file_identities i
      JOIN LATERAL (SELECT status, is_latest, content_hash FROM files WHERE id = i.file_id LIMIT 1) f ON true
      LEFT JOIN link_decisions d ON d.file_id = i.file_id
      WHERE i.source_id = ${sourceId} AND ${inPage} AND f.status = 'present'
    ), weighed AS (
      SELECT p.*, count(*) OVER (PARTITION BY p.group_key, p.base_name) > 1 AS namesake,
        p.is_latest AND NOT p.overtaken AND p.superseded IS NULL AND p.copy_mark IS NULL
          AND (p.original IS NULL OR p.original = p.file_id) AS is_current
      FROM placed p
    ), judged AS (
      SELECT w.*,
        w.is_current AND w.role IS NOT NULL AND count(*) FILTER (WHERE w.is_current)
          OVER (PARTITION BY w.group_key, w.slot, w.representation, w.revision) > 1 AS rival,
        row_number() OVER (PARTITION BY w.group_key ORDER BY w.is_current DESC, w.is_latest DESC, w.overtaken,
          w.superseded IS NOT NULL, w.preference / 1000, w.exact DESC, w.preference, w.slot, w.revision_rank DESC NULLS LAST,
          w.copy_mark IS NOT NULL, w.file_id) = 1 AS is_primary
      FROM weighed w
    ), described AS (
      SELECT group_key, count(*) AS members,
        COALESCE(min(title COLLATE "C") FILTER (WHERE own), min(decided_title COLLATE "C"),
          min(COALESCE(stated_item, stated_number, title) COLLATE "C")) AS name,
        CASE
          WHEN count(DISTINCT project_code) FILTER (WHERE own) = 1 THEN min(project_code) FILTER (WHERE own)
          WHEN bool_or(own) THEN NULL
          WHEN bool_or(NOT decided) THEN min(stated_project) FILTER (WHERE NOT decided)
          WHEN count(DISTINCT project_code) = 1 THEN min(project_code) END AS project_code,
        COALESCE(min(job || '-' || item) FILTER (WHERE own), min(stated_item) FILTER (WHERE NOT own AND NOT decided)) AS item_number,
        (CASE
          WHEN bool_or(decided) THEN 'manual'
          WHEN count(DISTINCT base_name) > 1 THEN 'auto_folder'
          WHEN bool_or(scope = 'archive' OR kind <> 'name' OR job IS NOT NULL) THEN 'auto_filename'
          WHEN count(*) = 1 AND bool_or(project_code IS NOT NULL) THEN 'auto_project'
          WHEN count(DISTINCT folder_hash) = 1 THEN 'auto_filename'
          WHEN count(DISTINCT scope_hash) = 1 THEN 'auto_folder'
          ELSE 'auto_project' END)::linking_method AS method,
        bool_or(rival) AS rivals,
        bool_or(stated_key <> group_key AND NOT generic AND NOT decided) AS contradicted,
        bool_or(stated_key <> group_key AND generic AND NOT decided) AS suggested
      FROM judged GROUP BY group_key
    ), trusted AS (
      SELECT d.*, c.confidence, ARRAY_REMOVE(ARRAY[
        CASE WHEN d.method <> 'manual' AND d.members = 1 THEN 'single_member' END,
        CASE WHEN c.confidence < ${reviewBelow} THEN 'low_confidence' END,
        CASE WHEN d.rivals THEN 'duplicate_role' END,
        CASE WHEN d.contradicted THEN 'content_contradicts' END,
        CASE WHEN d.suggested THEN 'content_suggests' END], NULL) AS reasons
      FROM described d
      JOIN (SELECT key::linking_method AS method, value::numeric(3, 2) AS confidence
        FROM jsonb_each_text(${JSON.stringify(confidenceOf)}::text::jsonb)) c ON c.method = d.method
    ), wanted AS (
      SELECT t.*, NOT (t.reasons <@ COALESCE(r.accepted_reasons, '{}')) AS needs_review, g.id AS group_id,
        g.id IS NULL OR (g.name, g.project_code, g.item_number, g.linking_method, g.linking_confidence, g.needs_review, g.review_reasons)
          IS DISTINCT FROM (t.name, t.project_code, t.item_number, t.method, t.confidence,
            NOT (t.reasons <@ COALESCE(r.accepted_reasons, '{}')), t.reasons) AS differs
      FROM trusted t
      LEFT JOIN link_reviews r ON r.source_id = ${sourceId} AND r.group_key = t.group_key
      LEFT JOIN LATERAL (
        SELECT * FROM document_groups WHERE source_id = ${sourceId} AND identity_key = t.group_key LIMIT 1) g ON true
    ), written AS (
      INSERT INTO document_groups (source_id, identity_key, name, project_code, item_number, linking_method, linking_confidence,
        needs_review, review_reasons)
      SELECT ${sourceId}, w.group_key, w.name, w.project_code, w.item_number, w.method, w.confidence, w.needs_review, w.reasons
      FROM wanted w WHERE w.differs
      ON CONFLICT (source_id, identity_key) DO UPDATE SET name = EXCLUDED.name, project_code = EXCLUDED.project_code,
        item_number = EXCLUDED.item_number, linking_method = EXCLUDED.linking_method, linking_confidence = EXCLUDED.linking_confidence,
        needs_review = EXCLUDED.needs_review, review_reasons = EXCLUDED.review_reasons, updated_at = now()
      RETURNING id, identity_key
    ), entries AS (
      SELECT COALESCE(w.group_id, n.id) AS group_id, j.file_id, j.role, j.is_primary, jsonb_strip_nulls(jsonb_build_object(
        'method', CASE WHEN j.decided THEN 'manual' WHEN w.method = 'auto_project' THEN 'auto_project'
          WHEN j.exact OR j.namesake THEN 'auto_filename' ELSE 'auto_folder' END,
        'by', CASE WHEN j.decided THEN 'decision' WHEN NOT j.own THEN 'content' ELSE 'name' END,
        'scope', j.scope, 'rules', j.rules, 'project', j.project_code, 'project_source', j.project_source, 'slot', NULLIF(j.slot, ''),
        'revision', j.revision, 'creo_version', j.creo_version, 'older_creo_version', CASE WHEN NOT j.is_latest THEN true END,
        'superseded', j.superseded, 'later_revision_exists', CASE WHEN j.overtaken THEN true END, 'copy_mark', j.copy_mark,
        'copy_of', NULLIF(j.original, j.file_id), 'rival', CASE WHEN j.rival THEN true END, 'generic', CASE WHEN j.generic THEN true END,
        'states', j.stated_number, 'stated_verdict', CASE WHEN j.stated_key IS NULL THEN NULL WHEN j.stated_key = j.parsed_key THEN 'confirms'
          WHEN j.stated_key = j.group_key THEN 'corrects' WHEN j.generic THEN 'suggests' ELSE 'contradicts' END)) AS evidence
      FROM judged j
      JOIN wanted w ON w.group_key = j.group_key
      LEFT JOIN written n ON n.identity_key = j.group_key
    ), joined AS (
      INSERT INTO document_group_members (group_id, file_id, role, is_primary, evidence)
      SELECT e.group_id, e.file_id, e.role, e.is_primary, e.evidence
      FROM entries e
      LEFT JOIN LATERAL (SELECT * FROM document_group_members WHERE file_id = e.file_id LIMIT 1) m ON true
      WHERE m.id IS NULL OR (m.group_id, m.role, m.is_primary, m.evidence) IS DISTINCT FROM (e.group_id, e.role, e.is_primary, e.evidence)
      ON CONFLICT (file_id) DO UPDATE SET group_id = EXCLUDED.group_id, role = EXCLUDED.role, is_primary = EXCLUDED.is_primary,
        evidence = EXCLUDED.evidence
      RETURNING 1
    )
    SELECT (SELECT count(*)::int FROM written) AS groups, (SELECT count(*)::int FROM joined) AS members`;
  return changes ?? { groups: 0, members: 0 };
}
