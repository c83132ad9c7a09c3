import type { Sql } from '../connect.js';
import { sourceOfRun } from './source.js';

/**
 * D4: each member that is a model points at its row in `cad_models`, a copy at the model of the file that was read in its place; and each line of a Creo assembly
 * at the model of its component, the latest version of that name beside the assembly.
 */
export async function linkModels(sql: Sql, runId: number): Promise<void> {
  const sourceId = await sourceOfRun(sql, runId);
  await sql`
    UPDATE document_group_members m SET cad_model_id = c.id
    FROM files f
    LEFT JOIN extraction_jobs j ON j.file_id = f.id AND j.run_id = ${runId} AND j.same_as_file_id IS NOT NULL
    JOIN cad_models c ON c.file_id = COALESCE(j.same_as_file_id, f.id)
    WHERE m.file_id = f.id AND f.source_id = ${sourceId} AND m.cad_model_id IS DISTINCT FROM c.id`;
  await sql`
    UPDATE cad_assembly_relations r SET child_model_id = child.id
    FROM cad_models parent
    JOIN files a ON a.id = parent.file_id
    JOIN files f ON f.source_id = a.source_id AND f.is_latest
    JOIN cad_models child ON child.file_id = f.id
    WHERE r.parent_model_id = parent.id AND a.source_id = ${sourceId} AND a.detected_format = 'creo_asm'
      AND f.creo_base = lower(left(a.normalized_path, length(a.normalized_path) - length(a.name)) || r.child_name
        || CASE WHEN r.child_name ~* '[.](prt|asm)$' THEN '' WHEN r.relation_type = 'subassembly' THEN '.asm' ELSE '.prt' END)
      AND r.child_model_id IS DISTINCT FROM child.id`;
}
