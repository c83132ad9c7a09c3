import type { Fault } from '../fault.js';

const nothing = (): Promise<void> => Promise.resolve();

/** Files over which a child spins, allocates 4 GB, aborts, or answers with 500 MB. */
export const poisonFaults: readonly Fault[] = [
  { name: 'poison file: spins', poisons: ['poison-spin'], failures: { TIMEOUT: 1 }, strike: nothing },
  { name: 'poison file: allocates 4 GB', poisons: ['poison-memory'], failures: { MEMORY: 1 }, strike: nothing },
  { name: 'poison file: aborts', poisons: ['poison-abort'], failures: { CRASH: 1 }, strike: nothing },
  { name: 'poison file: 500 MB of output', poisons: ['poison-output'], failures: { OUTPUT_TOO_LARGE: 1 }, strike: nothing },
];
