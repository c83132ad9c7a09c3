import type { FileResult } from '../../flows/ports.js';
import type { Facts, TextFact } from '../../queues/contract/facts.js';
import type { Format } from '../../queues/contract/formats.js';
import type { SqlOrTransaction } from './connect.js';
import { jsonText } from './json.js';
import { replaceModels } from './replace-models.js';

/**
 * Replaces everything that is stored about the files with what was found now. A failed file keeps nothing: what an
 * earlier version of its content said is not true of this one.
 */
export async function replaceFacts(tx: SqlOrTransaction, results: readonly FileResult[]): Promise<void> {
  if (results.length === 0) return;
  const fileIds = results.map(({ claim }) => claim.fileId);
  await tx`DELETE FROM extracted_metadata WHERE file_id = ANY(${fileIds}::bigint[])`;
  const completed = results.filter(({ outcome }) => outcome === 'completed');
  if (completed.length > 0) await insertFacts(tx, completed);
  await replaceModels(tx, results);
}

/**
 * All tables of a whole batch in one statement: without named statements each one costs the driver two trips to the server. The rows of the
 * other tables find the id of their extraction by their file, of which a batch has each once.
 */
async function insertFacts(tx: SqlOrTransaction, results: readonly FileResult[]): Promise<void> {
  await tx`
    WITH given AS MATERIALIZED (SELECT ${jsonText(tablesOf(results))}::text::jsonb AS rows),
    extraction AS (
      INSERT INTO extracted_metadata (file_id, extraction_job_id, source_type, completeness, extractor, extractor_version, fallback_reason,
        raw_data, has_dimensions, has_parameters, has_bom, has_text, dimension_count, parameter_count, bom_count, text_count, block_count,
        drawing_number, part_number, title, revision, material, finish, scale, weight, drawing_date, units, general_tolerance, projection,
        sheet, document_class, pdf_pages, pdf_producer, text_source, dxf_version, entity_count, extents)
      SELECT r.file_id, r.extraction_job_id, r.source_type::extraction_source_type, r.completeness, r.extractor, r.extractor_version,
        r.fallback_reason, r.raw_data, r.dimension_count > 0, r.parameter_count > 0, r.bom_count > 0, r.text_count > 0, r.dimension_count,
        r.parameter_count, r.bom_count, r.text_count, r.block_count, r.drawing_number, r.part_number, r.title, r.revision, r.material,
        r.finish, r.scale, r.weight, r.date, r.units, r.general_tolerance, r.projection, r.sheet, r.document_class, r.pdf_pages,
        r.pdf_producer, r.text_source, r.dxf_version, r.entity_count,
        CASE WHEN jsonb_typeof(r.extents) = 'array' THEN ARRAY(SELECT jsonb_array_elements_text(r.extents)::float8) END
      FROM given, jsonb_to_recordset(given.rows -> 'metadata') AS r (
        file_id BIGINT, extraction_job_id BIGINT, source_type TEXT, completeness REAL, extractor TEXT, extractor_version TEXT,
        fallback_reason TEXT, raw_data JSONB, dimension_count INT, parameter_count INT, bom_count INT, text_count INT, block_count INT,
        drawing_number TEXT, part_number TEXT, title TEXT, revision TEXT, material TEXT, finish TEXT, scale TEXT, weight TEXT, date TEXT,
        units TEXT, general_tolerance TEXT, projection TEXT, sheet TEXT, document_class TEXT, pdf_pages INT, pdf_producer TEXT,
        text_source TEXT, dxf_version TEXT, entity_count INT, extents JSONB)
      RETURNING id, file_id
    ), dimension AS (
      INSERT INTO extracted_dimensions (metadata_id, file_id, value, unit, unit_source, dimension_type, tolerance_plus, tolerance_minus,
        tolerance_type, fit, quantity, label, layer, source_page, position_x, position_y, measured_or_stored)
      SELECT (SELECT id FROM extraction e WHERE e.file_id = r.file_id), r.file_id, value, unit, unit_source, dimension_type::dimension_type, tolerance_plus, tolerance_minus,
        tolerance_type, fit, quantity, label, layer, source_page, position_x, position_y, measured_or_stored
      FROM given, jsonb_to_recordset(given.rows -> 'dimensions') AS r (file_id BIGINT, value FLOAT8, unit TEXT,
        unit_source TEXT, dimension_type TEXT, tolerance_plus FLOAT8, tolerance_minus FLOAT8, tolerance_type TEXT, fit TEXT, quantity INT,
        label TEXT, layer TEXT, source_page INT, position_x FLOAT8, position_y FLOAT8, measured_or_stored TEXT)
    ), parameter AS (
      INSERT INTO extracted_parameters (metadata_id, file_id, name, value, value_numeric, value_type, category, units, is_designated)
      SELECT (SELECT id FROM extraction e WHERE e.file_id = r.file_id), r.file_id, name, value, value_numeric, value_type, category, units, is_designated
      FROM given, jsonb_to_recordset(given.rows -> 'parameters') AS r (file_id BIGINT, name TEXT, value TEXT,
        value_numeric FLOAT8, value_type TEXT, category TEXT, units TEXT, is_designated BOOLEAN)
    ), material AS (
      INSERT INTO extracted_materials (metadata_id, file_id, material_name, material_spec, finish, thickness, thickness_unit, properties)
      SELECT (SELECT id FROM extraction e WHERE e.file_id = r.file_id), r.file_id, material_name, material_spec, finish, thickness, thickness_unit, COALESCE(properties, '{}')
      FROM given, jsonb_to_recordset(given.rows -> 'materials') AS r (file_id BIGINT, material_name TEXT,
        material_spec TEXT, finish TEXT, thickness FLOAT8, thickness_unit TEXT, properties JSONB)
    ), bom_item AS (
      INSERT INTO extracted_bom_items (metadata_id, file_id, item_number, part_number, description, quantity, material, source_table, properties)
      SELECT (SELECT id FROM extraction e WHERE e.file_id = r.file_id), r.file_id, item_number, part_number, description, quantity, material, source_table, COALESCE(properties, '{}')
      FROM given, jsonb_to_recordset(given.rows -> 'bom_items') AS r (file_id BIGINT, item_number TEXT, part_number TEXT,
        description TEXT, quantity FLOAT8, material TEXT, source_table TEXT, properties JSONB)
    ), text_of_page AS (
      INSERT INTO extracted_text (metadata_id, file_id, page, layer, text)
      SELECT (SELECT id FROM extraction e WHERE e.file_id = r.file_id), r.file_id, page, layer, text
      FROM given, jsonb_to_recordset(given.rows -> 'texts') AS r (file_id BIGINT, page INT, layer TEXT, text TEXT)
    ), block AS (
      INSERT INTO extracted_blocks (metadata_id, file_id, name, entity_count, inserts, inserts_expanded, attributes)
      SELECT (SELECT id FROM extraction e WHERE e.file_id = r.file_id), r.file_id, name, entities, inserts, inserts_expanded, COALESCE(attributes, '[]')
      FROM given, jsonb_to_recordset(given.rows -> 'blocks') AS r (file_id BIGINT, name TEXT, entities INT, inserts INT,
        inserts_expanded INT, attributes JSONB)
    )
    INSERT INTO extracted_artifacts (metadata_id, file_id, name, storage_key, media_type, byte_size, page, width, height)
    SELECT (SELECT id FROM extraction e WHERE e.file_id = r.file_id), r.file_id, name, storage_key, media_type, byte_size, page, width, height
    FROM given, jsonb_to_recordset(given.rows -> 'artifacts') AS r (file_id BIGINT, name TEXT,
      storage_key TEXT, media_type TEXT, byte_size INT, page INT, width INT, height INT)`;
}

function tablesOf(results: readonly FileResult[]): Record<string, unknown[]> {
  const rows = <T>(pick: (facts: Facts) => readonly T[]): (T & { file_id: number })[] =>
    results.flatMap(({ claim, facts }) => pick(facts).map((row) => ({ ...row, file_id: claim.fileId })));
  return {
    metadata: results.map(metadataRow),
    dimensions: rows((facts) => facts.dimensions),
    parameters: rows((facts) => facts.parameters),
    materials: rows((facts) => facts.materials),
    bom_items: rows((facts) => facts.bom_items),
    texts: rows((facts) => textRows(facts.texts)),
    blocks: rows((facts) => facts.blocks),
    artifacts: rows((facts) => facts.artifacts),
  };
}

const sourceTypeOf: Partial<Record<Format, string>> = {
  pdf: 'pdf',
  dxf: 'dxf',
  creo_prt: 'creo_part',
  creo_asm: 'creo_asm',
  creo_drw: 'creo_drw',
  creo_json: 'creo_part',
  step: 'step',
  iges: 'step',
  brep: 'step',
};

function metadataRow({ claim, facts }: FileResult): Record<string, unknown> {
  const { metadata } = facts;
  return {
    ...metadata,
    file_id: claim.fileId,
    extraction_job_id: claim.jobId,
    source_type: sourceTypeOf[facts.format],
    extractor: facts.extractor,
    extractor_version: facts.extractor_version,
    fallback_reason: facts.fallback_reason,
    raw_data: rawData(facts),
    dimension_count: facts.dimensions.length,
    parameter_count: facts.parameters.length,
    bom_count: facts.bom_items.length,
    text_count: facts.texts.length,
    block_count: facts.blocks.length,
  };
}

/** What has no column of its own: layers, evidence, warnings, attributes, tables, the document's own properties. */
function rawData({ metadata, texts, tables }: Facts): Record<string, unknown> {
  const { layers, xrefs, notes, revisions, properties, evidence, warnings, entity_counts, code_page } = metadata;
  const attributes = texts.filter((text) => text.source === 'attrib').map(({ tag, text }) => ({ tag, text }));
  return { layers, xrefs, notes, revisions, properties, evidence, warnings, entity_counts, code_page, attributes, tables };
}

/** One row per page and layer: what a full-text hit points at. Lines keep the order in which they were found. */
export function textRows(texts: readonly TextFact[]): { page: number | null; layer: string | null; text: string }[] {
  const rows = new Map<string, { page: number | null; layer: string | null; lines: string[] }>();
  for (const { page, layer, text } of texts) {
    if (text === '') continue;
    const key = `${page ?? ''}\u0001${layer ?? ''}`;
    const row = rows.get(key) ?? { page, layer, lines: [] };
    row.lines.push(text);
    rows.set(key, row);
  }
  return [...rows.values()].map(({ page, layer, lines }) => ({ page, layer, text: lines.join('\n') }));
}
