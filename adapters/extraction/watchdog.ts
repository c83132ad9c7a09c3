import { writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { memoryMarker, stageMarker } from './protocol.js';

/**
 * A thread beside the extraction that goes on while a parser spins in one synchronous loop. It ends the process when the
 * parent is gone (no `disconnect` event is delivered to a spinning process) or when memory passes the ceiling, and it
 * keeps the peak. A thread can read its process's memory on every platform; a parent cannot without one. It also tells
 * which stage the document is in, once that lasts: a message for every stage of a small drawing would cost more than the stage.
 */

export const sampleEveryMs = 100;

/** Layout of the shared Int32Array: what the child sets and what the watchdog reports. */
export const slots = { ceilingMb: 0, peakMb: 1, stageNumber: 2, stageLength: 3, stage: 4, length: 84 } as const;

/** Notes the stage for the watchdog to tell; characters beyond its room are cut. */
export function noteStage(shared: Int32Array, name: string): void {
  const length = Math.min(name.length, slots.length - slots.stage);
  for (let index = 0; index < length; index++) shared[slots.stage + index] = name.charCodeAt(index);
  Atomics.store(shared, slots.stageLength, length);
  Atomics.add(shared, slots.stageNumber, 1);
}

function notedStage(shared: Int32Array): string {
  const length = Atomics.load(shared, slots.stageLength);
  return String.fromCharCode(...shared.subarray(slots.stage, slots.stage + length));
}

export interface WatchdogData {
  readonly shared: Int32Array;
  readonly parentPid: number;
}

if (parentPort && isWatchdogData(workerData)) watch(workerData);

function watch({ shared, parentPid }: WatchdogData): void {
  let seen = 0;
  let told = 0;
  setInterval(() => {
    const stageNumber = Atomics.load(shared, slots.stageNumber);
    // The same as at the last look: it lasts.
    if (stageNumber === seen && stageNumber !== told) {
      told = stageNumber;
      writeSync(2, `\n${stageMarker} ${notedStage(shared)}\n`);
    }
    seen = stageNumber;
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
