import type { Sql } from '../connect.js';

/** Forgets what was read from files that are no longer there; their memberships end with it. */
export async function withdrawAbsent(sql: Sql, sourceId: number): Promise<void> {
  await sql`
    DELETE FROM file_identities i USING files f
    WHERE f.id = i.file_id AND i.source_id = ${sourceId} AND f.status <> 'present'`;
  await sql`
    DELETE FROM document_group_members m USING files f
    WHERE f.id = m.file_id AND f.source_id = ${sourceId}
      AND NOT EXISTS (SELECT 1 FROM file_identities i WHERE i.file_id = m.file_id)`;
}

/** Removes the groups that lost their last member; of a decision, only the groups it touched can have. */
export async function sweepGroups(sql: Sql, sourceId: number, groupKeys?: readonly string[]): Promise<void> {
  const touched = groupKeys === undefined ? sql`` : sql`AND g.identity_key = ANY(${[...groupKeys]}::text[])`;
  await sql`
    DELETE FROM document_groups g
    WHERE g.source_id = ${sourceId} ${touched} AND NOT EXISTS (SELECT 1 FROM document_group_members m WHERE m.group_id = g.id)`;
}
