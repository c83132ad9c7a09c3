import type { GroupView } from '../contract/views.js';
import type { Snapshot } from './snapshot.js';

/** A document group with its members, or null when there is none with this id. */
export async function readGroup(snapshot: Snapshot, id: number): Promise<GroupView | null> {
  const [group] = await snapshot<Omit<GroupView, 'files'>[]>`
    SELECT id, name, project_code, item_number, description, linking_method, linking_confidence::float8, needs_review,
           review_reasons, to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS created_at,
           to_char(updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS updated_at
    FROM document_groups WHERE id = ${id}`;
  if (group === undefined) return null;
  const files = await snapshot<GroupView['files']>`
    SELECT f.id, f.detected_format AS type, f.storage_key AS path, f.name AS filename, f.status, f.is_latest,
           gm.role, gm.is_primary, gm.evidence,
           coalesce(own.title, copied.title) AS title, coalesce(own.drawing_number, copied.drawing_number) AS drawing_number,
           coalesce(own.part_number, copied.part_number) AS part_number, coalesce(own.revision, copied.revision) AS revision,
           coalesce(own.file_id, copied.file_id) AS facts_from_file_id
    FROM document_group_members gm
    JOIN files f ON f.id = gm.file_id
    LEFT JOIN LATERAL (SELECT * FROM extracted_metadata m WHERE m.file_id = f.id ORDER BY m.id LIMIT 1) own ON true
    LEFT JOIN LATERAL (
      SELECT m.* FROM files c JOIN extracted_metadata m ON m.file_id = c.id
      WHERE own.id IS NULL AND c.content_hash = f.content_hash AND c.id <> f.id ORDER BY m.file_id, m.id LIMIT 1
    ) copied ON true
    WHERE gm.group_id = ${id} ORDER BY gm.is_primary DESC, f.storage_key COLLATE "C", f.id`;
  return { ...group, files: [...files] };
}
