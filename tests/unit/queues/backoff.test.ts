import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffDelayMs } from '../../../queues/runtime/settings.js';

describe('backoffDelayMs', () => {
  it('doubles from one second and is never above a minute', () => {
    expect([1, 2, 3, 7, 50].map((attempt) => backoffDelayMs(attempt, 0.999_999))).toEqual([1000, 2000, 4000, 60_000, 60_000]);
  });

  it('keeps at least half of its ceiling, so that retries spread but do not hurry', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempt, random) => {
          const ceilingMs = Math.min(60_000, 1000 * 2 ** (attempt - 1));
          const delayMs = backoffDelayMs(attempt, random);
          expect(delayMs).toBeGreaterThanOrEqual(Math.floor(ceilingMs / 2));
          expect(delayMs).toBeLessThanOrEqual(ceilingMs);
        },
      ),
    );
  });
});
