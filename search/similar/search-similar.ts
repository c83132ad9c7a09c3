import { handOf } from '../../processors/embed/chirality.js';
import type { SimilarAnswer, SimilarFile, SimilarQuery, SimilarResult } from '../contract/similar.js';
import { previewsOf } from '../queries/previews.js';
import type { Snapshot } from '../queries/snapshot.js';
import { exactCosines, nearest } from './candidates.js';
import { rankFiles, type RankedFile, type SignalCosines } from './rank.js';
import { weighted, type QueryShape } from './signals.js';

interface Described {
  readonly id: number;
  readonly type: string;
  readonly path: string;
  readonly filename: string;
  readonly model_id: number | null;
  readonly chirality: readonly number[] | null;
  readonly extents: readonly number[] | null;
  readonly group: SimilarResult['document_group'];
  readonly content_hash: string | null;
  readonly copies: SimilarFile['copies'];
}

type Found = Omit<SimilarAnswer, 'query'>;

/**
 * Files like a shape: each of its vectors brings its nearest neighbours from the index; all of them are then compared by all vectors,
 * exactly, and ordered by the weighted mean. Files of one group are one result.
 */
export async function searchSimilar(snapshot: Snapshot, shape: QueryShape, query: SimilarQuery): Promise<Found> {
  const vectors = weighted(shape, query.weights ?? {});
  const candidates = new Set<number>();
  const signals = [];
  for (const vector of vectors) {
    const files = await nearest(snapshot, vector, query, shape.excluded);
    for (const file of files) candidates.add(file);
    const { signal, method, version, weight } = vector;
    signals.push({ signal, method, version, weight, candidates: files.length });
  }
  const cosines: SignalCosines[] = [];
  for (const vector of vectors) {
    cosines.push({ query: vector, cosines: await exactCosines(snapshot, vector, [...candidates]) });
  }
  const ranked = rankFiles(cosines);
  const described = await describe(snapshot, [...candidates]);
  const entries = fold(
    withoutCopies(ranked, described).flatMap((file) => fileOf(file, described.get(file.fileId), shape, query)),
  );
  const page = entries.slice(query.offset, query.offset + query.limit);
  const previews = await previewsOf(
    snapshot,
    page.flatMap(({ files }) => files.map(({ id }) => id)),
  );
  return {
    signals,
    missing: [...shape.missing],
    pagination: { limit: query.limit, offset: query.offset, total: entries.length },
    result_count: page.length,
    results: page.map((entry) => ({
      ...entry,
      files: entry.files.map((file) => ({ ...file, preview: previews.get(file.id) ?? null })),
    })),
  };
}

/** Of files with the same content the first: the others are named beside it. */
function withoutCopies(ranked: readonly RankedFile[], described: ReadonlyMap<number, Described>): RankedFile[] {
  const seen = new Set<string>();
  return ranked.filter(({ fileId }) => {
    const hash = described.get(fileId)?.content_hash ?? null;
    if (hash === null) return true;
    const isNew = !seen.has(hash);
    seen.add(hash);
    return isNew;
  });
}

interface GroupedFile {
  readonly group: SimilarResult['document_group'];
  readonly file: SimilarFile;
}

function fileOf(
  { fileId, score, why }: RankedFile,
  described: Described | undefined,
  shape: QueryShape,
  { mirrored }: SimilarQuery,
): GroupedFile[] {
  if (described === undefined) return [];
  const { id, type, path, filename, model_id, group, copies } = described;
  const hand = shape.chirality === null || described.chirality === null ? null : handOf(shape.chirality, described.chirality);
  // A symmetric part is its own mirror image: it satisfies both wishes.
  if (mirrored === 'only' && hand !== 'mirrored' && hand !== 'either') return [];
  if (mirrored === 'exclude' && hand === 'mirrored') return [];
  const [mine, theirs] = [shape.extents?.[0], described.extents?.[0]];
  const size_ratio = mine === undefined || theirs === undefined || mine <= 0 ? null : Number((theirs / mine).toPrecision(6));
  const file = {
    id: fileId,
    type,
    path,
    filename,
    model_id,
    preview: null,
    score,
    hand,
    size_ratio,
    copies,
    match_details: [...why],
  };
  return id === fileId ? [{ group, file }] : [];
}

/** Files in the order of their scores into results; a group stands where its best file stands. */
function fold(files: readonly GroupedFile[]): SimilarResult[] {
  const results: SimilarResult[] = [];
  const byGroup = new Map<number, SimilarResult>();
  for (const { group, file } of files) {
    const known = group === null ? undefined : byGroup.get(group.id);
    if (known !== undefined) {
      known.files.push(file);
      continue;
    }
    const result: SimilarResult = { document_group: group, score: file.score, why: file.match_details, files: [file] };
    if (group !== null) byGroup.set(group.id, result);
    results.push(result);
  }
  return results;
}

async function describe(snapshot: Snapshot, fileIds: readonly number[]): Promise<Map<number, Described>> {
  const rows = await snapshot<Described[]>`
    SELECT f.id, f.detected_format AS type, f.storage_key AS path, f.name AS filename, f.content_hash, c.id AS model_id, s.chirality, s.extents,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'path', o.storage_key) ORDER BY o.id), '[]')
       FROM files o WHERE o.content_hash = f.content_hash AND o.id <> f.id AND o.status = 'present') AS copies,
      (SELECT jsonb_build_object('id', g.id, 'name', g.name, 'project_code', g.project_code, 'item_number', g.item_number)
       FROM document_group_members gm JOIN document_groups g ON g.id = gm.group_id WHERE gm.file_id = f.id ORDER BY g.id LIMIT 1) AS group
    FROM files f LEFT JOIN cad_models c ON c.file_id = f.id LEFT JOIN cad_shape_signatures s ON s.cad_model_id = c.id
    WHERE f.id = ANY(${[...fileIds]}::bigint[])`;
  return new Map(rows.map((row) => [row.id, row]));
}
