import type { Figures } from '../../../flows/ports.js';
import { fileKinds, modelKinds } from '../../../processors/embed/kinds.js';
import type { Sql } from '../connect.js';

interface Coverage {
  readonly kind: string;
  readonly method: string;
  readonly version: string;
  readonly ready: number;
  readonly missing: number;
}

/** Coverage of the vectors of a run: each kind by method and version, and why the missing are missing. */
export function embedFigures(sql: Sql): Figures {
  return async (runId) => {
    const [counts] = await sql<{ models: number; bare_models: number; files: number; bare_files: number }[]>`
      WITH models AS (
        SELECT c.id, (SELECT count(*) FROM cad_model_embeddings e WHERE e.cad_model_id = c.id) AS kinds
        FROM cad_models c JOIN files f ON f.id = c.file_id WHERE f.last_seen_run = ${runId}),
      extracted AS (
        SELECT m.id, (SELECT count(*) FROM file_embeddings e WHERE e.metadata_id = m.id) AS kinds
        FROM extracted_metadata m JOIN files f ON f.id = m.file_id WHERE f.last_seen_run = ${runId})
      SELECT (SELECT count(*) FROM models)::int AS models,
        (SELECT count(*) FROM models WHERE kinds < ${Object.keys(modelKinds).length})::int AS bare_models,
        (SELECT count(*) FROM extracted)::int AS files,
        (SELECT count(*) FROM extracted WHERE kinds < ${Object.keys(fileKinds).length})::int AS bare_files`;
    return {
      models: counts?.models ?? 0,
      modelsWithoutVectors: counts?.bare_models ?? 0,
      files: counts?.files ?? 0,
      filesWithoutVectors: counts?.bare_files ?? 0,
      coverage: await coverageOf(sql, runId),
      missingByReason: await missingOf(sql, runId),
    };
  };
}

async function coverageOf(sql: Sql, runId: number): Promise<Coverage[]> {
  return sql<Coverage[]>`
    SELECT kind, method, version, count(*) FILTER (WHERE is_ready)::int AS ready, count(*) FILTER (WHERE NOT is_ready)::int AS missing
    FROM (
      SELECT e.embedding_type::text AS kind, e.method, e.model_version AS version, e.status = 'ready' AS is_ready, c.file_id
      FROM cad_model_embeddings e JOIN cad_models c ON c.id = e.cad_model_id
      UNION ALL
      SELECT 'view_embedding', COALESCE(v.method, 'none'), COALESCE(v.model_version, '0'), v.view_embedding IS NOT NULL, c.file_id
      FROM cad_rendered_views v JOIN cad_models c ON c.id = v.cad_model_id
      UNION ALL
      SELECT 'file_' || e.embedding_type, e.method, e.model_version, e.status = 'ready', e.file_id FROM file_embeddings e) vectors
    JOIN files f ON f.id = vectors.file_id WHERE f.last_seen_run = ${runId}
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`;
}

async function missingOf(sql: Sql, runId: number): Promise<Record<string, number>> {
  const rows = await sql<{ reason: string; vectors: number }[]>`
    SELECT kind || ': ' || reason AS reason, count(*)::int AS vectors
    FROM (
      SELECT e.embedding_type::text AS kind, e.missing_reason AS reason, c.file_id
      FROM cad_model_embeddings e JOIN cad_models c ON c.id = e.cad_model_id WHERE e.status = 'missing'
      UNION ALL
      SELECT 'file_' || e.embedding_type, e.missing_reason, e.file_id FROM file_embeddings e WHERE e.status = 'missing') vectors
    JOIN files f ON f.id = vectors.file_id WHERE f.last_seen_run = ${runId}
    GROUP BY 1 ORDER BY vectors DESC, reason LIMIT 30`;
  return Object.fromEntries(rows.map(({ reason, vectors }) => [reason, vectors]));
}
