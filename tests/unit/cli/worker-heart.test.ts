import { pino } from 'pino';
import { afterEach, expect, it, vi } from 'vitest';
import type { WorkerRegistry, WorkerStatus } from '../../../adapters/postgres/worker-registry.js';
import { WorkerHeart, type HeartPorts } from '../../../cli/worker-heart.js';
import { Intake } from '../../../queues/runtime/intake.js';

const lockDurationMs = 3_000;
const beatEveryMs = lockDurationMs / 3;
const never = (): Promise<never> => new Promise(() => undefined);

afterEach(() => vi.useRealTimers());

function heartOver(beat: (status: WorkerStatus) => Promise<{ drainRequested: boolean }>, diskUsed: HeartPorts['diskUsed']) {
  vi.useFakeTimers();
  const intake = new Intake(() => undefined);
  const registry = { beat, markLost: () => Promise.resolve() } as unknown as WorkerRegistry;
  const nothing = (): void => undefined;
  const log = pino({ level: 'silent' });
  const ports = { registry, intake, diskUsed, log, onError: nothing, onDrain: nothing, inFlight: () => 0, checkLocks: () => 0 };
  return { intake, heart: new WorkerHeart({ ...ports, folders: ['/local', '/share'] }, lockDurationMs) };
}

it('goes on beating, and watches the other disks, while a share does not answer', async () => {
  const told: (number | null)[] = [];
  const diskUsed = vi.fn((folder: string) => (folder === '/share' ? never() : Promise.resolve(95)));
  const { heart, intake } = heartOver(({ diskUsedPercent }) => {
    told.push(diskUsedPercent);
    return Promise.resolve({ drainRequested: false });
  }, diskUsed);
  await vi.advanceTimersByTimeAsync(3 * beatEveryMs);
  expect(told).toEqual([95, 95, 95]);
  expect(intake.reasons).toEqual(['disk']);
  // Each question that is never answered holds a thread.
  expect(diskUsed.mock.calls.filter(([folder]) => folder === '/share')).toHaveLength(1);
  await heart.stop();
});

it('takes no work while the share of the artifacts is full', async () => {
  let used = 91;
  const answered = (): Promise<{ drainRequested: boolean }> => Promise.resolve({ drainRequested: false });
  const { heart, intake } = heartOver(answered, (folder) => Promise.resolve(folder === '/share' ? used : 20));
  await vi.advanceTimersByTimeAsync(beatEveryMs);
  expect(intake.reasons).toEqual(['disk']);
  used = 60;
  await vi.advanceTimersByTimeAsync(beatEveryMs);
  expect(intake.open).toBe(true);
  await heart.stop();
});

it('meets a database that is away with one beat, and says at last that it has stopped', async () => {
  const states: string[] = [];
  let answer: () => void = () => undefined;
  const { heart } = heartOver(
    ({ state }) => {
      states.push(state);
      return new Promise((resolve) => (answer = () => resolve({ drainRequested: false })));
    },
    () => Promise.resolve(20),
  );
  await vi.advanceTimersByTimeAsync(10 * beatEveryMs);
  expect(states).toEqual(['running']);
  const stopped = heart.stop();
  answer();
  await vi.waitFor(() => expect(states).toEqual(['running', 'stopped']));
  answer();
  await stopped;
});
