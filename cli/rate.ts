const windowMs = 30_000;

/** A rate over the last half minute, from counts that only grow. */
export class Rate {
  #samples: { atMs: number; count: number }[] = [];

  add(atMs: number, count: number): void {
    this.#samples.push({ atMs, count });
    while (this.#samples.length > 2 && atMs - (this.#samples[0]?.atMs ?? atMs) > windowMs) this.#samples.shift();
  }

  perSecond(): number {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (!first || !last || last.atMs === first.atMs) return 0;
    return ((last.count - first.count) * 1000) / (last.atMs - first.atMs);
  }

  /** Seconds until `left` more are done, or null while nothing moves. */
  etaSeconds(left: number): number | null {
    const rate = this.perSecond();
    return rate > 0 ? left / rate : null;
  }
}
