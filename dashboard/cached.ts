/** However many look at the page, the database is asked no more often than this. */
const minAgeMs = 1_000;

/** A query that takes long is asked less often: at most this share of the time goes into it. */
const busyShare = 0.1;

/**
 * A value that is read when it is asked for and old. All who ask meanwhile wait for the same read; a read that fails is
 * told to those who waited for it and not kept.
 */
export class Cached<T> {
  readonly #read: () => Promise<T>;
  readonly #now: () => number;
  #value: { value: T; goodUntil: number } | null = null;
  #reading: Promise<T> | null = null;

  constructor(read: () => Promise<T>, now: () => number = () => performance.now()) {
    this.#read = read;
    this.#now = now;
  }

  get(): Promise<T> {
    if (this.#value !== null && this.#now() < this.#value.goodUntil) return Promise.resolve(this.#value.value);
    this.#reading ??= this.#readOnce().finally(() => (this.#reading = null));
    return this.#reading;
  }

  async #readOnce(): Promise<T> {
    const start = this.#now();
    const value = await this.#read();
    const end = this.#now();
    this.#value = { value, goodUntil: end + Math.max(minAgeMs, (end - start) / busyShare) };
    return value;
  }
}

/** Cached values by key, as many as are looked at. The one unused for longest goes first. */
export class CachedByKey<T> {
  readonly #read: (key: number) => Promise<T>;
  readonly #capacity: number;
  readonly #values = new Map<number, Cached<T>>();

  constructor(read: (key: number) => Promise<T>, capacity = 20) {
    this.#read = read;
    this.#capacity = capacity;
  }

  get(key: number): Promise<T> {
    const known = this.#values.get(key) ?? new Cached(() => this.#read(key));
    this.#values.delete(key);
    this.#values.set(key, known);
    const [oldest] = this.#values.keys();
    if (this.#values.size > this.#capacity && oldest !== undefined) this.#values.delete(oldest);
    return known.get();
  }
}
