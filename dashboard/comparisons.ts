import { compareRuns, type RunComparison } from '../adapters/postgres/compare-runs.js';
import type { Sql } from '../adapters/postgres/connect.js';

export type ComparisonState =
  | { readonly state: 'computing'; readonly since: string }
  | { readonly state: 'failed' }
  | { readonly state: 'ready'; readonly comparison: RunComparison };

const kept = 20;

/**
 * Comparisons of runs, computed behind the page: over a million files one takes minutes. One at a time is computed; who asks meanwhile
 * is told since when.
 */
export class Comparisons {
  readonly #sql: Sql;
  readonly #onError: (error: unknown) => void;
  readonly #known = new Map<string, ComparisonState>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(sql: Sql, onError: (error: unknown) => void) {
    this.#sql = sql;
    this.#onError = onError;
  }

  /** @param anew computes again what is known, e.g. after a replay */
  get(before: number, after: number, anew: boolean): ComparisonState {
    const key = `${before}-${after}`;
    const known = this.#known.get(key);
    if (known !== undefined && (known.state === 'computing' || (known.state === 'ready' && !anew))) return known;
    const computing = { state: 'computing', since: new Date().toISOString() } as const;
    this.#keep(key, computing);
    this.#turn = this.#turn.then(() => this.#compute(key, before, after));
    return computing;
  }

  async #compute(key: string, before: number, after: number): Promise<void> {
    try {
      this.#keep(key, { state: 'ready', comparison: await compareRuns(this.#sql, before, after) });
    } catch (error) {
      this.#keep(key, { state: 'failed' });
      this.#onError(error);
    }
  }

  #keep(key: string, state: ComparisonState): void {
    this.#known.delete(key);
    this.#known.set(key, state);
    const [oldest] = this.#known.keys();
    if (this.#known.size > kept && oldest !== undefined) this.#known.delete(oldest);
  }
}
