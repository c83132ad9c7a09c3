/** Milliseconds by processor and stage, as the engines tell their stages. */
export type StageTimes = Record<string, number>;

/** Adds up how long each stage took; numbers of pages and the like are left out of their names. */
export class StageClock {
  #times: StageTimes = {};
  #stage: string | null = null;
  #since = 0;

  /** The stage before ends where this one begins. */
  enter(processor: string, stage: string): void {
    this.leave();
    this.#stage = `${processor}: ${stage.replace(/\s*\d+/g, '')}`;
    this.#since = performance.now();
  }

  leave(): void {
    if (this.#stage === null) return;
    this.#times[this.#stage] = (this.#times[this.#stage] ?? 0) + performance.now() - this.#since;
    this.#stage = null;
  }

  /** What was added up since the last call. */
  take(): StageTimes {
    const times = this.#times;
    this.#times = {};
    return times;
  }
}

/** The stages with the largest shares of all, the largest first. */
export function largestStages(times: StageTimes, most: number): { stage: string; ms: number; share: number }[] {
  const whole = Object.values(times).reduce((sum, ms) => sum + ms, 0);
  return Object.entries(times)
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([stage, ms]) => ({ stage, ms, share: ms / whole }));
}
