import { queueJobs } from '../../adapters/postgres/queue-jobs.js';
import type { Sql } from '../../adapters/postgres/connect.js';
import type { FileResult } from '../../flows/ports.js';
import type { Facts } from '../../queues/contract/facts.js';
import type { Format } from '../../queues/contract/formats.js';
import { extractableFormats } from '../../processors/registry.js';
import { takeCatalogue } from '../scale/catalogue.js';

/** Results for `files` catalogue rows with jobs of their own; each is what was recorded of another file of its format. */
export async function prepareResults(sql: Sql, recorded: readonly Facts[], files: number): Promise<FileResult[]> {
  const run = await takeCatalogue(sql, 'bench://database', files, 1);
  await queueJobs(sql, run.id, 0, Number.MAX_SAFE_INTEGER, extractableFormats());
  await sql`ANALYZE`;
  const jobs = await sql<{ id: number; file_id: number; format: Format }[]>`
    SELECT j.id, j.file_id, f.detected_format AS format FROM extraction_jobs j JOIN files f ON f.id = j.file_id
    WHERE j.status = 'pending' ORDER BY j.file_id`;
  return jobs.flatMap(({ id, file_id, format }) => {
    const choice = recorded.filter((facts) => facts.format === format);
    const facts = choice[file_id % choice.length];
    return facts ? [{ claim: claimOf(id, file_id, format), facts, outcome: 'completed' as const }] : [];
  });
}

function claimOf(jobId: number, fileId: number, format: Format): FileResult['claim'] {
  const file = { sourceUri: 'bench://database', storageKey: String(fileId), format, sizeBytes: 0 };
  return { jobId, fileId, claimToken: 1, engine: null, retryCount: 0, maxRetries: 3, ...file };
}
