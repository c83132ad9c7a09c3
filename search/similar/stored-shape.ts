import type { SimilarSignal } from '../contract/similar.js';
import { carrierOf } from '../queries/carrier.js';
import type { Snapshot } from '../queries/snapshot.js';
import type { QueryShape } from './signals.js';

interface StoredVector {
  readonly signal: SimilarSignal;
  readonly method: string;
  readonly version: string;
  readonly reason: string | null;
  readonly vector: string | null;
}

/** The vectors of a file of the archive and of the model in it; null when there is no such file. A copy has those of the file it equals. */
export async function shapeOfFile(snapshot: Snapshot, fileId: number): Promise<QueryShape | null> {
  const files = await snapshot`SELECT 1 FROM files WHERE id = ${fileId}`;
  if (files.length === 0) return null;
  const carrier = await carrierOf(snapshot, fileId);
  const rows = await snapshot<StoredVector[]>`
    SELECT e.embedding_type::text AS signal, e.method, e.model_version AS version, e.missing_reason AS reason, e.embedding::text AS vector
    FROM cad_model_embeddings e JOIN cad_models c ON c.id = e.cad_model_id
    WHERE c.file_id = ${carrier} AND e.embedding_type <> 'clip_text'
    UNION ALL
    SELECT e.embedding_type::text, e.method, e.model_version, e.missing_reason, e.embedding::text
    FROM file_embeddings e WHERE e.file_id = ${carrier}
    ORDER BY signal`;
  const [signature] = await snapshot<{ chirality: number[] | null; extents: number[] | null }[]>`
    SELECT s.chirality, s.extents FROM cad_shape_signatures s JOIN cad_models c ON c.id = s.cad_model_id WHERE c.file_id = ${carrier}`;
  return {
    vectors: rows.flatMap(({ signal, method, version, vector }) =>
      vector === null ? [] : [{ signal, method, version, vector: JSON.parse(vector) as number[] }],
    ),
    missing: rows.flatMap(({ signal, reason }) => (reason === null ? [] : [{ signal, reason }])),
    chirality: signature?.chirality ?? null,
    extents: signature?.extents ?? null,
    excluded: [...new Set([fileId, carrier])],
  };
}

/** The same for a model by its id. */
export async function shapeOfModel(snapshot: Snapshot, modelId: number): Promise<QueryShape | null> {
  const [model] = await snapshot<{ file_id: number }[]>`SELECT file_id FROM cad_models WHERE id = ${modelId}`;
  return model === undefined ? null : shapeOfFile(snapshot, model.file_id);
}
