/** Files of the last while weigh more: half after so many. */
const halfLifeFiles = 50;

/** What one claim should keep this process busy for. Longer claims save statements; shorter ones start fewer files twice after a kill. */
const claimForMs = 250;
const claimAtMost = 25;

/**
 * How many files to claim at once, from the rate at which this process has finished them: twenty-five flat patterns, or a scan per child. Until anything
 * is known, as many as it can read at once.
 */
export class Pace {
  readonly #filesAtOnce: number;
  readonly #nowMs: () => number;
  #lastAtMs: number | null = null;
  #msPerFile: number | null = null;

  constructor(filesAtOnce: number, nowMs: () => number = () => performance.now()) {
    this.#filesAtOnce = filesAtOnce;
    this.#nowMs = nowMs;
  }

  /** To be called when a file has been read. */
  fileDone(): void {
    const now = this.#nowMs();
    if (this.#lastAtMs !== null) {
      const ms = now - this.#lastAtMs;
      const weight = 1 - 0.5 ** (1 / halfLifeFiles);
      this.#msPerFile = this.#msPerFile === null ? ms : this.#msPerFile + weight * (ms - this.#msPerFile);
    }
    this.#lastAtMs = now;
  }

  claimSize(): number {
    const least = Math.min(claimAtMost, this.#filesAtOnce);
    if (this.#msPerFile === null) return least;
    return Math.min(claimAtMost, Math.max(least, Math.round(claimForMs / Math.max(this.#msPerFile, 1))));
  }
}
