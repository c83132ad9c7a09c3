import type { JobsOptions, QueueOptions, WorkerOptions } from 'bullmq';

/** Times of the worker loop. Tests shorten them, or a killed worker's job waits half a minute. */
export interface LoopTimes {
  readonly lockDurationMs: number;
  readonly stalledIntervalMs: number;
}

const backoffFirstMs = 1_000;
const backoffCapMs = 60_000;

/**
 * Exponential backoff with full jitter between half and all of min(60 s, 1 s * 2^(n-1)). BullMQ's own has no cap.
 * @param attempt 1 for the first retry
 * @param random in [0, 1)
 */
export function backoffDelayMs(attempt: number, random: number): number {
  const ceilingMs = Math.min(backoffCapMs, backoffFirstMs * 2 ** (attempt - 1));
  return Math.round(ceilingMs * (0.5 + random / 2));
}

/** Finished jobs leave Redis at once: progress is read from Postgres. Failed ones stay for Bull Board, the last thousand. */
export const jobDefaults: JobsOptions = {
  removeOnComplete: true,
  removeOnFail: { count: 1000 },
  stackTraceLimit: 5,
  keepLogs: 20,
};

export const queueDefaults: Omit<QueueOptions, 'connection'> = {
  defaultJobOptions: jobDefaults,
  streams: { events: { maxLen: 1000 } },
};

export function workerDefaults(times: LoopTimes): Omit<WorkerOptions, 'connection'> {
  return {
    lockDuration: times.lockDurationMs,
    stalledInterval: times.stalledIntervalMs,
    // A stall is a worker that died, whatever `attempts` says; the default of 1 gives a job up at the second kill.
    maxStalledCount: 5,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 1000 },
    settings: { backoffStrategy: (attemptsMade) => backoffDelayMs(attemptsMade, Math.random()) },
  };
}
