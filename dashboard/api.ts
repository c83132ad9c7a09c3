import { Router, type Request, type Response } from 'express';
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

/** The JSON behind the page; the same for scripts. `latest` stands for the newest run. */
export function createApi(readings: Readings): Router {
  const router = Router();
  const progressOf = async (request: Request): Promise<RunProgress> => {
    const { id } = parsed(RunPath, request.params);
    const runId = id === 'latest' ? await readings.latestRunId.get() : id;
    const progress = runId === null ? null : await readings.progress.get(runId);
    if (progress === null) throw new RequestError(404, runId === null ? 'nothing has run yet' : `there is no run ${runId}`, 'id');
    return progress;
  };
  const ofRun = (path: string, read: (runId: number) => Promise<object>): void => {
    router.get(`/runs/:id/${path}`, async (request, response) => {
      const { run } = await progressOf(request);
      sendFresh(response, { run_id: run.id, ...(await read(run.id)) });
    });
  };

  router.get('/runs', async (_request, response) => sendFresh(response, { runs: await readings.runs.get() }));
  router.get('/runs/:id', async (request, response) => sendFresh(response, (await progressOf(request)).run));
  router.get('/runs/:id/progress', async (request, response) => sendFresh(response, await progressOf(request)));
  ofRun('checkpoints', async (runId) => ({ checkpoints: await readings.checkpoints.get(runId) }));
  ofRun('throughput', (runId) => readings.throughput.get(runId));
  ofRun('failures', async (runId) => ({ failures: await readings.failures.get(runId) }));
  ofRun('skipped', async (runId) => ({ skipped: await readings.skipped.get(runId) }));
  ofRun('quality', (runId) => readings.quality.get(runId));
  router.get('/workers', async (_request, response) => sendFresh(response, { workers: await readings.workers.get() }));
  return router;
}

/** The browser asks again each time, and is told in a few bytes when nothing has changed. */
function sendFresh(response: Response, body: object): void {
  response.setHeader('Cache-Control', 'private, no-cache');
  response.json(body);
}
