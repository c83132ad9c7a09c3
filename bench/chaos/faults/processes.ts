import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from '../fault.js';
import type { Cluster } from '../cluster.js';
import type { FleetProcess } from '../fleet-process.js';

/** Longer than a lock lasts: when it goes on, its jobs are another's. */
const pastItsLockMs = 12_000;

async function frozen(process: FleetProcess): Promise<void> {
  process.signal('SIGSTOP');
  await pause(pastItsLockMs);
  process.signal('SIGCONT');
}

/** The extraction child that a worker is running, waited for. */
async function childOf(worker: FleetProcess): Promise<number> {
  for (;;) {
    const [child] = worker.childIds();
    if (child !== undefined) return child;
    await pause(20);
  }
}

const noProcessFolder = (): string | null =>
  process.platform === 'linux' ? null : 'processes cannot be listed on this platform';

export const processFaults: readonly Fault[] = [
  { name: 'worker killed', strike: ({ busy }) => busy.kill() },
  { name: 'worker frozen past its lock', strike: ({ busy }) => frozen(busy) },
  {
    name: 'worker asked to stop',
    strike: ({ busy }) => busy.stop(),
  },
  {
    name: 'child killed',
    impossible: noProcessFolder,
    strike: async ({ busy }) => void process.kill(await childOf(busy), 'SIGKILL'),
  },
  {
    name: 'child frozen for good',
    impossible: noProcessFolder,
    strike: async ({ busy }) => void process.kill(await childOf(busy), 'SIGSTOP'),
  },
  { name: 'coordinator killed', strike: ({ cluster }) => killCoordinators(cluster) },
  {
    name: 'coordinators frozen past their locks',
    strike: async ({ cluster: { c, d } }) => {
      await Promise.all([frozen(c), frozen(d)]);
    },
  },
  {
    name: 'all processes killed at once',
    strike: async ({ cluster }) => {
      await Promise.all(cluster.processes.map((process) => process.kill()));
    },
  },
];

/** Both, or the one that does not hold the run's coordinators might be hit. The second comes back, as a supervisor would have it. */
async function killCoordinators({ c, d }: Cluster): Promise<void> {
  await Promise.all([c.kill(), d.kill()]);
  await d.start();
}
