import { classifyName } from '../../../processors/inventory/classify-name.js';
import { reviewReasons, type ReviewReason } from '../../../processors/link/methods.js';
import type { Sql } from '../connect.js';

/** Why a file is in its group, as rows and as sentences. */
export interface LinkExplanation {
  readonly file: { readonly id: number; readonly path: string; readonly status: string };
  readonly group: ExplainedGroup | null;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly isPrimary: boolean;
  /** All members of the group, this file included. */
  readonly members: readonly {
    readonly id: number;
    readonly path: string;
    readonly role: string | null;
    readonly isPrimary: boolean;
  }[];
  /** Files of the same content in other groups. */
  readonly sameContentElsewhere: readonly string[];
  readonly sentences: readonly string[];
}

export interface ExplainedGroup {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly project_code: string | null;
  readonly linking_method: string;
  readonly linking_confidence: string;
  readonly needs_review: boolean;
  readonly review_reasons: readonly ReviewReason[];
}

interface FileRow {
  id: number;
  path: string;
  status: string;
  source_id: number;
  content_hash: string | null;
  group_id: number | null;
  evidence: Record<string, unknown> | null;
  is_primary: boolean | null;
  decided_by: string | null;
  reason: string | null;
}

/** The archive has no file of this id or path. */
export class NoSuchFile extends Error {
  override readonly name = 'NoSuchFile';
}

/**
 * @param file its id, or its path as stored or normalised; of several sources the newest file is taken
 * @throws {NoSuchFile}
 */
export async function explainFile(sql: Sql, file: number | string): Promise<LinkExplanation> {
  const row = await findFile(sql, file);
  const group = row.group_id === null ? null : await findGroup(sql, row.group_id);
  const evidence = row.evidence ?? {};
  const sameContentElsewhere = await sql<{ path: string }[]>`
    SELECT f.storage_key AS path FROM files f LEFT JOIN document_group_members m ON m.file_id = f.id
    WHERE f.content_hash = ${row.content_hash} AND f.source_id = ${row.source_id} AND f.status = 'present' AND f.id <> ${row.id}
      AND m.group_id IS DISTINCT FROM ${row.group_id} ORDER BY f.id LIMIT 50`;
  return {
    file: { id: row.id, path: row.path, status: row.status },
    group,
    evidence,
    isPrimary: row.is_primary ?? false,
    members: row.group_id === null ? [] : await membersOf(sql, row.group_id),
    sameContentElsewhere: sameContentElsewhere.map(({ path }) => path),
    sentences: sentences(row, group, evidence),
  };
}

async function findFile(sql: Sql, file: number | string): Promise<FileRow> {
  const condition =
    typeof file === 'number'
      ? sql`f.id = ${file}`
      : sql`f.storage_key = ${file} OR f.normalized_path = ${classifyName(file).normalizedPath}`;
  const [row] = await sql<FileRow[]>`
    SELECT f.id, f.storage_key AS path, f.status, f.source_id, f.content_hash, m.group_id, m.evidence, m.is_primary, d.decided_by, d.reason
    FROM files f LEFT JOIN document_group_members m ON m.file_id = f.id LEFT JOIN link_decisions d ON d.file_id = f.id
    WHERE ${condition} ORDER BY f.id DESC LIMIT 1`;
  if (row === undefined) throw new NoSuchFile(`there is no file ${file}`);
  return row;
}

async function findGroup(sql: Sql, groupId: number): Promise<ExplainedGroup | null> {
  const [group] = await sql<ExplainedGroup[]>`
    SELECT id, identity_key AS key, name, project_code, linking_method, linking_confidence, needs_review, review_reasons
    FROM document_groups WHERE id = ${groupId}`;
  return group ?? null;
}

async function membersOf(sql: Sql, groupId: number): Promise<LinkExplanation['members']> {
  return sql<{ id: number; path: string; role: string | null; isPrimary: boolean }[]>`
    SELECT f.id, f.storage_key AS path, m.role, m.is_primary AS "isPrimary"
    FROM document_group_members m JOIN files f ON f.id = m.file_id WHERE m.group_id = ${groupId}
    ORDER BY m.is_primary DESC, f.storage_key`;
}

function sentences(row: FileRow, group: ExplainedGroup | null, evidence: Readonly<Record<string, unknown>>): string[] {
  if (group === null)
    return [row.status === 'present' ? 'It has not been linked yet.' : `It is not linked because it is ${row.status}.`];
  const said = (field: string) => String(evidence[field]);
  const lines: (string | false)[] = [
    evidence['by'] === 'decision' &&
      `${row.decided_by ?? 'Somebody'} put it into "${group.name}"${row.reason === null ? '' : `: ${row.reason}`}.`,
    evidence['by'] === 'content' && `It states the number ${said('states')}, which names the group "${group.name}".`,
    evidence['by'] === 'name' && `${placeOf[said('scope')] ?? ''} Its key is ${group.key}.`,
    Array.isArray(evidence['rules']) && evidence['rules'].length > 0 && `Rules that matched: ${evidence['rules'].join(', ')}.`,
    'project' in evidence && `Project ${said('project')}, told by its ${said('project_source')}.`,
    'generic' in evidence && 'Its name recurs in every job, so it links within its folder alone.',
    'revision' in evidence && `Revision ${said('revision')}.`,
    'superseded' in evidence && `Superseded: "${said('superseded')}" says so.`,
    'later_revision_exists' in evidence && 'Superseded: the group holds a later revision of the same sheet.',
    'older_creo_version' in evidence && `An older Creo version (${said('creo_version')}).`,
    'copy_of' in evidence && `A copy: the same name and content as file ${said('copy_of')}.`,
    'copy_mark' in evidence && `Marked as a copy: "${said('copy_mark')}".`,
    'rival' in evidence && 'Another current file plays the same role in the same revision and sheet.',
    evidence['stated_verdict'] === 'confirms' && `The number ${said('states')} inside it confirms the group.`,
    evidence['stated_verdict'] === 'contradicts' && `The number ${said('states')} inside it names another group.`,
    evidence['stated_verdict'] === 'suggests' && `The number ${said('states')} inside it may tell where it belongs.`,
    row.is_primary === true && 'It is the primary member.',
    `The group: ${group.linking_method}, confidence ${group.linking_confidence}.`,
    group.needs_review && `To review: ${group.review_reasons.map((reason) => reviewReasons[reason]).join('; ')}.`,
  ];
  return lines.filter((line) => line !== false);
}

const placeOf: Readonly<Record<string, string>> = {
  archive: 'The code in its name stands for itself, wherever the file lies.',
  job: 'Its name counts inside its job.',
  folder: 'Its name counts inside its folder.',
};
