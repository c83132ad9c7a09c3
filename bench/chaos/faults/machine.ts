import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from '../fault.js';

export const machineFaults: readonly Fault[] = [
  {
    name: 'disk of a worker full',
    prepare: ({ b }) => b.stop(),
    impossible: ({ hasSmallDisk }) => (hasSmallDisk ? null : 'no tmpfs can be mounted'),
    strike: async ({ cluster }) => {
      await cluster.fillDisk();
      await pause(10_000);
      await cluster.freeDisk();
    },
  },
  {
    name: 'clock of a worker an hour ahead',
    prepare: ({ a }) => a.stop(),
    strike: async ({ cluster }) => {
      await cluster.jumpClock('b', true);
      await pause(6_000);
      await cluster.jumpClock('b', false);
    },
  },
  {
    name: 'clock of a coordinator an hour behind',
    prepare: ({ d }) => d.stop(),
    strike: async ({ cluster }) => {
      await cluster.jumpClock('c', true);
      await pause(6_000);
      await cluster.jumpClock('c', false);
    },
  },
  {
    name: 'storage gone for 10 s',
    strike: async ({ archive }) => {
      await rename(archive, `${archive}-away`);
      await pause(10_000);
      await rename(`${archive}-away`, archive);
    },
  },
  {
    name: 'a file deleted before its turn',
    missing: 1,
    strike: async ({ cluster: { sql }, archive }) => {
      const [last] = await sql<{ key: string }[]>`
        SELECT f.storage_key AS key FROM extraction_jobs j JOIN files f ON f.id = j.file_id
        WHERE j.run_id = (SELECT max(id) FROM runs) AND j.status = 'pending' AND j.job_type = 'dxf_extract' ORDER BY j.id DESC LIMIT 1`;
      if (last === undefined) throw new Error('no file is left to be deleted: the run needs more files');
      await rm(join(archive, last.key));
    },
  },
];
