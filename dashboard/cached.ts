import { setTimeout as pause } from 'node:timers/promises';

/** However many look at the page, the database is asked no more often than this. */
const minAgeMs = 1_000;

/** A query that takes long is asked less often: at most this share of the time goes into it. There are eight of them, and the workers' statements wait. */
const defaultBusyShare = 0.02;

/** Who asks for an old value waits so long for the new one, and takes the old one when it is not there by then. A page waits twice: for its run too. */
const patienceMs = 100;

/** A value this old is not shown any more: better to wait than to be told of another hour. */
const tooOldMs = 15 * 60_000;

/**
 * A value that is read when it is asked for and old. All who ask meanwhile wait for the same read; a slow read is not waited for
 * while an older value can be told. A read that fails is told to those who waited for it and not kept.
 */
export class Cached<T> {
  readonly #read: () => Promise<T>;
  readonly #now: () => number;
  readonly #busyShare: number;
  #value: { value: T; readAt: number; goodUntil: number } | null = null;
  #reading: Promise<T> | null = null;

  /** @param busyShare of the time, at most, goes into reading */
  constructor(read: () => Promise<T>, now: () => number = () => performance.now(), busyShare = defaultBusyShare) {
    this.#read = read;
    this.#now = now;
    this.#busyShare = busyShare;
  }

  get(): Promise<T> {
    const known = this.#value;
    if (known !== null && this.#now() < known.goodUntil) return Promise.resolve(known.value);
    this.#reading ??= this.#readOnce().finally(() => (this.#reading = null));
    if (known === null || this.#now() - known.readAt > tooOldMs) return this.#reading;
    // When the old value has been told, nobody may be left to hear that the read failed.
    this.#reading.catch(() => undefined);
    return Promise.race([this.#reading, pause(patienceMs, known.value, { ref: false })]);
  }

  async #readOnce(): Promise<T> {
    const start = this.#now();
    const value = await this.#read();
    const end = this.#now();
    this.#value = { value, readAt: end, goodUntil: end + Math.max(minAgeMs, (end - start) / this.#busyShare) };
    return value;
  }
}

/** Cached values by key, as many as are looked at. The one unused for longest goes first. */
export class CachedByKey<T> {
  readonly #read: (key: number) => Promise<T>;
  readonly #capacity: number;
  readonly #busyShare: number;
  readonly #values = new Map<number, Cached<T>>();

  constructor(read: (key: number) => Promise<T>, capacity = 20, busyShare = defaultBusyShare) {
    this.#read = read;
    this.#capacity = capacity;
    this.#busyShare = busyShare;
  }

  get(key: number): Promise<T> {
    const known = this.#values.get(key) ?? new Cached(() => this.#read(key), undefined, this.#busyShare);
    this.#values.delete(key);
    this.#values.set(key, known);
    const [oldest] = this.#values.keys();
    if (this.#values.size > this.#capacity && oldest !== undefined) this.#values.delete(oldest);
    return known.get();
  }

  /** What was read is no longer so: whoever asks next waits for the new. */
  forget(): void {
    this.#values.clear();
  }
}
