interface Held {
  renewedAtMs: number;
  readonly controller: AbortController;
}

/**
 * Knows when each lock of this process was last renewed, by a clock that neither jumps nor stops with the process. BullMQ
 * tells a worker that is cut off nothing until the partition heals, while another worker already runs the same job: so a
 * job whose lock must have run out is aborted here.
 */
export class LockWatch {
  readonly #lockDurationMs: number;
  readonly #nowMs: () => number;
  readonly #held = new Map<string, Set<Held>>();

  constructor(lockDurationMs: number, nowMs: () => number = () => performance.now()) {
    this.#lockDurationMs = lockDurationMs;
    this.#nowMs = nowMs;
  }

  /** Begins to watch a job that was just taken; call `done` of the answer when it has ended. */
  watch(jobId: string): { signal: AbortSignal; done: () => void } {
    const held: Held = { renewedAtMs: this.#nowMs(), controller: new AbortController() };
    const ofJob = this.#held.get(jobId) ?? new Set();
    this.#held.set(jobId, ofJob.add(held));
    const done = (): void => {
      ofJob.delete(held);
      if (ofJob.size === 0) this.#held.delete(jobId);
    };
    return { signal: held.controller.signal, done };
  }

  renewed(jobIds: readonly string[]): void {
    const now = this.#nowMs();
    for (const id of jobIds) for (const held of this.#held.get(id) ?? []) held.renewedAtMs = now;
  }

  /** Redis says that the lock is another's, or that the job is not there any more. */
  lost(jobIds: readonly string[]): void {
    for (const id of jobIds) for (const { controller } of this.#held.get(id) ?? []) controller.abort(new LockLost(id));
  }

  /** Aborts every job whose lock has run out. Returns the longest time that a live lock has gone without renewal, in ms. */
  check(): number {
    const now = this.#nowMs();
    let gapMs = 0;
    for (const [id, ofJob] of this.#held) {
      for (const { renewedAtMs, controller } of ofJob) {
        gapMs = Math.max(gapMs, now - renewedAtMs);
        if (now - renewedAtMs > this.#lockDurationMs) controller.abort(new LockLost(id));
      }
    }
    return Math.round(gapMs);
  }
}

export class LockLost extends Error {
  override readonly name = 'LockLost';

  constructor(jobId: string) {
    super(`the lock of job ${jobId} is lost: another worker may have it`);
  }
}
