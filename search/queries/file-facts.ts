import type { ExtractionView } from '../contract/views.js';
import type { Fragment, Snapshot } from './snapshot.js';

/** A drawing with more rows of one kind than this is read through the search; `counts` tells how many there are. */
const rowsPerKind = 1000;

/** What was extracted from a file, one object per kind of source, with its provenance. */
export async function readFacts(snapshot: Snapshot, fileId: number): Promise<ExtractionView[]> {
  const kind = (table: string, columns: Fragment, order: Fragment = snapshot`t.id`) => snapshot`
    (SELECT coalesce(jsonb_agg(to_jsonb(r) - 'place' ORDER BY r.place), '[]') FROM (
      SELECT ${columns}, row_number() OVER (ORDER BY ${order}) AS place
      FROM ${snapshot(table)} t WHERE t.metadata_id = m.id ORDER BY place LIMIT ${rowsPerKind}) r)`;
  const ofModel = (table: string, key: string, columns: Fragment) => snapshot`
    (SELECT coalesce(jsonb_agg(to_jsonb(r) - 'place' ORDER BY r.place), '[]') FROM (
      SELECT ${columns}, t.id AS place FROM ${snapshot(table)} t JOIN cad_models c ON c.id = t.${snapshot(key)}
      WHERE c.file_id = m.file_id ORDER BY t.id LIMIT ${rowsPerKind}) r)`;
  const rows = await snapshot<ExtractionView[]>`
    SELECT m.file_id AS facts_from_file_id, m.source_type, m.extraction_status, m.extractor, m.extractor_version, m.fallback_reason,
      m.completeness,
      jsonb_build_object('dimensions', m.dimension_count, 'parameters', m.parameter_count, 'bom_items', m.bom_count,
        'texts', m.text_count, 'blocks', m.block_count) AS counts,
      jsonb_strip_nulls(to_jsonb(m) - ${unshown}::text[]) AS metadata,
      m.raw_data,
      ${kind(
        'extracted_dimensions',
        snapshot`t.value, t.unit, t.unit_source, t.value_mm, t.dimension_type, t.tolerance_plus, t.tolerance_minus, t.tolerance_type,
          t.fit, t.quantity, t.label, t.layer, t.source_page, t.position_x, t.position_y, t.measured_or_stored`,
      )} AS dimensions,
      ${kind('extracted_parameters', snapshot`t.name, t.value, t.value_numeric, t.value_type, t.category, t.units, t.is_designated`)} AS parameters,
      ${kind(
        'extracted_materials',
        snapshot`t.material_name, t.material_spec, t.finish, t.thickness, t.thickness_unit, t.thickness_mm, t.properties`,
      )} AS materials,
      ${kind(
        'extracted_bom_items',
        snapshot`t.item_number, t.part_number, t.description, t.quantity, t.material, t.source_table, t.properties`,
      )} AS bom_items,
      ${kind('extracted_text', snapshot`t.page, t.layer, t.text`, snapshot`t.page NULLS LAST, t.id`)} AS texts,
      ${kind('extracted_blocks', snapshot`t.name, t.entity_count, t.inserts, t.inserts_expanded, t.attributes`)} AS blocks,
      ${kind('extracted_artifacts', snapshot`t.name, t.storage_key, t.media_type, t.byte_size, t.page, t.width, t.height`)} AS artifacts,
      (SELECT jsonb_strip_nulls(to_jsonb(c) - ${heavy}::text[]) FROM cad_models c WHERE c.file_id = m.file_id) AS cad,
      ${ofModel('cad_manufacturing_features', 'cad_model_id', snapshot`t.feature_type, t.face_ids, t.parameters, t.location, t.source`)} AS features,
      ${ofModel(
        'cad_assembly_relations',
        'parent_model_id',
        snapshot`t.parent_name, t.child_name, t.child_model_id, t.instance_name, t.instance_count, t.relation_type`,
      )} AS assembly
    FROM extracted_metadata m WHERE m.file_id = ${fileId} ORDER BY m.id`;
  return rows.map((row) => ({ ...row }));
}

/** Columns shown elsewhere in the answer, or of no meaning outside the database. */
const unshown = [
  'id',
  'file_id',
  'extraction_job_id',
  'source_type',
  'extraction_status',
  'completeness',
  'extractor',
  'extractor_version',
  'fallback_reason',
  'raw_data',
  'has_dimensions',
  'has_parameters',
  'has_bom',
  'has_text',
  'created_at',
  'dimension_count',
  'parameter_count',
  'bom_count',
  'text_count',
  'block_count',
];

/** Columns of a model that are megabytes of numbers, or of no meaning outside the database. */
const heavy = ['file_id', 'extraction_job_id', 'brep_genome', 'deepsdf_latent', 'point_cloud', 'face_grids', 'edge_grids'];
