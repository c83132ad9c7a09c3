/** Work of which at most `width` pieces are under way; the first failure is kept and thrown when the lane is drained. */
export class Lane {
  readonly #width: number;
  readonly #underWay = new Set<Promise<void>>();
  #failure: { readonly error: unknown } | null = null;

  constructor(width: number) {
    this.#width = width;
  }

  get failed(): boolean {
    return this.#failure !== null;
  }

  /** Starts a piece as soon as there is a place; resolves when it has been started, not when it is done. */
  async add(work: () => Promise<void>): Promise<void> {
    while (this.#underWay.size >= this.#width) await Promise.race(this.#underWay);
    const piece: Promise<void> = work()
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => this.#underWay.delete(piece));
    this.#underWay.add(piece);
  }

  /** @throws the first failure */
  async drained(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
    if (this.#failure) throw this.#failure.error;
  }
}
