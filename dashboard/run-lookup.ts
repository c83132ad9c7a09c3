import type { Request } from 'express';
import { z } from 'zod';
import { RequestError, parsed } from '../search/http/failures.js';
import type { RunProgress } from './readings/progress.js';
import type { Readings } from './readings.js';

const RunPath = z.object({
  id: z
    .string()
    .regex(/^(latest|[1-9]\d{0,14})$/u, 'must be the number of a run, or latest')
    .transform((id) => (id === 'latest' ? id : Number(id))),
});

/**
 * The run that a path names; `latest` stands for the newest.
 * @throws {RequestError} 404 when there is no such run
 */
export async function runOf(request: Request, readings: Readings): Promise<RunProgress> {
  const { id } = parsed(RunPath, request.params);
  const known = id === 'latest' ? await readings.latestRunId.get() : id;
  const progress = known === null ? null : await readings.progress.get(known);
  if (progress === null)
    throw new RequestError(404, known === null ? 'nothing has run yet' : `there is no run ${known}, or it was pruned`, 'id');
  return progress;
}
