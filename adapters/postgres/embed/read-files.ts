import type { StatedDimension } from '../../../processors/embed/sizes.js';
import type { Fragment, Sql } from '../connect.js';

/** An extraction with what its shared vectors are computed from, as it is stored. */
export interface StoredFile {
  readonly metadata_id: number;
  readonly file_id: number;
  readonly name: string;
  readonly words: string | null;
  readonly dimensions: readonly StatedDimension[];
  readonly pattern: unknown;
  readonly units: string | null;
  readonly genome: unknown;
  readonly bounding_box: readonly number[] | null;
  readonly volume_cm3: number | null;
  readonly surface_area_cm2: number | null;
  readonly preview_key: string | null;
}

/** A sheet with more dimensions is told by its first. */
const maxDimensions = 500;

/** The next extractions of a range whose shared vectors are not there, older than the model, or of another recipe. */
export async function staleFiles(
  sql: Sql,
  range: { readonly runId: number; readonly from: number; readonly to: number },
  recipe: string,
  limit: number,
): Promise<StoredFile[]> {
  return sql<StoredFile[]>`
    SELECT m.id AS metadata_id, f.id AS file_id, f.name,
      (SELECT string_agg(DISTINCT w, ' ' ORDER BY w) FROM (
        SELECT unnest(ARRAY[m.title, m.drawing_number, m.part_number, m.material, m.finish, c.material]) AS w
        UNION ALL SELECT unnest(ARRAY[g.name, g.description])
        FROM document_group_members gm JOIN document_groups g ON g.id = gm.group_id WHERE gm.file_id = f.id
        UNION ALL SELECT p.value FROM extracted_parameters p WHERE p.file_id = f.id AND p.is_designated AND p.value_type = 'string') words)
        AS words,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('type', d.dimension_type, 'valueMm', d.value_mm)) FROM (
        SELECT dimension_type, value_mm FROM extracted_dimensions
        WHERE file_id = f.id AND value_mm IS NOT NULL ORDER BY id LIMIT ${maxDimensions}) d), '[]') AS dimensions,
      m.raw_data -> 'properties' -> 'flat_pattern' AS pattern, COALESCE(m.units, c.units) AS units,
      c.brep_genome AS genome, c.bounding_box, c.volume_cm3, c.surface_area_cm2,
      (SELECT a.storage_key FROM extracted_artifacts a
       WHERE a.metadata_id = m.id AND a.media_type LIKE 'image/%' ORDER BY a.page NULLS FIRST, a.name LIMIT 1) AS preview_key
    FROM ${stale(sql, range.runId, recipe)} AND f.id > ${range.from} AND f.id <= ${range.to}
    ORDER BY m.id LIMIT ${limit}`;
}

/** How many of the run's extractions are stale. */
export async function countStaleFiles(sql: Sql, runId: number, recipe: string): Promise<number> {
  const [counted] = await sql<{ files: number }[]>`SELECT count(*)::int AS files FROM ${stale(sql, runId, recipe)}`;
  return counted?.files ?? 0;
}

/** A FROM clause with its condition: what was embedded never, before its model was read again, or by another recipe. */
function stale(sql: Sql, runId: number, recipe: string): Fragment {
  return sql`extracted_metadata m JOIN files f ON f.id = m.file_id
    LEFT JOIN cad_models c ON c.file_id = f.id
    LEFT JOIN file_embeddings e ON e.metadata_id = m.id AND e.embedding_type = 'text'
    WHERE f.last_seen_run = ${runId} AND (e.id IS NULL OR e.recipe <> ${recipe} OR e.created_at < c.updated_at)`;
}
