import type { FileResult } from '../../flows/ports.js';
import { modelOf } from '../../queues/contract/partial-model.js';
import type { SqlOrTransaction } from './connect.js';
import { jsonText } from './json.js';

const cadFormats = new Set(['creo_prt', 'creo_asm', 'step', 'iges', 'brep']);
const mm3PerCm3 = 1000;
const mm2PerCm2 = 100;

/**
 * One row in `cad_models` per model file, its id kept when the file is extracted again. A model that could only be read
 * by its header has no genome: those columns stay null, `extraction_mode` too.
 */
export async function replaceModels(tx: SqlOrTransaction, results: readonly FileResult[]): Promise<void> {
  const rows = results.filter(({ facts }) => cadFormats.has(facts.format)).map(modelRow);
  if (rows.length === 0) return;
  const models = await tx<{ id: number; file_id: number }[]>`
    INSERT INTO cad_models (file_id, extraction_job_id, status, extraction_mode, fallback_reason, brep_genome, face_count, edge_count,
      vertex_count, solid_count, bounding_box, material, mass_kg, volume_cm3, surface_area_cm2, centre_of_gravity, units, unit_source,
      point_cloud, face_grids, edge_grids, feature_tree, thumbnail_key)
    SELECT file_id, extraction_job_id, status, extraction_mode::cad_extraction_mode, fallback_reason, NULLIF(brep_genome, 'null'),
      face_count, edge_count, vertex_count, solid_count,
      CASE WHEN jsonb_typeof(bounding_box) = 'array' THEN ARRAY(SELECT jsonb_array_elements_text(bounding_box)::float8) END,
      material, mass_kg, volume_cm3, surface_area_cm2,
      CASE WHEN jsonb_typeof(centre_of_gravity) = 'array' THEN ARRAY(SELECT jsonb_array_elements_text(centre_of_gravity)::float8) END,
      units, unit_source, NULLIF(point_cloud, 'null'), decode(face_grids, 'base64'), decode(edge_grids, 'base64'),
      NULLIF(feature_tree, 'null'), thumbnail_key
    FROM jsonb_to_recordset(${jsonText(rows)}::text::jsonb) AS r (file_id BIGINT, extraction_job_id BIGINT, status TEXT,
      extraction_mode TEXT, fallback_reason TEXT, brep_genome JSONB, face_count INT, edge_count INT, vertex_count INT, solid_count INT,
      bounding_box JSONB, material TEXT, mass_kg FLOAT8, volume_cm3 FLOAT8, surface_area_cm2 FLOAT8, centre_of_gravity JSONB, units TEXT,
      unit_source TEXT, point_cloud JSONB, face_grids TEXT, edge_grids TEXT, feature_tree JSONB, thumbnail_key TEXT)
    ON CONFLICT (file_id) DO UPDATE SET extraction_job_id = EXCLUDED.extraction_job_id, status = EXCLUDED.status,
      extraction_mode = EXCLUDED.extraction_mode, fallback_reason = EXCLUDED.fallback_reason, brep_genome = EXCLUDED.brep_genome,
      face_count = EXCLUDED.face_count, edge_count = EXCLUDED.edge_count, vertex_count = EXCLUDED.vertex_count,
      solid_count = EXCLUDED.solid_count, bounding_box = EXCLUDED.bounding_box, material = EXCLUDED.material,
      mass_kg = EXCLUDED.mass_kg, volume_cm3 = EXCLUDED.volume_cm3, surface_area_cm2 = EXCLUDED.surface_area_cm2,
      centre_of_gravity = EXCLUDED.centre_of_gravity, units = EXCLUDED.units, unit_source = EXCLUDED.unit_source,
      point_cloud = EXCLUDED.point_cloud, face_grids = EXCLUDED.face_grids, edge_grids = EXCLUDED.edge_grids,
      feature_tree = EXCLUDED.feature_tree, thumbnail_key = EXCLUDED.thumbnail_key, updated_at = now()
    RETURNING id, file_id`;
  await replaceFeatures(tx, models, results);
  await replaceViews(tx, models, results);
}

async function replaceFeatures(
  tx: SqlOrTransaction,
  models: readonly { id: number; file_id: number }[],
  results: readonly FileResult[],
): Promise<void> {
  const modelIds = new Map(models.map(({ id, file_id }) => [file_id, id]));
  const ids = [...modelIds.values()];
  await tx`DELETE FROM cad_manufacturing_features WHERE cad_model_id = ANY(${ids}::bigint[])`;
  await tx`DELETE FROM cad_assembly_relations WHERE parent_model_id = ANY(${ids}::bigint[])`;
  const perModel = (pick: 'features' | 'assembly'): Record<string, unknown>[] =>
    results.flatMap(({ claim, facts }) =>
      (modelOf(facts)?.[pick] ?? []).map((row) => ({ ...row, model_id: modelIds.get(claim.fileId) })),
    );
  await tx`
    INSERT INTO cad_manufacturing_features (cad_model_id, feature_type, face_ids, parameters, location, source)
    SELECT model_id, feature_type,
      CASE WHEN jsonb_typeof(face_ids) = 'array' THEN ARRAY(SELECT jsonb_array_elements_text(face_ids)::int) ELSE '{}' END,
      COALESCE(parameters, '{}'),
      CASE WHEN jsonb_typeof(location) = 'array' THEN ARRAY(SELECT jsonb_array_elements_text(location)::float8) END, source
    FROM jsonb_to_recordset(${jsonText(perModel('features'))}::text::jsonb) AS r (
      model_id BIGINT, feature_type TEXT, face_ids JSONB, parameters JSONB, location JSONB, source TEXT)
    WHERE feature_type IS NOT NULL AND source IN ('creo', 'recognised')`;
  await tx`
    INSERT INTO cad_assembly_relations (parent_model_id, parent_name, child_name, transform, instance_name, instance_count, relation_type)
    SELECT model_id, parent_name, child_name,
      CASE WHEN jsonb_typeof(transform) = 'array' THEN ARRAY(SELECT jsonb_array_elements_text(transform)::float8) END,
      instance_name, COALESCE(instance_count, 1), COALESCE(relation_type, 'component')::assembly_relation_type
    FROM jsonb_to_recordset(${jsonText(perModel('assembly'))}::text::jsonb) AS r (
      model_id BIGINT, parent_name TEXT, child_name TEXT, transform JSONB, instance_name TEXT, instance_count INT, relation_type TEXT)
    WHERE child_name IS NOT NULL`;
}

async function replaceViews(
  tx: SqlOrTransaction,
  models: readonly { id: number; file_id: number }[],
  results: readonly FileResult[],
): Promise<void> {
  const modelIds = new Map(models.map(({ id, file_id }) => [file_id, id]));
  await tx`DELETE FROM cad_rendered_views WHERE cad_model_id = ANY(${[...modelIds.values()]}::bigint[])`;
  const rows = results.flatMap(({ claim, facts }) =>
    (facts.cad?.views ?? []).map((view) => ({ ...view, model_id: modelIds.get(claim.fileId) })),
  );
  if (rows.length === 0) return;
  await tx`
    INSERT INTO cad_rendered_views (cad_model_id, view_type, azimuth, elevation, storage_key, resolution)
    SELECT model_id, view_type, azimuth, elevation, storage_key, resolution
    FROM jsonb_to_recordset(${jsonText(rows)}::text::jsonb) AS r (model_id BIGINT, view_type TEXT, azimuth REAL, elevation REAL,
      storage_key TEXT, resolution INT)`;
}

const modeOf: Readonly<Record<string, string>> = { kernel: 'kernel', grpc: 'grpc', json: 'json' };

function modelRow({ claim, facts, outcome }: FileResult): Record<string, unknown> {
  const cad = modelOf(facts);
  const faces = cad?.face_list ?? [];
  return {
    file_id: claim.fileId,
    extraction_job_id: claim.jobId,
    status: outcome,
    extraction_mode: modeOf[facts.extractor ?? ''] ?? null,
    fallback_reason: facts.fallback_reason,
    brep_genome: faces.length > 0 ? { faces, adjacency: cad?.adjacency ?? [] } : null,
    face_count: cad?.faces ?? null,
    edge_count: cad?.edges ?? null,
    vertex_count: cad?.vertices ?? null,
    solid_count: cad?.solids ?? null,
    bounding_box: cad?.bounding_box ?? null,
    material: cad?.material ?? facts.metadata.material ?? null,
    mass_kg: cad?.mass_kg ?? null,
    volume_cm3: typeof cad?.volume === 'number' ? cad.volume / mm3PerCm3 : null,
    surface_area_cm2: typeof cad?.area === 'number' ? cad.area / mm2PerCm2 : null,
    centre_of_gravity: cad?.centre_of_gravity ?? null,
    units: cad?.units ?? facts.metadata.units ?? null,
    point_cloud: cad?.point_cloud ?? null,
    face_grids: cad?.face_grids ?? null,
    edge_grids: cad?.edge_grids ?? null,
    thumbnail_key: thumbnailOf(facts),
    feature_tree: facts.metadata.properties?.['feature_tree'] ?? null,
    unit_source: cad?.unit_source ?? (facts.metadata.units ? 'stated' : 'unknown'),
  };
}

/** The picture to show of a model in a list: its first isometric view, else the picture that its author's program stored in it. */
function thumbnailOf({ cad, artifacts }: FileResult['facts']): string | null {
  const view = cad?.views?.find(({ view_type }) => view_type === 'iso-1');
  return view?.storage_key ?? artifacts.find(({ name }) => name.startsWith('thumbnail'))?.storage_key ?? null;
}
