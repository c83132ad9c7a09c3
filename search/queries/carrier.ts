import type { Snapshot } from './snapshot.js';

/** The file whose extraction speaks for this one: itself, or else the one its job names, or else one with the same content. */
export async function carrierOf(snapshot: Snapshot, id: number): Promise<number> {
  const [row] = await snapshot<{ id: number }[]>`
    SELECT candidate.id FROM (
      SELECT ${id}::bigint AS id, 0 AS place
      UNION ALL
      SELECT same_as_file_id, 1 FROM extraction_jobs WHERE file_id = ${id} AND same_as_file_id IS NOT NULL
      UNION ALL
      SELECT c.id, 2 FROM files f JOIN files c ON c.content_hash = f.content_hash WHERE f.id = ${id}
    ) candidate
    WHERE EXISTS (SELECT 1 FROM extracted_metadata m WHERE m.file_id = candidate.id)
    ORDER BY candidate.place, candidate.id LIMIT 1`;
  return row?.id ?? id;
}
