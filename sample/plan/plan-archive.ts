import { featuredJobs } from './featured-jobs.js';
import { JobBuilder } from './job-builder.js';
import { jobHead } from './job-head.js';
import type { PlannedFile } from './planned-file.js';
import { planRandomJob } from './random-job.js';

/** Everything that one job puts into the archive; its groups hold no file of any other job. */
export interface PlannedJob {
  readonly job: string;
  readonly files: readonly PlannedFile[];
}

/** The archive job by job, never more than one in memory, until the number of files is reached. */
export function* planArchive(seed: number, fileCount: number): Generator<PlannedJob> {
  let left = fileCount;
  for (let index = 0; left > 0; index++) {
    const builder = new JobBuilder(seed, jobHead(seed, index));
    (featuredJobs[index] ?? planRandomJob)(builder);
    const files = builder.files.slice(0, left);
    left -= files.length;
    yield { job: builder.job, files };
  }
}
