import type { SimilarQuery } from '../contract/similar.js';
import { containedPattern } from '../criteria/pattern.js';
import type { Fragment, Snapshot } from '../queries/snapshot.js';
import { vectorText } from '../../adapters/postgres/embed/vector-fields.js';
import { signalDefinitions, type QueryVector } from './signals.js';

/** Neighbours that each signal brings; a page is far shorter, and what is good by any signal is among its first. */
const neighbours = 200;

/**
 * Files near a vector by the HNSW index of its kind, nearest first. Only vectors of the same method and version are compared. Filters
 * are part of the index scan (`hnsw.iterative_scan`), so a narrow one still fills the page.
 */
export async function nearest(
  snapshot: Snapshot,
  query: QueryVector,
  filters: SimilarQuery,
  excluded: readonly number[],
): Promise<number[]> {
  const { table, kind, dimensions } = signalDefinitions[query.signal];
  // Literals: the planner recognises an index expression and its predicate only by them.
  const type = snapshot.unsafe(`vector(${dimensions})`);
  const vector = snapshot`${vectorText(query.vector)}::${type}`;
  const conditions = snapshot`${filterOf(snapshot, filters)} AND NOT f.id = ANY(${[...excluded]}::bigint[])`;
  const sameMethod = snapshot`e.method = ${query.method} AND e.model_version = ${query.version}`;
  const of = snapshot.unsafe(`e.embedding_type = '${kind}'`);
  const rows = await (table === 'model'
    ? snapshot<{ file_id: number }[]>`
        SELECT c.file_id FROM cad_model_embeddings e JOIN cad_models c ON c.id = e.cad_model_id JOIN files f ON f.id = c.file_id
        WHERE ${of} AND e.status = 'ready' AND ${sameMethod} AND ${conditions}
        ORDER BY e.embedding::${type} <=> ${vector} LIMIT ${neighbours}`
    : table === 'file'
      ? snapshot<{ file_id: number }[]>`
        SELECT e.file_id FROM file_embeddings e JOIN files f ON f.id = e.file_id
        WHERE ${of} AND e.status = 'ready' AND ${sameMethod} AND ${conditions}
        ORDER BY e.embedding::${type} <=> ${vector} LIMIT ${neighbours}`
      : snapshot<{ file_id: number }[]>`
        SELECT c.file_id FROM cad_rendered_views e JOIN cad_models c ON c.id = e.cad_model_id JOIN files f ON f.id = c.file_id
        WHERE ${sameMethod} AND ${conditions}
        ORDER BY e.view_embedding <=> ${vector} LIMIT ${neighbours}`);
  return [...new Set(rows.map(({ file_id }) => file_id))];
}

function filterOf(snapshot: Snapshot, { type, material, size_min, size_max }: SimilarQuery): Fragment {
  const kind =
    type === 'all'
      ? snapshot``
      : type === 'models'
        ? snapshot`AND EXISTS (SELECT 1 FROM cad_models o WHERE o.file_id = f.id)`
        : snapshot`AND f.detected_format IN ('pdf', 'dxf')`;
  const ofMaterial =
    material === undefined
      ? snapshot``
      : snapshot`AND (EXISTS (SELECT 1 FROM extracted_materials t WHERE t.file_id = f.id AND t.material_name ILIKE ${containedPattern(material)})
          OR EXISTS (SELECT 1 FROM cad_models o WHERE o.file_id = f.id AND o.material ILIKE ${containedPattern(material)}))`;
  const ofSize =
    size_min === undefined && size_max === undefined
      ? snapshot``
      : snapshot`AND EXISTS (
          SELECT 1 FROM cad_models o JOIN cad_shape_signatures s ON s.cad_model_id = o.id
          WHERE o.file_id = f.id AND s.extents[1] BETWEEN ${size_min ?? 0}::float8 AND ${size_max ?? 1e12}::float8)`;
  return snapshot`f.status = 'present' ${kind} ${ofMaterial} ${ofSize}`;
}

/** The exact cosine of each candidate that has a vector of the query's method; of a model's views the best. Rounded to six decimals. */
export async function exactCosines(
  snapshot: Snapshot,
  query: QueryVector,
  candidates: readonly number[],
): Promise<Map<number, number>> {
  const { table, kind } = signalDefinitions[query.signal];
  const vector = snapshot`${vectorText(query.vector)}::vector`;
  const sameMethod = snapshot`e.method = ${query.method} AND e.model_version = ${query.version}`;
  const of = snapshot.unsafe(`e.embedding_type = '${kind}'`);
  const among = snapshot`= ANY(${[...candidates]}::bigint[])`;
  const rows = await (table === 'model'
    ? snapshot<{ file_id: number; cosine: number }[]>`
        SELECT c.file_id, 1 - (e.embedding <=> ${vector}) AS cosine
        FROM cad_model_embeddings e JOIN cad_models c ON c.id = e.cad_model_id
        WHERE c.file_id ${among} AND ${of} AND e.status = 'ready' AND ${sameMethod}`
    : table === 'file'
      ? snapshot<{ file_id: number; cosine: number }[]>`
        SELECT e.file_id, 1 - (e.embedding <=> ${vector}) AS cosine
        FROM file_embeddings e WHERE e.file_id ${among} AND ${of} AND e.status = 'ready' AND ${sameMethod}`
      : snapshot<{ file_id: number; cosine: number }[]>`
        SELECT c.file_id, max(1 - (e.view_embedding <=> ${vector})) AS cosine
        FROM cad_rendered_views e JOIN cad_models c ON c.id = e.cad_model_id
        WHERE c.file_id ${among} AND ${sameMethod} GROUP BY c.file_id`);
  return new Map(rows.map(({ file_id, cosine }) => [file_id, Math.round(cosine * 1e6) / 1e6]));
}
