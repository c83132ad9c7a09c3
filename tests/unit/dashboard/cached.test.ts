import { describe, expect, it } from 'vitest';
import { Cached, CachedByKey } from '../../../dashboard/cached.js';

/** A reading of so many milliseconds on a clock of its own. */
function reading(durationMs: number) {
  const state = { now: 0, reads: 0 };
  const cached = new Cached(
    () => {
      state.now += durationMs;
      state.reads += 1;
      return Promise.resolve(state.reads);
    },
    () => state.now,
  );
  return { state, cached };
}

describe('Cached', () => {
  it('reads once a second at most', async () => {
    const { state, cached } = reading(5);
    expect(await cached.get()).toBe(1);
    state.now += 900;
    expect(await cached.get()).toBe(1);
    state.now += 101;
    expect(await cached.get()).toBe(2);
  });

  it('asks a slow query less often', async () => {
    const { state, cached } = reading(2_000);
    await cached.get();
    state.now += 99_000;
    expect(await cached.get()).toBe(1);
    state.now += 1_001;
    expect(await cached.get()).toBe(2);
  });

  it('lets all who ask at once share one read', async () => {
    const { state, cached } = reading(5);
    expect(await Promise.all([cached.get(), cached.get(), cached.get()])).toEqual([1, 1, 1]);
    expect(state.reads).toBe(1);
  });

  it('tells the old value rather than wait for a slow read, and the new one once it is there', async () => {
    let now = 0;
    let finish: (value: string) => void = () => undefined;
    const cached = new Cached(
      () => new Promise<string>((resolve) => (finish = resolve)),
      () => now,
    );
    const first = cached.get();
    finish('old');
    expect(await first).toBe('old');
    now += 2_000;
    expect(await cached.get()).toBe('old');
    finish('new');
    await Promise.resolve();
    expect(await cached.get()).toBe('new');
  });

  it('waits for the new value when the old one is of another hour', async () => {
    const { state, cached } = reading(5);
    await cached.get();
    state.now += 3_600_000;
    expect(await cached.get()).toBe(2);
  });

  it('tells a failure and tries again', async () => {
    let isDown = true;
    const cached = new Cached(() => (isDown ? Promise.reject(new Error('away')) : Promise.resolve('back')));
    await expect(cached.get()).rejects.toThrow('away');
    isDown = false;
    expect(await cached.get()).toBe('back');
  });
});

describe('CachedByKey', () => {
  it('forgets what was unused for longest', async () => {
    const reads: number[] = [];
    const cached = new CachedByKey((key) => Promise.resolve(reads.push(key)), 2);
    for (const key of [1, 2, 1, 3, 1, 2]) await cached.get(key);
    expect(reads).toEqual([1, 2, 3, 2]);
  });
});
