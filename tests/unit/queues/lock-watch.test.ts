import { describe, expect, it } from 'vitest';
import { LockLost, LockWatch } from '../../../queues/runtime/lock-watch.js';

describe('LockWatch', () => {
  it('aborts a job whose lock has not been renewed for longer than it lasts, and no other', () => {
    let nowMs = 0;
    const locks = new LockWatch(1_000, () => nowMs);
    const cutOff = locks.watch('a');
    const renewed = locks.watch('b');
    nowMs = 900;
    locks.renewed(['b']);
    expect(locks.check()).toBe(900);
    expect(cutOff.signal.aborted).toBe(false);
    nowMs = 1_001;
    locks.check();
    expect(cutOff.signal.reason).toBeInstanceOf(LockLost);
    expect(renewed.signal.aborted).toBe(false);
  });

  it('aborts at once when Redis says that the lock is lost, and forgets jobs that are done', () => {
    let nowMs = 0;
    const locks = new LockWatch(1_000, () => nowMs);
    const lost = locks.watch('a');
    locks.lost(['a']);
    expect(lost.signal.aborted).toBe(true);
    lost.done();
    nowMs = 5_000;
    expect(locks.check()).toBe(0);
  });
});
