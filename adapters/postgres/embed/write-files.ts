import type { Embedding, FileKind } from '../../../processors/embed/kinds.js';
import type { Sql } from '../connect.js';
import { jsonText } from '../json.js';
import { vectorFields } from './vector-fields.js';

export interface FileVectors {
  readonly metadata_id: number;
  readonly file_id: number;
  readonly embeddings: readonly Embedding<FileKind>[];
}

/** Replaces the shared vectors of extractions. One that was extracted anew meanwhile has another id; its old vectors are not written. */
export async function writeFileVectors(sql: Sql, files: readonly FileVectors[], recipe: string): Promise<void> {
  const rows = files.flatMap(({ metadata_id, file_id, embeddings }) =>
    embeddings.map((embedding) => ({ metadata_id, file_id, ...vectorFields(embedding) })),
  );
  await sql`
    INSERT INTO file_embeddings (metadata_id, file_id, embedding_type, method, model_version, status, missing_reason, embedding, recipe)
    SELECT r.metadata_id, r.file_id, r.kind::file_embedding_type, r.method, r.version, r.status::embedding_status, r.reason,
      r.vector::vector, ${recipe}
    FROM jsonb_to_recordset(${jsonText(rows)}::text::jsonb) AS r (metadata_id BIGINT, file_id BIGINT, kind TEXT, method TEXT, version TEXT,
      status TEXT, reason TEXT, vector TEXT)
    JOIN extracted_metadata m ON m.id = r.metadata_id
    ON CONFLICT (metadata_id, embedding_type) DO UPDATE SET method = EXCLUDED.method, model_version = EXCLUDED.model_version,
      status = EXCLUDED.status, missing_reason = EXCLUDED.missing_reason, embedding = EXCLUDED.embedding, recipe = EXCLUDED.recipe,
      created_at = now()`;
}
