import type { SqlStep } from '../../flows/ports.js';
import type { Sql } from './connect.js';
import { importExports } from './import-exports.js';
import { indexFacts, indexPages } from './index-words.js';

/**
 * The index phase: what makes results findable, as repeatable statements over ranges of the run's files. Only rows that
 * are not indexed yet are touched, so a second run over unchanged files writes nothing.
 */
export function indexSteps(sql: Sql, linkModels: (runId: number) => Promise<void>): readonly SqlStep[] {
  return [
    { name: 'B5-dimensions', scope: 'range', run: ({ runId, from, to }) => normaliseDimensions(sql, runId, from, to) },
    { name: 'B6-materials', scope: 'range', run: ({ runId, from, to }) => normaliseMaterials(sql, runId, from, to) },
    { name: 'B8-text', scope: 'range', run: ({ runId, from, to }) => indexPages(sql, runId, from, to) },
    { name: 'B8-facts', scope: 'range', run: ({ runId, from, to }) => indexFacts(sql, runId, from, to) },
    { name: 'B9-blocks', scope: 'range', run: ({ runId, from, to }) => indexBlocks(sql, runId, from, to) },
    { name: 'B10-metadata', scope: 'range', run: ({ runId, from, to }) => describeGroups(sql, runId, from, to) },
    { name: 'D3-exports', scope: 'whole', run: ({ runId }) => importExports(sql, runId) },
    { name: 'D4-models', scope: 'whole', run: ({ runId }) => linkModels(runId) },
  ];
}

/** B5: a value in millimetres beside each length, so that inches and millimetres compare. Angles and roughness stay out. */
async function normaliseDimensions(sql: Sql, runId: number, from: number, to: number): Promise<void> {
  await sql`
    UPDATE extracted_dimensions d SET value_mm = d.value * u.mm
    FROM files f, (VALUES ('mm', 1.0), ('cm', 10.0), ('m', 1000.0), ('inch', 25.4), ('in', 25.4), ('ft', 304.8)) AS u (unit, mm)
    WHERE f.id = d.file_id AND f.last_seen_run = ${runId} AND d.file_id > ${from} AND d.file_id <= ${to}
      AND d.unit = u.unit AND d.value_mm IS NULL AND d.value IS NOT NULL AND d.dimension_type NOT IN ('angular', 'roughness')`;
}

/** B6: one spelling per material name, and the thickness in millimetres. */
async function normaliseMaterials(sql: Sql, runId: number, from: number, to: number): Promise<void> {
  await sql`
    UPDATE extracted_materials m
    SET material_key = lower(regexp_replace(trim(m.material_name), '[[:space:]_-]+', ' ', 'g')),
      thickness_mm = m.thickness * (CASE WHEN m.thickness_unit IN ('inch', 'in') THEN 25.4 WHEN m.thickness_unit = 'mm' THEN 1.0 END)
    FROM files f
    WHERE f.id = m.file_id AND f.last_seen_run = ${runId} AND m.file_id > ${from} AND m.file_id <= ${to} AND m.material_key IS NULL`;
}

/** B9: block names compare without case. */
async function indexBlocks(sql: Sql, runId: number, from: number, to: number): Promise<void> {
  await sql`
    UPDATE extracted_blocks b SET normalized_name = lower(b.name)
    FROM files f
    WHERE f.id = b.file_id AND f.last_seen_run = ${runId} AND b.file_id > ${from} AND b.file_id <= ${to} AND b.normalized_name IS NULL`;
}

/** B10: a group is described by the title of its drawing: the primary member's first, then the lowest file's. */
async function describeGroups(sql: Sql, runId: number, from: number, to: number): Promise<void> {
  await sql`
    UPDATE document_groups g SET description = best.title, updated_at = now()
    FROM (
      SELECT DISTINCT ON (m.group_id) m.group_id, e.title
      FROM document_group_members m JOIN extracted_metadata e ON e.file_id = m.file_id
      WHERE NULLIF(e.title, '') IS NOT NULL AND m.group_id IN (
        SELECT mm.group_id FROM document_group_members mm JOIN files f ON f.id = mm.file_id
        WHERE f.last_seen_run = ${runId} AND f.id > ${from} AND f.id <= ${to})
      ORDER BY m.group_id, m.is_primary DESC, m.file_id) best
    WHERE g.id = best.group_id AND g.description IS DISTINCT FROM best.title`;
}
