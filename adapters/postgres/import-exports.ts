import { matchExport } from '../../processors/creo/json/match.js';
import type { ModelName } from '../../processors/creo/model-file-name.js';
import type { CadFact } from '../../queues/contract/facts.js';
import type { Sql } from './connect.js';
import { jsonText } from './json.js';

interface ExportRow {
  file_id: number;
  path: string;
  job: string | null;
  model: ModelName;
  cad: Partial<CadFact>;
  /** Model files of the same base name in the source, whatever their folder. */
  candidates: { path: string; file_id: number; job: string | null }[];
}

const pageSize = 500;
/** Begins the reason of a model that took its facts from an export elsewhere in its job; the export beside it was read with it. */
const byExport = 'no Creo service; from the export ';

/**
 * D3: gives the models of a run what their JSON exports say. An export belongs to a model file by base name, type and version
 * inside its folder or job; one that answers to several, or to none, is left with its own facts. Repeatable: a model that
 * already says the same is not written.
 */
export async function importExports(sql: Sql, runId: number): Promise<void> {
  for (let after = 0; ;) {
    const page = await exportsOf(sql, runId, after);
    const last = page.at(-1);
    if (!last) return;
    await updateModels(sql, page.flatMap(matchedModel));
    after = last.file_id;
  }
}

function exportsOf(sql: Sql, runId: number, after: number): Promise<ExportRow[]> {
  return sql<ExportRow[]>`
    SELECT f.id AS file_id, f.normalized_path AS path, i.job, e.raw_data -> 'properties' -> 'model' AS model,
      COALESCE(e.raw_data -> 'properties' -> 'cad', '{}') AS cad,
      COALESCE((
        SELECT jsonb_agg(jsonb_build_object('path', c.normalized_path, 'file_id', c.id, 'job', ci.job) ORDER BY c.id)
        FROM files c LEFT JOIN file_identities ci ON ci.file_id = c.id
        WHERE c.source_id = f.source_id AND c.status = 'present' AND c.detected_format IN ('creo_prt', 'creo_asm')
          AND (c.name ILIKE (e.raw_data -> 'properties' -> 'model' ->> 'base') || '.%')), '[]') AS candidates
    FROM files f JOIN extracted_metadata e ON e.file_id = f.id LEFT JOIN file_identities i ON i.file_id = f.id
    WHERE f.last_seen_run = ${runId} AND f.id > ${after} AND f.detected_format = 'creo_json' AND e.extractor = 'json'
    ORDER BY f.id LIMIT ${pageSize}`;
}

function matchedModel({ path, job, model, cad, candidates }: ExportRow): Record<string, unknown>[] {
  const jobs = new Map([...candidates.map((candidate) => [candidate.path, candidate.job] as const), [path, job] as const]);
  const match = matchExport(
    { path, model },
    candidates.map((candidate) => candidate.path),
    (of) => jobs.get(of) ?? null,
  );
  const found = match.kind === 'match' ? candidates.find((candidate) => candidate.path === match.path) : undefined;
  if (!found) return [];
  const faces = cad.face_list ?? [];
  return [
    {
      file_id: found.file_id,
      reason: `${byExport}${path}`,
      genome: faces.length > 0 ? { faces, adjacency: cad.adjacency ?? [] } : null,
      faces: cad.faces ?? null,
      edges: cad.edges ?? null,
      vertices: cad.vertices ?? null,
      solids: cad.solids ?? null,
      material: cad.material ?? null,
      mass_kg: cad.mass_kg ?? null,
      volume: cad.volume ?? null,
      area: cad.area ?? null,
      units: cad.units ?? null,
      unit_source: cad.unit_source ?? null,
      features: cad.features ?? null,
    },
  ];
}

async function updateModels(sql: Sql, rows: readonly Record<string, unknown>[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    UPDATE cad_models m SET extraction_mode = 'json', fallback_reason = r.reason, brep_genome = NULLIF(r.genome, 'null'), face_count = r.faces,
      edge_count = r.edges, vertex_count = r.vertices, solid_count = r.solids, material = COALESCE(r.material, m.material),
      mass_kg = r.mass_kg, volume_cm3 = r.volume / 1000, surface_area_cm2 = r.area / 100, units = COALESCE(r.units, m.units),
      unit_source = COALESCE(r.unit_source, m.unit_source), feature_tree = NULLIF(r.features, 'null'), updated_at = now()
    FROM jsonb_to_recordset(${jsonText(rows)}::text::jsonb) AS r (file_id BIGINT, reason TEXT, genome JSONB, faces INT, edges INT, vertices INT,
      solids INT, material TEXT, mass_kg FLOAT8, volume FLOAT8, area FLOAT8, units TEXT, unit_source TEXT, features JSONB)
    WHERE m.file_id = r.file_id AND (m.extraction_mode IS NULL OR m.fallback_reason LIKE ${`${byExport}%`})
      AND m.fallback_reason IS DISTINCT FROM r.reason`;
}
