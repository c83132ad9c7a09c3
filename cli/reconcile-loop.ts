import type { Logger } from 'pino';
import { reconcile, type Reconciled, type ReconcilePorts } from '../flows/reconcile.js';

/** After a start or a reconnect others are busy with the same; a second spreads them a little. */
const soonMs = 1_000;

/** Reconciles at start, every `everyMs`, and soon after `nudge`; never twice at once in one process. */
export class ReconcileLoop {
  readonly #ports: ReconcilePorts;
  readonly #log: Logger;
  readonly #timer: NodeJS.Timeout;
  #soon: NodeJS.Timeout | null = null;
  #running = false;
  #closed = false;

  constructor(ports: ReconcilePorts, everyMs: number, log: Logger) {
    this.#ports = ports;
    this.#log = log;
    this.#timer = setInterval(() => void this.#reconcile(), everyMs);
    this.nudge();
  }

  nudge(): void {
    if (this.#closed) return;
    this.#soon ??= setTimeout(
      () => {
        this.#soon = null;
        void this.#reconcile();
      },
      soonMs * (1 + Math.random()),
    );
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    if (this.#soon) clearTimeout(this.#soon);
  }

  async #reconcile(): Promise<void> {
    if (this.#running || this.#closed) return;
    this.#running = true;
    try {
      const done = await reconcile(this.#ports);
      for (const run of done.filter(isChange)) this.#log.warn({ ...run, runId: run.run }, 'run reconciled');
    } catch (error) {
      // Also when the process stops in the middle of it: whoever is next starts afresh.
      this.#log.warn({ error: String(error) }, 'not reconciled');
    } finally {
      this.#running = false;
    }
  }
}

function isChange({ action }: Reconciled): boolean {
  return action === 'enqueued' || action === 'completed';
}
