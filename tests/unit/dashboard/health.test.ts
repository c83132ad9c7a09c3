import { describe, expect, it } from 'vitest';
import { health } from '../../../dashboard/health.js';

/** A service that answers when it is told to, on a clock of its own. */
function service() {
  const state = { now: 0, asked: 0, answer: (): Promise<unknown> => Promise.resolve() };
  const ask = (): Promise<unknown> => {
    state.asked += 1;
    return state.answer();
  };
  return { state, isWell: health(ask, { answerWithinMs: 5, busyForMs: 30_000 }, () => state.now) };
}

const never = (): Promise<unknown> => new Promise(() => undefined);
const refusal = (): Promise<unknown> => Promise.reject(new Error('ECONNREFUSED'));

describe('health', () => {
  it('is there while it answers, and is not when it refuses', async () => {
    const { state, isWell } = service();
    expect(await isWell()).toBe(true);
    state.answer = refusal;
    expect(await isWell()).toBe(false);
    state.answer = () => Promise.resolve();
    expect(await isWell()).toBe(true);
  });

  it('is busy for half a minute when it answers late, then away; it is not asked again meanwhile', async () => {
    const { state, isWell } = service();
    await isWell();
    state.answer = never;
    expect(await isWell()).toBe(true);
    state.now = 29_000;
    expect(await isWell()).toBe(true);
    state.now = 31_000;
    expect(await isWell()).toBe(false);
    expect(state.asked).toBe(2);
  });

  it('has to have answered before it can be busy, and since it refused', async () => {
    const { state, isWell } = service();
    state.answer = refusal;
    expect(await isWell()).toBe(false);
    state.answer = never;
    expect(await isWell()).toBe(false);
  });
});
