import type { Sql } from '../connect.js';

/**
 * Sets the group key of every identity of a source, or of one file of it: a person's decision first, then what the name says, and where the name carries no
 * code, a number that was found inside the file. Generic names stay where they are: what a quote or a plan quotes is not what it is.
 * @returns the number of files that belong elsewhere now
 */
export async function settle(sql: Sql, sourceId: number, fileId?: number): Promise<number> {
  const whole = fileId === undefined;
  const settled = await sql`
    UPDATE file_identities i SET group_key = e.key
    FROM (
      SELECT i.file_id, COALESCE(d.group_key,
        CASE WHEN i.kind = 'name' AND i.job IS NULL AND NOT i.generic THEN i.stated_key END, i.parsed_key) AS key
      FROM file_identities i LEFT JOIN link_decisions d ON d.file_id = i.file_id
      WHERE i.source_id = ${sourceId} ${whole ? sql`` : sql`AND i.file_id = ${fileId}`}) e
    WHERE e.file_id = i.file_id AND i.group_key <> e.key`;
  return settled.count;
}
