import { describe, expect, it } from 'vitest';
import { parseQueues, queuesOfRole } from '../../../cli/queue-list.js';
import { queueNames } from '../../../queues/contract/queue-table.js';

describe('queues of a worker', () => {
  it('reads names with and without their concurrency', () => {
    expect([...parseQueues('pdf:30, index', 4)]).toEqual([
      ['pdf', 30],
      ['index', 4],
    ]);
    expect([...parseQueues('all').keys()]).toEqual(queueNames);
  });

  it.each(['pfd', 'pdf:zero', 'pdf:0', ''])('refuses "%s" and says what there is', (text) => {
    expect(() => parseQueues(text)).toThrow(/queue/);
  });

  it('covers every queue with the five roles', () => {
    const covered = ['vm1', 'vm2', 'vm3', 'vm4', 'vm5'].flatMap((role) => [...queuesOfRole(role).keys()]);
    expect(new Set(covered)).toEqual(new Set(queueNames));
    expect(() => queuesOfRole('vm9')).toThrow(/vm1, vm2/);
  });
});
