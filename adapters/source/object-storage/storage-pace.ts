import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { ExtractionError } from '../../../queues/contract/errors.js';
import { backoffDelayMs } from '../../../queues/runtime/settings.js';
import { judge } from './failures.js';

export interface PaceOptions {
  /** Whether the storage answers at all. */
  readonly isWell: () => Promise<boolean>;
  /** @param refusals how many there were, 1 for the first */
  readonly delayMs?: (refusals: number) => number;
  /** The storage refuses: take no more work until `onAnswers`. */
  readonly onRefuses?: (reason: string) => void;
  readonly onAnswers?: () => void;
}

/** Refusals of one object between which others were answered; after these it is the object's own failure. */
const refusalsAmongAnswersAtMost = 6;

/**
 * All requests of this process to one storage, at one pace. A refusal (429, 503, no connection, no entry) slows everybody:
 * requests wait 1 s to 60 s and until the storage answers again. No file fails because the storage is busy or away,
 * however long; one that alone is refused does.
 */
export class StoragePace {
  readonly #options: PaceOptions;
  readonly #delayMs: (refusals: number) => number;
  readonly #closed = new AbortController();
  /** Aborted when requests may go again; null while they may. */
  #refusing: AbortController | null = null;
  /** How far the delay has grown; every answer takes one back. */
  #level = 0;
  #answers = 0;

  constructor(options: PaceOptions) {
    this.#options = options;
    this.#delayMs = options.delayMs ?? ((refusals) => backoffDelayMs(refusals, Math.random()));
  }

  /**
   * Makes a request until it is answered. Errors that are answers (missing, changed) are thrown as they are.
   * @throws {ExtractionError} when this request alone is refused again and again
   * @throws the signal's reason when it is aborted
   */
  async ask<T>(what: string, request: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    let amongAnswers = 0;
    for (let refusals = 1; ; refusals++) {
      await this.#turn(signal);
      const answersBefore = this.#answers;
      try {
        const answer = await request();
        this.#answered();
        return answer;
      } catch (error) {
        signal?.throwIfAborted();
        const verdict = judge(error);
        if (verdict.kind !== 'refused') {
          this.#answered();
          throw error;
        }
        this.#refused(verdict.reason);
        await this.#turn(signal);
        if (this.#answers > answersBefore) amongAnswers += 1;
        if (amongAnswers < refusalsAmongAnswersAtMost && refusals < verdict.attempts) continue;
        throw new ExtractionError(
          verdict.errorClass,
          `${what}: refused ${refusals} times while the storage answers: ${verdict.reason}`,
        );
      }
    }
  }

  /** Requests that wait go on, and fail if they must. */
  close(): void {
    this.#closed.abort();
  }

  async #turn(signal: AbortSignal | undefined): Promise<void> {
    while (this.#refusing && !this.#closed.signal.aborted) {
      signal?.throwIfAborted();
      const until = [this.#refusing.signal, this.#closed.signal, ...(signal ? [signal] : [])];
      await once(AbortSignal.any(until), 'abort');
    }
    signal?.throwIfAborted();
  }

  #answered(): void {
    this.#answers += 1;
    this.#level = Math.max(0, this.#level - 1);
  }

  #refused(reason: string): void {
    // Requests that were under way at the first refusal are refused too; they say nothing new.
    if (this.#refusing || this.#closed.signal.aborted) return;
    this.#refusing = new AbortController();
    this.#options.onRefuses?.(reason);
    void this.#probe(this.#refusing);
  }

  /** Asks for the storage itself, whoever else still waits: a worker that takes no work has nobody to find out. */
  async #probe(refusing: AbortController): Promise<void> {
    const { signal } = this.#closed;
    do {
      this.#level += 1;
      await pause(this.#delayMs(this.#level), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
    } while (!(await this.#options.isWell().catch(() => false)));
    this.#refusing = null;
    refusing.abort();
    this.#options.onAnswers?.();
  }
}
