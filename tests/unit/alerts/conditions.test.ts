import { describe, expect, it } from 'vitest';
import { findAll } from '../../../flows/alerts/conditions.js';
import type { Observation } from '../../../flows/alerts/observation.js';

const quiet: Observation = {
  database: { connections: 10, limit: 100 },
  redis: { usedBytes: 10, limitBytes: 100 },
  workers: [],
  runs: [],
  limitedFiles: 0,
  unattendedQueues: [],
  creo: null,
  creoSwitches: [],
};

const levels = (seen: Partial<Observation>) => findAll({ ...quiet, ...seen }).map(({ key, severity }) => `${key} ${severity}`);

describe('conditions', () => {
  it('finds nothing in a fleet that is well', () => {
    expect(findAll(quiet)).toEqual([]);
  });

  it('warns at 80 % of the connections and is alarmed at 90 %', () => {
    const at = (connections: number) => levels({ database: { connections, limit: 100 } });
    expect([at(79), at(80), at(90)]).toEqual([[], ['connection-pool:postgres warning'], ['connection-pool:postgres critical']]);
  });

  it('tells of a storage that refuses workers for longer than a moment', () => {
    const worker = (workerId: string, heldBy: string[], heldForS: number) => ({
      ...{ workerId, state: 'running', heartbeatAgeS: 1, diskUsedPercent: null, isReplaced: false },
      ...{ heldBy, heldForS },
    });
    const waiting = worker('a', ['storage'], 61);
    expect(levels({ workers: [worker('a', ['storage'], 59), worker('b', ['disk'], 61)] })).toEqual([]);
    expect(levels({ workers: [waiting, worker('b', [], 0)] })).toEqual(['storage-refuses:storage warning']);
    expect(levels({ workers: [waiting] })).toEqual(['storage-refuses:storage critical']);
  });

  it('warns at 60 % of Redis memory', () => {
    const at = (usedBytes: number) => levels({ redis: { usedBytes, limitBytes: 100 } });
    expect([at(59), at(60), at(80)]).toEqual([[], ['redis-memory:redis warning'], ['redis-memory:redis critical']]);
  });

  it('does not judge a rate from a handful of files, nor when none is left', () => {
    const at = (completed: number, failed: number, open = 1) =>
      levels({
        runs: [
          {
            runId: 1,
            epoch: 1,
            status: 'running',
            heldBy: [],
            kinds: [{ jobType: 'pdf_extract', open, completed, failed }],
            isFlowAlive: true,
            inputs: 9,
          },
        ],
      });
    expect([at(0, 19), at(91, 9), at(18, 2), at(16, 4)]).toEqual([
      [],
      [],
      ['failure-rate:1:pdf_extract warning'],
      ['failure-rate:1:pdf_extract critical'],
    ]);
    // All are read: that is for the checkpoint to say.
    expect(at(16, 4, 0)).toEqual([]);
  });
});
