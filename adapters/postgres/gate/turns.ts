/** Hands the one database to one client after another, in the order in which they asked. */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #taken = false;

  /** Clients that wait for the database now. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Resolves when the caller has the database. It must call `release` exactly once. */
  async acquire(): Promise<void> {
    if (!this.#taken) {
      this.#taken = true;
      return;
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  release(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#taken = false;
    else next();
  }
}
