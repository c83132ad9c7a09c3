import type { CreoMode, CreoRoute } from '../queues/contract/creo-service.js';
import { ExtractionError } from '../queues/contract/errors.js';
import type { CallEnd } from './creo-switch.js';

/** The switch as it is kept for the whole fleet. */
export interface CreoSwitchStore {
  admit(worker: string): Promise<'call' | 'probe' | 'skip'>;
  record(verdict: 'call' | 'probe', worker: string, end: CallEnd): Promise<void>;
}

export interface CreoRouteOptions {
  readonly mode: CreoMode;
  /** Null when no service is configured. */
  readonly store: CreoSwitchStore | null;
  /** Asked when the service was not configured but may be there: why it is not, or null. */
  readonly absent: (() => Promise<string | null>) | null;
  readonly workerId: string;
  /** Models that this worker gives to the service at once: one per Creo session. */
  readonly sessions: number;
  /** Is told when the switch could not be asked, or a call not be counted. */
  readonly onStoreError?: (error: unknown) => void;
}

/** How one worker asks the Creo service: by the fleet's switch and a model per session at a time. */
export class FleetCreoRoute implements CreoRoute {
  readonly mode: CreoMode;
  readonly #options: CreoRouteOptions;
  readonly #line: (() => void)[] = [];
  #busy = 0;
  #asked = 0;

  constructor(options: CreoRouteOptions) {
    this.mode = options.mode;
    this.#options = options;
  }

  async ask<T>(call: () => Promise<T>): Promise<T> {
    const { store, absent } = this.#options;
    if (!store) throw unavailable('no Creo service is configured');
    const reason = (await absent?.()) ?? null;
    if (reason !== null) throw unavailable(`no Creo service is configured, and none answers here: ${reason}`);
    await this.#session();
    try {
      return await this.#askAsAdmitted(store, call);
    } finally {
      this.#release();
    }
  }

  async #askAsAdmitted<T>(store: CreoSwitchStore, call: () => Promise<T>): Promise<T> {
    // Of its own for each call: two calls of one worker must not answer for each other's probe.
    const caller = `${this.#options.workerId}#${this.#asked++}`;
    // Forced to the service there is nothing to switch to; the calls still count.
    const verdict = this.mode === 'grpc' ? 'call' : await this.#admitted(store, caller);
    if (verdict === 'skip') throw unavailable('the fleet has switched away from the Creo service');
    let end: CallEnd = 'abandoned';
    try {
      const answer = await call();
      end = 'answered';
      return answer;
    } catch (error) {
      end = endOf(error);
      throw error;
    } finally {
      // An answer that is there must not be lost because it could not be counted; of a probe, the lease runs out.
      await store.record(verdict, caller, end).catch((error: unknown) => this.#options.onStoreError?.(error));
    }
  }

  /** With the database away nobody knows the switch: the service is asked, as nearly always, for a file must not fail for that. */
  async #admitted(store: CreoSwitchStore, caller: string): Promise<'call' | 'probe' | 'skip'> {
    try {
      return await store.admit(caller);
    } catch (error) {
      this.#options.onStoreError?.(error);
      return 'call';
    }
  }

  async #session(): Promise<void> {
    if (this.#busy >= this.#options.sessions) await new Promise<void>((resolve) => this.#line.push(resolve));
    else this.#busy += 1;
  }

  /** The place passes to the next in line without becoming free between. */
  #release(): void {
    const next = this.#line.shift();
    if (next) next();
    else this.#busy -= 1;
  }
}

/** A child that is killed at its time limit waited for the service; what is wrong with a model or with us is no transport failure. */
function endOf(error: unknown): CallEnd {
  if (!(error instanceof ExtractionError)) return 'abandoned';
  if (error.errorClass === 'CREO_UNAVAILABLE' || error.errorClass === 'TIMEOUT') return 'transport';
  return error.errorClass === 'CREO_MODEL_ERROR' ? 'answered' : 'abandoned';
}

function unavailable(message: string): ExtractionError {
  return new ExtractionError('CREO_UNAVAILABLE', message);
}
