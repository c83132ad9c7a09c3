import type { Sql } from '../adapters/postgres/connect.js';
import type { Figures } from '../flows/ports.js';
import { runSearchChecks } from '../search/checks.js';

/** C1-C5: known items of the run, asked of the same queries as the API. `foundShare` is null when the run holds no such item. */
export function searchFigures(sql: Sql): Figures {
  return async (runId) => {
    const checks = await runSearchChecks(sql, runId);
    const sampled = checks.reduce((n, check) => n + check.sampled, 0);
    const found = checks.reduce((n, check) => n + check.found, 0);
    return { foundShare: sampled === 0 ? null : found / sampled, sampled, found, checks };
  };
}
