import type { Sql } from '../adapters/postgres/connect.js';
import { dimensionItems } from './checks/dimension-items.js';
import { fulltextItems } from './checks/fulltext-items.js';
import type { KnownItem } from './checks/known-item.js';
import { materialItems } from './checks/material-items.js';
import { parameterItems } from './checks/parameter-items.js';
import { projectItems } from './checks/project-items.js';

export type CheckName = 'dimensions' | 'parameters' | 'materials' | 'projects' | 'fulltext';

export interface CheckResult {
  readonly check: CheckName;
  /** Known items asked for: up to 20, fewer when the run holds fewer. */
  readonly sampled: number;
  readonly found: number;
  /** Milliseconds per query; null when nothing was asked. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  /** What was asked and not found, one line each. */
  readonly misses: readonly string[];
}

/**
 * C1-C5: draws known items from what the run has extracted (the same ones each time) and asks for them through the very
 * queries of the API. An item is found when it is among the first ten results. Where more than ten documents answer equally
 * well (a common screw, a common steel), it counts as found only if all ten carry exactly what was asked for, which is
 * verified on the answers and not by the query.
 */
export async function runSearchChecks(sql: Sql, runId: number): Promise<CheckResult[]> {
  return [
    await runCheck(sql, 'dimensions', await dimensionItems(sql, runId)),
    await runCheck(sql, 'parameters', await parameterItems(sql, runId)),
    await runCheck(sql, 'materials', await materialItems(sql, runId)),
    await runCheck(sql, 'projects', await projectItems(sql, runId)),
    await runCheck(sql, 'fulltext', await fulltextItems(sql, runId)),
  ];
}

async function runCheck(sql: Sql, check: CheckName, items: readonly KnownItem[]): Promise<CheckResult> {
  const durationsMs: number[] = [];
  const misses: string[] = [];
  for (const item of items) {
    const start = performance.now();
    const verdict = await item.ask(sql);
    durationsMs.push(performance.now() - start - verdict.judgingMs);
    if (!verdict.isFound) misses.push(item.description);
  }
  durationsMs.sort((a, b) => a - b);
  return {
    check,
    sampled: items.length,
    found: items.length - misses.length,
    p50Ms: percentile(durationsMs, 0.5),
    p95Ms: percentile(durationsMs, 0.95),
    misses,
  };
}

/** Nearest rank, to a tenth of a millisecond. */
function percentile(sorted: readonly number[], share: number): number | null {
  const value = sorted[Math.ceil(sorted.length * share) - 1];
  return value === undefined ? null : Math.round(value * 10) / 10;
}
