import { ExtractionError } from '../../../queues/contract/errors.js';

/** A Creo session holds one model at a time; callers wait in line for one, first come first served. */
export class Sessions {
  readonly count: number;
  readonly #line: (() => void)[] = [];
  #busy = 0;

  constructor(count: number) {
    this.count = count;
  }

  get waiting(): number {
    return this.#line.length;
  }

  /** @throws {ExtractionError} CREO_UNAVAILABLE when `signal` was aborted before its turn */
  async run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (this.#busy >= this.count) await new Promise<void>((resolve) => this.#line.push(resolve));
    else this.#busy += 1;
    try {
      if (signal?.aborted) throw new ExtractionError('CREO_UNAVAILABLE', 'the caller has gone');
      return await work();
    } finally {
      // The place passes to the next in line without becoming free between.
      const next = this.#line.shift();
      if (next) next();
      else this.#busy -= 1;
    }
  }
}
