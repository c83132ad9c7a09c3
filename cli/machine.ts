import { availableParallelism, freemem, loadavg, totalmem } from 'node:os';
import type { Limits } from './tuning.js';

const mb = 2 ** 20;

/** What this process may use: of a container, its limits. */
export function machineLimits(): Limits {
  const constrained = process.constrainedMemory();
  // Without a limit some systems tell none, others a number beyond all memory.
  const memory = constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
  return { cores: availableParallelism(), memoryMb: Math.round(memory / mb) };
}

export function freeMemoryMb({ memoryMb }: Limits): number {
  const inContainer = memoryMb < Math.round(totalmem() / mb);
  return (inContainer ? Math.min(process.availableMemory(), freemem()) : freemem()) / mb;
}

/** Processes that run or want to, over the last minute; 0 on Windows. */
export function machineLoad(): number {
  return loadavg()[0] ?? 0;
}
