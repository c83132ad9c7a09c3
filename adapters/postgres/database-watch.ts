import { setTimeout as pause } from 'node:timers/promises';
import { backoffDelayMs } from '../../queues/runtime/settings.js';
import type { Sql } from './connect.js';

/** The circuit of the database: opens at the first report that it is away and closes when it answers again. */
export class DatabaseWatch {
  readonly #sql: Sql;
  readonly #onAway: () => void;
  readonly #onBack: () => void;
  #probing = false;
  #closed = false;

  constructor(sql: Sql, onAway: () => void, onBack: () => void) {
    this.#sql = sql;
    this.#onAway = onAway;
    this.#onBack = onBack;
  }

  /** Somebody met an outage. */
  report(): void {
    if (this.#probing || this.#closed) return;
    this.#probing = true;
    this.#onAway();
    void this.#probe();
  }

  close(): void {
    this.#closed = true;
  }

  async #probe(): Promise<void> {
    for (let tried = 1; !this.#closed; tried++) {
      await pause(Math.min(backoffDelayMs(tried, Math.random()), 15_000), undefined, { ref: false });
      try {
        await this.#sql`SELECT 1`;
        break;
      } catch {
        continue;
      }
    }
    this.#probing = false;
    if (!this.#closed) this.#onBack();
  }
}
