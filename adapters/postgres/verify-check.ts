/** One thing that was looked at before a run. */
export interface Check {
  /** What was looked at: `table files`, `index hnsw brep`. */
  readonly check: string;
  readonly ok: boolean;
  /** What was found; of a check that does not hold, each miss. */
  readonly detail: string;
}

/** A check that holds when nothing is missing. */
export function checkOf(check: string, misses: readonly string[], found = ''): Check {
  return { check, ok: misses.length === 0, detail: misses.length === 0 ? found : misses.join('; ') };
}
