/** What a machine can give to extraction children, and what they make of it. */
export interface Limits {
  readonly cores: number;
  readonly memoryMb: number;
}

export interface Choice {
  readonly children: number;
  readonly why: string;
}

export interface Reading {
  readonly children: number;
  /** Memory that could be had at once. */
  readonly freeMb: number;
  /** Processor time of the engines over the time for which they had documents, since the last reading; null when none was read. */
  readonly cpuShare: number | null;
  /** Processes that run or want to, over the last minute; 0 where the system does not tell. */
  readonly load: number;
}

/** A running child and the idle ones that are kept for other engines: up to four of some 200 MB. */
const memoryPerSlotMb = 800;
/** For the system, the worker itself and whatever else runs there. */
const reservedShare = 0.25;
const leastFreeShare = 0.1;
/** Below this the children mostly wait for storage, and more of them read more; above the other they fight for the cores. */
const waitingShare = 0.6;
const busyShare = 0.85;
const idleLoadShare = 0.8;
const childrenPerCoreAtMost = 2;

/** How many children to start with: one per core, fewer where the memory does not hold them. */
export function firstChildren({ cores, memoryMb }: Limits): Choice {
  const byMemory = Math.max(1, Math.floor((memoryMb * (1 - reservedShare)) / memoryPerSlotMb));
  if (byMemory < cores)
    return { children: byMemory, why: `${memoryMb} MB hold ${byMemory} children at ${memoryPerSlotMb} MB each` };
  return { children: cores, why: `one for each of ${cores} cores` };
}

/** How many there should be after some time of work, one more or less at a time; null to leave it as it is. */
export function nextChildren({ cores, memoryMb }: Limits, { children, freeMb, cpuShare, load }: Reading): Choice | null {
  if (freeMb < memoryMb * leastFreeShare)
    return children > 1 ? { children: children - 1, why: `only ${Math.round(freeMb)} MB of memory are left` } : null;
  if (cpuShare === null) return null;
  const percent = `${Math.round(cpuShare * 100)} % of their time computing`;
  if (children > cores && cpuShare > busyShare) return { children: children - 1, why: `children spend ${percent}` };
  const hasRoom =
    children < cores * childrenPerCoreAtMost &&
    freeMb - memoryPerSlotMb > memoryMb * leastFreeShare &&
    load < cores * idleLoadShare;
  return cpuShare < waitingShare && hasRoom
    ? { children: children + 1, why: `children spend ${percent}, the rest waiting` }
    : null;
}
