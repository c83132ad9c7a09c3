import type { Sql } from '../../adapters/postgres/connect.js';
import type { NamedFile } from './names.js';
import type { FoundFile } from './score.js';
import { fileTruths } from './truth.js';

/** The names of a sample archive, out of its truth. */
export async function* namesOf(path: string): AsyncGenerator<NamedFile> {
  for await (const { path: storageKey, content_hash: contentHash, format } of fileTruths(path))
    yield { storageKey, contentHash, format };
}

/** By path: where linking put each file of a run. */
export async function foundFiles(sql: Sql, runId: number): Promise<Map<string, FoundFile>> {
  const rows = await sql<(FoundFile & { path: string })[]>`
    SELECT f.storage_key AS path, m.group_id AS "groupId", i.project_code AS "projectCode", m.role::text AS role, m.is_primary AS "isPrimary"
    FROM files f JOIN document_group_members m ON m.file_id = f.id JOIN file_identities i ON i.file_id = f.id
    WHERE f.last_seen_run = ${runId}`;
  return new Map(rows.map(({ path, ...found }) => [path, found]));
}
