import type { Point } from '../../../processors/embed/genome.js';
import type { Fragment, Sql } from '../connect.js';

/** A model with what its vectors are computed from, as it is stored. */
export interface StoredModel {
  readonly id: number;
  readonly genome: unknown;
  readonly point_cloud: unknown;
  readonly bounding_box: readonly number[] | null;
  readonly name: string;
  readonly words: string | null;
  readonly views: readonly { readonly id: number; readonly storage_key: string | null }[];
}

/** The next models of a range whose vectors are not there, older than the model, or of another recipe. */
export async function staleModels(
  sql: Sql,
  range: { readonly runId: number; readonly from: number; readonly to: number },
  recipe: string,
  limit: number,
): Promise<StoredModel[]> {
  return sql<StoredModel[]>`
    SELECT c.id, c.brep_genome AS genome, c.point_cloud, c.bounding_box, f.name,
      (SELECT string_agg(DISTINCT w, ' ' ORDER BY w) FROM (
        SELECT unnest(ARRAY[c.material, m.title, m.drawing_number, m.part_number, m.finish]) AS w
        FROM extracted_metadata m WHERE m.file_id = f.id
        UNION ALL SELECT unnest(ARRAY[g.name, g.description])
        FROM document_group_members gm JOIN document_groups g ON g.id = gm.group_id WHERE gm.file_id = f.id
        UNION ALL SELECT p.value FROM extracted_parameters p WHERE p.file_id = f.id AND p.is_designated AND p.value_type = 'string'
        UNION ALL SELECT t.feature_type FROM cad_manufacturing_features t WHERE t.cad_model_id = c.id) words) AS words,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('id', v.id, 'storage_key', v.storage_key) ORDER BY v.view_type)
        FROM cad_rendered_views v WHERE v.cad_model_id = c.id), '[]') AS views
    FROM ${stale(sql, range.runId, recipe)} AND f.id > ${range.from} AND f.id <= ${range.to}
    ORDER BY c.id LIMIT ${limit}`;
}

/** How many of the run's models are stale. */
export async function countStaleModels(sql: Sql, runId: number, recipe: string): Promise<number> {
  const [counted] = await sql<{ models: number }[]>`SELECT count(*)::int AS models FROM ${stale(sql, runId, recipe)}`;
  return counted?.models ?? 0;
}

/** A FROM clause with its condition: what was embedded never, before the model was read again, or by another recipe. */
function stale(sql: Sql, runId: number, recipe: string): Fragment {
  return sql`cad_models c JOIN files f ON f.id = c.file_id
    LEFT JOIN cad_shape_signatures s ON s.cad_model_id = c.id
    WHERE f.last_seen_run = ${runId} AND (s.cad_model_id IS NULL OR s.recipe <> ${recipe} OR s.created_at < c.updated_at)`;
}

/** `{points: [[x, y, z], ...]}` or the bare list; null for anything else. */
export function pointsOf(stored: unknown): Point[] | null {
  const list = typeof stored === 'object' && stored !== null && 'points' in stored ? stored.points : stored;
  if (!Array.isArray(list)) return null;
  const points = list.filter(isPoint);
  return points.length > 0 ? points : null;
}

function isPoint(value: unknown): value is Point {
  return Array.isArray(value) && value.length >= 3 && value.slice(0, 3).every((number) => Number.isFinite(number));
}

/** Sides of a box {minX, minY, minZ, maxX, maxY, maxZ}, greatest first. */
export function extentsOf(box: readonly number[] | null): number[] | null {
  if (box?.length !== 6) return null;
  return [0, 1, 2].map((axis) => (box[axis + 3] ?? 0) - (box[axis] ?? 0)).sort((a, b) => b - a);
}
