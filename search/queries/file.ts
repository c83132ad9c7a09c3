import type { FileView } from '../contract/views.js';
import { carrierOf } from './carrier.js';
import { readFacts } from './file-facts.js';
import type { Snapshot } from './snapshot.js';

/** What the database knows of a file; where its bytes are is the service's matter. */
export type StoredFile = Omit<FileView, 'file'> & { readonly file: Omit<FileView['file'], 'content_url'> };

/** Everything known of one file: where it is, what was extracted and by what, and how its extraction went. Null when there is no such file. */
export async function readFile(snapshot: Snapshot, id: number): Promise<StoredFile | null> {
  const [file] = await snapshot<StoredFile['file'][]>`
    SELECT f.id, s.uri AS source, f.storage_key AS path, f.name AS filename, f.extension, f.detected_format AS type, f.size,
           to_char(f.modified_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS modified_at, f.content_hash, f.creo_base,
           f.creo_version, f.is_latest, f.status, f.status_reason
    FROM files f JOIN sources s ON s.id = f.source_id WHERE f.id = ${id}`;
  if (file === undefined) return null;
  const groups = await snapshot<FileView['groups']>`
    SELECT g.id, g.name, g.project_code, g.item_number, gm.role, gm.is_primary, gm.evidence, g.linking_method,
           g.linking_confidence::float8
    FROM document_group_members gm JOIN document_groups g ON g.id = gm.group_id WHERE gm.file_id = ${id} ORDER BY g.id`;
  const copies = await snapshot<FileView['copies']>`
    SELECT c.id, c.storage_key AS path FROM files f JOIN files c ON c.content_hash = f.content_hash AND c.id <> f.id
    WHERE f.id = ${id} AND c.status = 'present' ORDER BY c.id LIMIT 100`;
  const jobs = await snapshot<FileView['jobs']>`
    SELECT id, run_id, job_type, status, skip_reason, error_class, last_error, retry_count, extractor, extractor_version,
           fallback_reason, duration_ms, reused_from, same_as_file_id,
           to_char(completed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS completed_at
    FROM extraction_jobs WHERE file_id = ${id} ORDER BY id DESC LIMIT 50`;
  const extractions = await readFacts(snapshot, await carrierOf(snapshot, id));
  return { file, groups: [...groups], copies: [...copies], jobs: [...jobs], extractions };
}
