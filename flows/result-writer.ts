import type { ExtractionStore, FileResult } from './ports.js';

const maxBatch = 25;
const maxWaitMs = 500;
const savesTried = 5;
const firstPauseMs = 500;

interface Pending {
  readonly result: FileResult;
  readonly resolve: (taken: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Collects results of all shards of this process and saves up to 25 of them, or what 500 ms bring, in one transaction:
 * fifty rows in a transaction cost a fourteenth of fifty transactions.
 */
export class ResultWriter {
  readonly #store: ExtractionStore;
  readonly #isConnectionError: (error: unknown) => boolean;
  #pending: Pending[] = [];
  #timer: NodeJS.Timeout | null = null;
  #saving = Promise.resolve();

  constructor(store: ExtractionStore, isConnectionError: (error: unknown) => boolean) {
    this.#store = store;
    this.#isConnectionError = isConnectionError;
  }

  /** Resolves when the result is in Postgres: true if it was taken, false if its claim had passed to another worker. */
  write(result: FileResult): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ result, resolve, reject });
      if (this.#pending.length >= maxBatch) this.#flushSoon();
      else this.#timer ??= setTimeout(() => this.#flushSoon(), maxWaitMs);
    });
  }

  /** Saves what is waiting. */
  async flush(): Promise<void> {
    this.#flushSoon();
    await this.#saving;
  }

  #flushSoon(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const batch = this.#pending;
    this.#pending = [];
    if (batch.length > 0) this.#saving = this.#saving.then(() => this.#save(batch));
  }

  async #save(batch: readonly Pending[]): Promise<void> {
    try {
      const taken = await this.#saveOrRetry(batch.map(({ result }) => result));
      for (const { result, resolve } of batch) resolve(taken.has(result.claim.jobId));
    } catch (error) {
      if (batch.length > 1 && !this.#isConnectionError(error)) await this.#saveOneByOne(batch);
      else for (const { reject } of batch) reject(error);
    }
  }

  /** One result that the database refuses must not cost the others of its batch. */
  async #saveOneByOne(batch: readonly Pending[]): Promise<void> {
    for (const pending of batch) await this.#save([pending]);
  }

  async #saveOrRetry(results: readonly FileResult[]): Promise<ReadonlySet<number>> {
    for (let tried = 1; ; tried++) {
      try {
        return await this.#store.save(results);
      } catch (error) {
        if (tried >= savesTried || !this.#isConnectionError(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, firstPauseMs * 2 ** (tried - 1)));
      }
    }
  }
}
