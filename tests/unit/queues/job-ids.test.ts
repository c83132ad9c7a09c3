import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phaseJobId, retryJobId, shardJobId } from '../../../queues/contract/job-ids.js';

const id = fc.integer({ min: 1 });

describe('job ids', () => {
  it('hold no colon, which BullMQ splits at, and are never digits only', () => {
    fc.assert(
      fc.property(id, id, id, id, (run, epoch, pass, first) => {
        const ids = [
          phaseJobId(run, 'pdf', epoch),
          shardJobId(run, 'pdf', 'extract', epoch, pass, first),
          retryJobId(run, 'pdf', epoch, first, pass),
        ];
        for (const jobId of ids) expect(jobId).toMatch(/^[^:]*[a-z][^:]*$/);
      }),
    );
  });

  it('differ when the epoch, the pass or the first file differs', () => {
    const ids = [
      shardJobId(1, 'pdf', 'extract', 1, 0, 7),
      shardJobId(1, 'pdf', 'extract', 2, 0, 7),
      shardJobId(1, 'pdf', 'extract', 1, 1, 7),
      shardJobId(1, 'pdf', 'extract', 1, 0, 8),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});
