import { afterEach, describe, expect, it, vi } from 'vitest';
import { ReadingPlaces } from '../../../flows/reading-places.js';

const never = new AbortController().signal;

/** Places after `files` files of `msPerFile` each, one after the other. */
async function placesAfter(files: number, msPerFile: number, filesAtOnce = 3): Promise<ReadingPlaces> {
  let now = 0;
  const places = new ReadingPlaces(
    () => filesAtOnce,
    () => now,
  );
  for (let taken = await places.take(2, never); files > 0; files -= 1) {
    now += msPerFile;
    places.fileDone();
    taken += (await places.take(1, never)) - 1;
    if (taken !== 2) throw new Error(`${taken} places are taken`);
  }
  return places;
}

afterEach(() => void vi.useRealTimers());

describe('ReadingPlaces', () => {
  it('are as many as can be read at once until more is known', async () => {
    expect(await new ReadingPlaces(() => 3).take(100, never)).toBe(3);
    expect(await new ReadingPlaces(() => 300).take(100, never)).toBe(25);
  });

  it('are more for quick files, and for slow ones no more than can be read at once', async () => {
    expect((await placesAfter(10, 1)).width).toBe(25);
    expect((await placesAfter(10, 10)).width).toBe(5);
    expect((await placesAfter(10, 2_000)).width).toBe(3);
  });

  it('are shared: who asks waits until there are some, in the order of asking', async () => {
    const places = new ReadingPlaces(() => 2);
    expect(await places.take(5, never)).toBe(2);
    const order: string[] = [];
    const first = places.take(5, never).then((taken) => order.push(`first ${taken}`));
    const second = places.take(5, never).then((taken) => order.push(`second ${taken}`));
    await Promise.resolve();
    expect(order).toEqual([]);
    places.giveBack(1);
    await first;
    places.giveBack(1);
    await second;
    expect(order).toEqual(['first 1', 'second 1']);
  });

  it('are handed out one by one where files that take their time hold the most of them', async () => {
    vi.useFakeTimers();
    const places = new ReadingPlaces(() => 10);
    expect(await places.take(9, never)).toBe(9);
    let taken = 0;
    const waiting = places.take(9, never).then((n) => (taken = n));
    await vi.advanceTimersByTimeAsync(900);
    expect(taken).toBe(0);
    await vi.advanceTimersByTimeAsync(200);
    expect(await waiting).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('are given up by who stops waiting, and go to the next', async () => {
    const places = new ReadingPlaces(() => 1);
    await places.take(1, never);
    const stopping = new AbortController();
    const stopped = places.take(1, stopping.signal);
    const next = places.take(1, never);
    stopping.abort();
    expect(await stopped).toBe(0);
    places.giveBack(1);
    expect(await next).toBe(1);
    expect(await places.take(1, stopping.signal)).toBe(0);
  });

  it('do not count an idle time as the time of a file', async () => {
    let now = 0;
    const places = new ReadingPlaces(
      () => 1,
      () => now,
    );
    for (let file = 0; file < 10; file += 1) {
      await places.take(1, never);
      now += 60_000;
      places.fileDone();
    }
    expect(places.width).toBe(1);
    await places.take(1, never);
    places.fileDone();
    expect(places.width).toBe(1);
  });
});
