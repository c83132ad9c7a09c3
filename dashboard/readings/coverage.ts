import type { Sql } from '../../adapters/postgres/connect.js';

export interface KindCoverage {
  readonly kind: string;
  readonly method: string;
  readonly version: string;
  readonly ready: number;
  readonly missing: number;
}

export interface Coverage {
  /** Null until the phase has computed them. */
  readonly computed_at: Date | null;
  readonly kinds: readonly KindCoverage[];
  /** `kind: reason` -> vectors. */
  readonly missing_by_reason: Readonly<Record<string, number>>;
}

interface CoverageRow {
  computed_at: Date;
  kinds: KindCoverage[] | null;
  missing_by_reason: Record<string, number> | null;
}

/** Vectors of a run by kind and method, as the checkpoint of its embed phase counted them: millions of rows are not counted for a page. */
export async function readCoverage(sql: Sql, runId: number): Promise<Coverage> {
  const [row] = await sql<CoverageRow[]>`
    SELECT created_at AS computed_at, figures -> 'coverage' AS kinds, figures -> 'missingByReason' AS missing_by_reason
    FROM run_checkpoints WHERE run_id = ${runId} AND phase = 'embed' AND figures ? 'coverage'`;
  if (row === undefined) return { computed_at: null, kinds: [], missing_by_reason: {} };
  return { computed_at: row.computed_at, kinds: row.kinds ?? [], missing_by_reason: row.missing_by_reason ?? {} };
}
