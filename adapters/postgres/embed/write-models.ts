import type { EmbeddedModel } from '../../../processors/embed/embed-model.js';
import type { Sql } from '../connect.js';
import { jsonText } from '../json.js';
import { vectorFields, vectorText } from './vector-fields.js';

export interface ModelVectors extends EmbeddedModel {
  readonly id: number;
  readonly extents: readonly number[] | null;
  readonly chirality: readonly number[] | null;
}

/** Replaces the vectors of models and marks them with the recipe, in one transaction. */
export async function writeModelVectors(sql: Sql, models: readonly ModelVectors[], recipe: string): Promise<void> {
  const rows = models.flatMap(({ id, embeddings }) => embeddings.map((embedding) => ({ id, ...vectorFields(embedding) })));
  const views = models.flatMap(({ views, viewKind }) =>
    views.map(({ id, vector }) => ({ id, vector: vector === null ? null : vectorText(vector), ...viewKind })),
  );
  const marks = models.map(({ id, extents, chirality }) => ({ id, extents, chirality }));
  await sql.begin(async (tx) => {
    await tx`
      INSERT INTO cad_model_embeddings (cad_model_id, embedding_type, method, model_version, status, missing_reason, embedding)
      SELECT id, kind::embedding_type, method, version, status::embedding_status, reason, vector::vector
      FROM jsonb_to_recordset(${jsonText(rows)}::text::jsonb) AS r (
        id BIGINT, kind TEXT, method TEXT, version TEXT, status TEXT, reason TEXT, vector TEXT)
      ON CONFLICT (cad_model_id, embedding_type) DO UPDATE SET method = EXCLUDED.method, model_version = EXCLUDED.model_version,
        status = EXCLUDED.status, missing_reason = EXCLUDED.missing_reason, embedding = EXCLUDED.embedding, created_at = now()`;
    await tx`
      UPDATE cad_rendered_views v SET view_embedding = r.vector::vector, method = r.method, model_version = r.version
      FROM jsonb_to_recordset(${jsonText(views)}::text::jsonb) AS r (id BIGINT, vector TEXT, method TEXT, version TEXT) WHERE v.id = r.id`;
    await tx`
      INSERT INTO cad_shape_signatures (cad_model_id, recipe, extents, chirality)
      SELECT id, ${recipe},
        CASE WHEN jsonb_typeof(extents) = 'array' THEN ARRAY(SELECT jsonb_array_elements_text(extents)::float8) END,
        CASE WHEN jsonb_typeof(chirality) = 'array' THEN ARRAY(SELECT jsonb_array_elements_text(chirality)::float8) END
      FROM jsonb_to_recordset(${jsonText(marks)}::text::jsonb) AS r (id BIGINT, extents JSONB, chirality JSONB)
      ON CONFLICT (cad_model_id) DO UPDATE SET recipe = EXCLUDED.recipe, extents = EXCLUDED.extents, chirality = EXCLUDED.chirality,
        created_at = now()`;
  });
}
