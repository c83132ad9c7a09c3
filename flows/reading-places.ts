/** Files of the last while weigh more: half after so many. */
const halfLifeFiles = 50;

/** What is claimed ahead should keep the children busy for so long: more saves statements, less leaves fewer claims behind at a kill. */
const aheadForMs = 50;
export const placesAtMost = 25;

/** Who has waited so long takes what there is: the other places are held by files that take their time, as those do that a storage refuses. */
const patienceMs = 1_000;

interface Waiting {
  readonly atMost: number;
  /** Has waited long enough for half of the places. */
  isImpatient: boolean;
  readonly resolve: (places: number) => void;
}

/**
 * How many files a process may hold that are claimed and not yet read, over all its shards: as many as it can read at once, and of quick files what fifty
 * milliseconds take. A shard takes places before it claims, so that a process that dies leaves next to nothing behind that was claimed and not begun.
 */
export class ReadingPlaces {
  readonly #filesAtOnce: () => number;
  readonly #nowMs: () => number;
  readonly #waiting: Waiting[] = [];
  #taken = 0;
  #lastAtMs: number | null = null;
  #msPerFile: number | null = null;

  /** @param filesAtOnce what the children read at once, which changes when their number does */
  constructor(filesAtOnce: () => number, nowMs: () => number = () => performance.now()) {
    this.#filesAtOnce = filesAtOnce;
    this.#nowMs = nowMs;
  }

  get width(): number {
    const least = Math.min(placesAtMost, this.#filesAtOnce());
    if (this.#msPerFile === null) return least;
    return Math.min(placesAtMost, Math.max(least, Math.round(aheadForMs / Math.max(this.#msPerFile, 1))));
  }

  /**
   * Takes between one and `atMost` places, in the order of asking.
   * @returns how many; 0 when `signal` was aborted first
   */
  async take(atMost: number, signal: AbortSignal): Promise<number> {
    if (signal.aborted) return 0;
    return new Promise((resolve) => {
      const impatient = setTimeout(() => {
        waiting.isImpatient = true;
        this.#handOut();
      }, patienceMs).unref();
      const waiting: Waiting = {
        atMost,
        isImpatient: false,
        resolve: (places) => {
          clearTimeout(impatient);
          signal.removeEventListener('abort', giveUp);
          resolve(places);
        },
      };
      const giveUp = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        waiting.resolve(0);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting.push(waiting);
      this.#handOut();
    });
  }

  giveBack(places: number): void {
    this.#taken -= places;
    // The time until the next file is not the time it takes.
    if (this.#taken === 0) this.#lastAtMs = null;
    this.#handOut();
  }

  /** The file of one place has been read. */
  fileDone(): void {
    const now = this.#nowMs();
    if (this.#lastAtMs !== null) {
      const ms = now - this.#lastAtMs;
      const weight = 1 - 0.5 ** (1 / halfLifeFiles);
      this.#msPerFile = this.#msPerFile === null ? ms : this.#msPerFile + weight * (ms - this.#msPerFile);
    }
    this.#lastAtMs = now;
    this.giveBack(1);
  }

  /** Half of the places at a time: claims one by one would cost quick files a statement each. */
  #handOut(): void {
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      const free = this.width - this.#taken;
      const enough = next.isImpatient ? 1 : Math.min(next.atMost, Math.floor(this.width / 2));
      if (free < Math.max(1, enough)) return;
      const places = Math.min(free, next.atMost);
      this.#taken += places;
      this.#waiting.shift();
      next.resolve(places);
    }
  }
}
