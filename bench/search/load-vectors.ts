import type { Sql } from '../../adapters/postgres/connect.js';
import { vectorText } from '../../adapters/postgres/embed/vector-fields.js';
import { seededRandom } from '../../processors/embed/random.js';
import { unitVector } from '../../processors/embed/vector.js';
import { signalDefinitions } from '../../search/similar/signals.js';
import { loadThenIndex } from './bulk-load.js';
import type { SimilarSignal } from '../../search/contract/similar.js';

/** Parts come in families: vectors lie around centres, as many to a centre as an archive has variants of a part. */
const perFamily = 20;
const spread = 0.35;
const page = 500;

/** Unit vectors in families; the same seed gives the same. */
export function familyVectors(count: number, dimensions: number, seed: number): number[][] {
  const random = seededRandom(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  let centre: number[] = [];
  return Array.from({ length: count }, (_, at) => {
    if (at % perFamily === 0) centre = Array.from({ length: dimensions }, normal);
    return unitVector(centre.map((value) => value + spread * normal())) ?? [];
  });
}

/** One file with one model for each vector, their ids ascending; nothing but what a search by vector reads. */
export async function loadModels(sql: Sql, count: number): Promise<number> {
  await sql`INSERT INTO sources (uri) VALUES ('eval://search')`;
  const [first] = await sql<{ id: number }[]>`
    WITH f AS (
      INSERT INTO files (source_id, storage_key, normalized_path, name, extension, detected_format, status)
      SELECT s.id, n || '.step', n || '.step', n || '.step', 'step', 'step', 'present' FROM sources s, generate_series(1, ${count}::int) n
      WHERE s.uri = 'eval://search' RETURNING id),
    c AS (INSERT INTO cad_models (file_id) SELECT id FROM f ORDER BY id),
    m AS (INSERT INTO extracted_metadata (file_id, source_type, extractor, extractor_version) SELECT id, 'step', 'kernel', '1' FROM f)
    SELECT min(id) AS id FROM f`;
  return first?.id ?? 0;
}

/** Gives the models their vectors of one signal. */
export async function loadVectors(
  sql: Sql,
  signal: SimilarSignal,
  firstFile: number,
  vectors: readonly number[][],
): Promise<void> {
  const { table, kind } = signalDefinitions[signal];
  const tableName = table === 'model' ? 'cad_model_embeddings' : 'file_embeddings';
  await loadThenIndex(sql, tableName, kind, () => insertVectors(sql, signal, firstFile, vectors));
}

/** The same with the indexes as they are. */
export async function insertVectors(
  sql: Sql,
  signal: SimilarSignal,
  firstFile: number,
  vectors: readonly number[][],
): Promise<void> {
  const { table, kind } = signalDefinitions[signal];
  for (let at = 0; at < vectors.length; at += page) {
    const texts = vectors.slice(at, at + page).map(vectorText);
    const rows = sql`unnest(${texts}::text[]) WITH ORDINALITY AS u (vector, n)`;
    const file = sql`${firstFile + at - 1}::bigint + u.n`;
    if (table === 'model') {
      await sql`
        INSERT INTO cad_model_embeddings (cad_model_id, embedding_type, method, model_version, status, embedding)
        SELECT c.id, ${kind}::text::embedding_type, 'eval', '1', 'ready', u.vector::vector FROM ${rows} JOIN cad_models c ON c.file_id = ${file}`;
    } else {
      await sql`
        INSERT INTO file_embeddings (metadata_id, file_id, embedding_type, method, model_version, status, embedding, recipe)
        SELECT m.id, m.file_id, ${kind}::text::file_embedding_type, 'eval', '1', 'ready', u.vector::vector, 'eval'
        FROM ${rows} JOIN extracted_metadata m ON m.file_id = ${file}`;
    }
  }
}
