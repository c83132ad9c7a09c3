import type { Sql } from './connect.js';

/** A share of a run's extractions that should hold something, and how many there are. */
export interface QualityTarget {
  readonly name: string;
  /** Null when the run holds no such file. */
  readonly share: number | null;
  readonly target: number;
  readonly of: number;
}

interface QualityRow {
  pdf: number;
  pdf_text: number;
  dxf_dimensioned: number;
  dxf_dimensions: number;
  cad: number;
  cad_brep: number;
}

/**
 * Quality against the targets of the product. DXFs count for dimensions only when they hold any DIMENSION entity: most are
 * flat patterns without.
 */
export async function readQuality(sql: Sql, runId: number): Promise<QualityTarget[]> {
  const [row] = await sql<QualityRow[]>`
    SELECT count(*) FILTER (WHERE j.job_type = 'pdf_extract')::int AS pdf,
      count(*) FILTER (WHERE j.job_type = 'pdf_extract' AND m.has_text)::int AS pdf_text,
      count(*) FILTER (WHERE j.job_type = 'dxf_extract' AND jsonb_path_exists(m.raw_data, '$.entity_counts.keyvalue() ? (@.key like_regex "DIMENSION")'))::int AS dxf_dimensioned,
      count(*) FILTER (WHERE j.job_type = 'dxf_extract' AND m.has_dimensions)::int AS dxf_dimensions,
      count(*) FILTER (WHERE j.job_type = 'cad_extract')::int AS cad,
      count(*) FILTER (WHERE j.job_type = 'cad_extract' AND c.brep_genome IS NOT NULL)::int AS cad_brep
    FROM extraction_jobs j JOIN extracted_metadata m ON m.file_id = j.file_id LEFT JOIN cad_models c ON c.file_id = j.file_id
    WHERE j.run_id = ${runId} AND j.status = 'completed'`;
  if (!row) return [];
  return [
    target('PDF with text', row.pdf_text, row.pdf, 0.9),
    target(
      'DXF with dimensions, of those that hold any',
      Math.min(row.dxf_dimensions, row.dxf_dimensioned),
      row.dxf_dimensioned,
      0.85,
    ),
    target('CAD with B-Rep', row.cad_brep, row.cad, 0.8),
  ];
}

function target(name: string, reached: number, of: number, wanted: number): QualityTarget {
  return { name, share: of === 0 ? null : reached / of, target: wanted, of };
}
