/** What can be told to stop and to go on taking jobs; a BullMQ worker. */
export interface Taker {
  pause(doNotWaitActive: boolean): Promise<void>;
  resume(): void;
}

/** Why a worker takes no work: the database is away, its disk is nearly full, or a storage is away or refuses. */
export type HoldReason = 'database' | 'disk' | 'storage';

/** Whether this process takes jobs. It does when nothing speaks against it; what it has begun goes on. */
export class Intake {
  readonly #takers: Taker[] = [];
  readonly #reasons = new Set<HoldReason>();
  readonly #onChange: (reasons: readonly HoldReason[]) => void;

  constructor(onChange: (reasons: readonly HoldReason[]) => void) {
    this.#onChange = onChange;
  }

  get open(): boolean {
    return this.#reasons.size === 0;
  }

  /** What speaks against taking work now. */
  get reasons(): readonly HoldReason[] {
    return [...this.#reasons];
  }

  add(taker: Taker): void {
    this.#takers.push(taker);
    if (!this.open) void taker.pause(true);
  }

  hold(reason: HoldReason): void {
    if (this.#reasons.has(reason)) return;
    this.#reasons.add(reason);
    this.#onChange(this.reasons);
    if (this.#reasons.size === 1) for (const taker of this.#takers) void taker.pause(true);
  }

  release(reason: HoldReason): void {
    if (!this.#reasons.delete(reason)) return;
    this.#onChange(this.reasons);
    if (this.open) for (const taker of this.#takers) taker.resume();
  }
}
