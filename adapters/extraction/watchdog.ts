import { writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { memoryMarker } from './protocol.js';

/**
 * A thread beside the extraction that goes on while a parser spins in one synchronous loop. It ends the process when the
 * parent is gone (no `disconnect` event is delivered to a spinning process) or when memory passes the ceiling, and it
 * keeps the peak. A thread can read its process's memory on every platform; a parent cannot without one.
 */

export const sampleEveryMs = 100;

/** Layout of the shared Int32Array: what the child sets and what the watchdog reports. */
export const slots = { ceilingMb: 0, peakMb: 1, length: 2 } as const;

export interface WatchdogData {
  readonly shared: Int32Array;
  readonly parentPid: number;
}

if (parentPort && isWatchdogData(workerData)) watch(workerData);

function watch({ shared, parentPid }: WatchdogData): void {
  setInterval(() => {
    if (isOrphan(parentPid)) process.kill(process.pid, 'SIGKILL');
    const rssMb = Math.round(process.memoryUsage.rss() / 2 ** 20);
    if (rssMb > Atomics.load(shared, slots.peakMb)) Atomics.store(shared, slots.peakMb, rssMb);
    const ceilingMb = Atomics.load(shared, slots.ceilingMb);
    if (ceilingMb === 0 || rssMb <= ceilingMb) return;
    writeSync(2, `${memoryMarker} ${rssMb} MB above the ceiling of ${ceilingMb} MB\n`);
    process.kill(process.pid, 'SIGKILL');
  }, sampleEveryMs);
}

function isOrphan(parentPid: number): boolean {
  if (process.ppid !== parentPid) return true;
  try {
    process.kill(parentPid, 0);
    return false;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'EPERM');
  }
}

function isWatchdogData(data: unknown): data is WatchdogData {
  return typeof data === 'object' && data !== null && 'shared' in data && 'parentPid' in data;
}
