import { foldName } from '../../../processors/link/fold-name.js';
import type { Sql } from '../connect.js';
import { composeKeys } from './compose-groups.js';
import { settle } from './settle.js';
import { sweepGroups } from './sweep.js';

export interface Decision {
  /** Who decides; kept with the decision. */
  readonly by: string;
  readonly reason?: string;
}

/** An existing group, or the name of one that people make. */
export type DecidedGroup = { readonly id: number } | { readonly name: string };

/** A decision about a file or a group that is not there, or not of one source. */
export class DecisionError extends Error {
  override readonly name = 'DecisionError';
}

interface LinkedRow {
  source_id: number;
  group_key: string;
}

/**
 * Puts a file into a group by a person's decision: method `manual`, confidence 1.00. It holds through every later linking, until `unsetGroup`.
 * @throws {DecisionError} when the file is not linked yet or the group is of another source
 */
export async function setGroup(sql: Sql, fileId: number, group: DecidedGroup, decision: Decision): Promise<void> {
  const before = await linkedFile(sql, fileId);
  const target = 'id' in group ? await keyOf(sql, group.id, before.source_id) : newGroup(group.name);
  await sql`
    INSERT INTO link_decisions (file_id, source_id, group_key, title, decided_by, reason)
    VALUES (${fileId}, ${before.source_id}, ${target.key}, ${target.title}, ${decision.by}, ${decision.reason ?? null})
    ON CONFLICT (file_id) DO UPDATE SET group_key = EXCLUDED.group_key, title = EXCLUDED.title, decided_by = EXCLUDED.decided_by,
      reason = EXCLUDED.reason, decided_at = now()`;
  await regroup(sql, before, fileId);
}

/** Takes a decision back: the file goes where its name says. */
export async function unsetGroup(sql: Sql, fileId: number): Promise<void> {
  const before = await linkedFile(sql, fileId);
  await sql`DELETE FROM link_decisions WHERE file_id = ${fileId}`;
  await regroup(sql, before, fileId);
}

/** Finds a group right as it is: its present reasons no longer ask for review, a new one would. */
export async function acceptReview(sql: Sql, groupId: number, decision: Decision): Promise<void> {
  const [group] = await sql<{ source_id: number; identity_key: string }[]>`
    INSERT INTO link_reviews (source_id, group_key, accepted_reasons, decided_by, reason)
    SELECT source_id, identity_key, review_reasons, ${decision.by}, ${decision.reason ?? null} FROM document_groups WHERE id = ${groupId}
    ON CONFLICT (source_id, group_key) DO UPDATE SET accepted_reasons = EXCLUDED.accepted_reasons, decided_by = EXCLUDED.decided_by,
      reason = EXCLUDED.reason, decided_at = now()
    RETURNING source_id, group_key AS identity_key`;
  if (group === undefined) throw new DecisionError(`there is no document group ${groupId}`);
  await composeKeys(sql, group.source_id, [group.identity_key]);
}

async function linkedFile(sql: Sql, fileId: number): Promise<LinkedRow> {
  const [row] = await sql<LinkedRow[]>`SELECT source_id, group_key FROM file_identities WHERE file_id = ${fileId}`;
  if (row === undefined) throw new DecisionError(`file ${fileId} is not linked yet`);
  return row;
}

async function keyOf(sql: Sql, groupId: number, sourceId: number): Promise<{ key: string; title: string | null }> {
  const [group] = await sql<{ source_id: number; identity_key: string; name: string }[]>`
    SELECT source_id, identity_key, name FROM document_groups WHERE id = ${groupId}`;
  if (group === undefined) throw new DecisionError(`there is no document group ${groupId}`);
  if (group.source_id !== sourceId) throw new DecisionError(`document group ${groupId} is of another source than the file`);
  return { key: group.identity_key, title: group.name };
}

function newGroup(name: string): { key: string; title: string } {
  const folded = foldName(name.trim());
  if (folded === '') throw new DecisionError('a document group needs a name');
  return { key: `manual/${folded}`, title: name.trim() };
}

/** Of a million files only this one moves, so only its two groups are made anew. */
async function regroup(sql: Sql, before: LinkedRow, fileId: number): Promise<void> {
  await settle(sql, before.source_id, fileId);
  const after = await linkedFile(sql, fileId);
  const touched = [...new Set([before.group_key, after.group_key])];
  await composeKeys(sql, before.source_id, touched);
  await sweepGroups(sql, before.source_id, touched);
}
