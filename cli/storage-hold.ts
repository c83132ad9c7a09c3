import type { Intake } from '../queues/runtime/intake.js';

/** Holds the intake of a process while any of its storages refuses: that one answers again says nothing of the others. */
export class StorageHold {
  readonly #intake: Pick<Intake, 'hold' | 'release'>;
  #refusing = 0;

  constructor(intake: Pick<Intake, 'hold' | 'release'>) {
    this.#intake = intake;
  }

  /** Each is to be followed by one `answers`; without it, the process takes no work until it is started anew. */
  refuses(): void {
    this.#refusing += 1;
    this.#intake.hold('storage');
  }

  answers(): void {
    this.#refusing -= 1;
    if (this.#refusing === 0) this.#intake.release('storage');
  }
}
