import type { ExtractionStore, FileResult, ResultJournal } from './ports.js';

const fullBatch = 25;
/** What piles up while a batch is being saved goes into the next one: a slow database gets larger batches, not more of them. */
const largestBatch = 100;
const maxWaitMs = 50;
const firstPauseMs = 500;
const longestPauseMs = 10_000;

/** A result of an earlier process that the database does not take. */
export interface Refusal {
  readonly storageKey: string;
  readonly error: unknown;
}

interface Pending {
  readonly result: FileResult;
  readonly resolve: (taken: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Collects results of all shards of this process and saves 25 of them or more, or what 50 ms bring, in one transaction: fifty rows in a
 * transaction cost a fourteenth of fifty transactions, and what is not written yet is begun again when this process dies. While the database
 * is away results wait in the journal as well, so that neither an outage nor the death of this process in the middle of one costs the work.
 */
export class ResultWriter {
  readonly #store: ExtractionStore;
  readonly #isConnectionError: (error: unknown) => boolean;
  #pending: Pending[] = [];
  #timer: NodeJS.Timeout | null = null;
  #saving = Promise.resolve();
  #isSaving = false;
  readonly #journal: ResultJournal;
  readonly #givenUp = new AbortController();

  constructor(store: ExtractionStore, isConnectionError: (error: unknown) => boolean, journal: ResultJournal) {
    this.#store = store;
    this.#isConnectionError = isConnectionError;
    this.#journal = journal;
  }

  /** Resolves when the result is in Postgres: true if it was taken, false if its claim had passed to another worker. */
  write(result: FileResult): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ result, resolve, reject });
      if (this.#pending.length >= fullBatch) this.#startSaving();
      else this.#timer ??= setTimeout(() => this.#startSaving(), maxWaitMs);
    });
  }

  /** Saves what is waiting. */
  async flush(): Promise<void> {
    const last = this.#pending.at(-1);
    this.#startSaving();
    while (last !== undefined && this.#pending.includes(last)) {
      await this.#saving;
      this.#startSaving();
    }
    await this.#saving;
  }

  /** Stops waiting for a database that is away: what is in the journal is offered by the next process. */
  giveUp(): void {
    this.#givenUp.abort();
  }

  /**
   * Offers what an earlier process left in the journal; the claim tokens decide. What the database refuses is forgotten: its file is still
   * claimed, and is read again when its holder has been silent for long enough.
   * @returns how many results were taken, and what was refused
   * @throws when the database is away; the rest stays in the journal
   */
  async offerJournal(): Promise<{ readonly taken: number; readonly refusals: readonly Refusal[] }> {
    let taken = 0;
    const refusals: Refusal[] = [];
    for await (const results of this.#journal.pages(fullBatch)) {
      const offered = await this.#offer(results);
      taken += offered.taken;
      refusals.push(...offered.refusals);
      await this.#journal.drop(results);
    }
    return { taken, refusals };
  }

  async #offer(results: readonly FileResult[]): Promise<{ taken: number; refusals: Refusal[] }> {
    try {
      return { taken: (await this.#store.save(results)).size, refusals: [] };
    } catch (error) {
      const [only] = results;
      if (only === undefined || this.#isConnectionError(error)) throw error;
      if (results.length === 1) return { taken: 0, refusals: [{ storageKey: only.claim.storageKey, error }] };
    }
    const refusals: Refusal[] = [];
    let taken = 0;
    for (const result of results) {
      const offered = await this.#offer([result]);
      taken += offered.taken;
      refusals.push(...offered.refusals);
    }
    return { taken, refusals };
  }

  /** One batch at a time; those that are full by then follow at once. */
  #startSaving(): void {
    if (this.#isSaving) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#pending.length === 0) return;
    this.#isSaving = true;
    this.#saving = this.#save(this.#pending.splice(0, largestBatch)).then(() => {
      this.#isSaving = false;
      if (this.#pending.length >= fullBatch) this.#startSaving();
      else if (this.#pending.length > 0) this.#timer ??= setTimeout(() => this.#startSaving(), maxWaitMs);
    });
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
    let isKept = false;
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
      try {
        const taken = await this.#store.save(results);
        if (isKept) await this.#journal.drop(results);
        return taken;
      } catch (error) {
        if (!this.#isConnectionError(error)) {
          // Refused, not away: from here on it is the caller's, and must not be offered again at each start.
          if (isKept) await this.#journal.drop(results);
          throw error;
        }
        if (this.#givenUp.signal.aborted) throw error;
        if (!isKept) await this.#journal.keep(results);
        isKept = true;
        await this.#pause(pauseMs);
      }
    }
  }

  /** Resolves early when the writer gives up. */
  #pause(ms: number): Promise<void> {
    const { signal } = this.#givenUp;
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal.addEventListener('abort', end, { once: true });
    });
  }
}
