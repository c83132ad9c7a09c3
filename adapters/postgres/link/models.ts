import type { Sql } from '../connect.js';
import { sourceOfRun } from './source.js';

/** D4: each member that is a model points at its row in `cad_models`; a copy at the model of the file that was read in its place. */
export async function linkModels(sql: Sql, runId: number): Promise<void> {
  const sourceId = await sourceOfRun(sql, runId);
  await sql`
    UPDATE document_group_members m SET cad_model_id = c.id
    FROM files f
    LEFT JOIN extraction_jobs j ON j.file_id = f.id AND j.run_id = ${runId} AND j.same_as_file_id IS NOT NULL
    JOIN cad_models c ON c.file_id = COALESCE(j.same_as_file_id, f.id)
    WHERE m.file_id = f.id AND f.source_id = ${sourceId} AND m.cad_model_id IS DISTINCT FROM c.id`;
}
