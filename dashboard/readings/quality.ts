import type { Sql } from '../../adapters/postgres/connect.js';
import { readQuality as readTargets, type QualityTarget } from '../../adapters/postgres/quality.js';

export interface ExtractionQuality {
  readonly job_type: string;
  readonly completed: number;
  /** Mean over the files, 0..1; null when no extractor has judged itself. */
  readonly completeness: number | null;
  readonly with_text: number;
  readonly with_dimensions: number;
  readonly with_bom: number;
  readonly with_parameters: number;
}

export interface Quality {
  readonly targets: readonly QualityTarget[];
  readonly by_type: readonly ExtractionQuality[];
}

/** What the extractions of a run hold, against the product's targets. */
export async function readQuality(sql: Sql, runId: number): Promise<Quality> {
  const byType = await sql<ExtractionQuality[]>`
    SELECT job_type, completed::int, completeness::float8, with_text::int, with_dimensions::int, with_bom::int, with_parameters::int
    FROM extraction_quality WHERE run_id = ${runId} ORDER BY job_type`;
  return { targets: await readTargets(sql, runId), by_type: byType };
}
