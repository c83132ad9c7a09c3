import type { Snapshot } from './snapshot.js';

/** Where a small picture of each file is served, by file id; a copy shows that of the file it equals. Files without one are left out. */
export async function previewsOf(snapshot: Snapshot, fileIds: readonly number[]): Promise<Map<number, string>> {
  const rows = await snapshot<{ id: number; storage_key: string }[]>`
    SELECT f.id, best.storage_key FROM files f
    CROSS JOIN LATERAL (
      SELECT a.storage_key FROM files c JOIN extracted_artifacts a ON a.file_id = c.id
      WHERE (c.id = f.id OR c.content_hash = f.content_hash) AND a.media_type LIKE 'image/%'
      ORDER BY a.name NOT LIKE 'thumbnail.%', a.name NOT LIKE '%iso%', a.page NULLS FIRST, a.name LIMIT 1) best
    WHERE f.id = ANY(${[...fileIds]}::bigint[])`;
  return new Map(rows.map(({ id, storage_key }) => [id, artifactUrl(storage_key)]));
}

export function artifactUrl(storageKey: string): string {
  return `/api/artifacts/${storageKey.split('/').map(encodeURIComponent).join('/')}`;
}
