import { Router, json, type Request, type Response } from 'express';
import { z } from 'zod';
import { ErrorClass } from '../queues/contract/errors.js';
import { includes, scopeOf, type Scope } from '../search/http/access.js';
import { RequestError, parsed } from '../search/http/failures.js';
import type { Comparisons } from './comparisons.js';
import type { RunProgress } from './readings/progress.js';
import type { Readings } from './readings.js';

/** What the page lets an administrator do. */
export interface DashboardActions {
  /**
   * Tries failed files of one class again.
   * @returns how many are tried
   * @throws {RequestError} when the run cannot be replayed now
   */
  replay(runId: number, errorClass: ErrorClass, sample: number | null): Promise<number>;
}

const runId = z.string().regex(/^[1-9]\d{0,14}$/u, 'must be the number of a run');
const RunPath = z.object({
  id: z
    .string()
    .regex(/^(latest|[1-9]\d{0,14})$/u, 'must be the number of a run, or latest')
    .transform((id) => (id === 'latest' ? id : Number(id))),
});
const DiffQuery = z.strictObject({ before: runId.transform(Number), anew: z.literal('true').optional() });
const ReplayBody = z.strictObject({
  error_class: ErrorClass,
  sample: z.number().int().min(1).max(100_000).optional(),
});

/** The JSON behind the page; the same for scripts. `latest` stands for the newest run. */
export function createApi(readings: Readings, comparisons: Comparisons, actions: DashboardActions | undefined): Router {
  const router = Router();
  const progressOf = async (request: Request): Promise<RunProgress> => {
    const { id } = parsed(RunPath, request.params);
    const known = id === 'latest' ? await readings.latestRunId.get() : id;
    const progress = known === null ? null : await readings.progress.get(known);
    if (progress === null) throw new RequestError(404, known === null ? 'nothing has run yet' : `there is no run ${known}`, 'id');
    return progress;
  };
  const ofRun = (path: string, read: (runId: number) => Promise<object>): void => {
    router.get(`/runs/:id/${path}`, async (request, response) => {
      const { run } = await progressOf(request);
      sendFresh(response, { run_id: run.id, ...(await read(run.id)) });
    });
  };

  router.get('/access', (_request, response) =>
    sendFresh(response, { scope: scopeOf(response), replay: replayFor(scopeOf(response), actions) }),
  );
  router.get('/runs', async (_request, response) => sendFresh(response, { runs: await readings.runs.get() }));
  router.get('/runs/:id', async (request, response) => sendFresh(response, (await progressOf(request)).run));
  router.get('/runs/:id/progress', async (request, response) => sendFresh(response, await progressOf(request)));
  ofRun('checkpoints', async (id) => ({ checkpoints: await readings.checkpoints.get(id) }));
  ofRun('throughput', (id) => readings.throughput.get(id));
  ofRun('failures', async (id) => ({ failures: await readings.failures.get(id) }));
  ofRun('skipped', async (id) => ({ skipped: await readings.skipped.get(id) }));
  ofRun('quality', (id) => readings.quality.get(id));
  ofRun('coverage', (id) => readings.coverage.get(id));
  ofRun('reviews', (id) => readings.reviews.get(id));
  router.get('/runs/:id/diff', async (request, response) => {
    const { run } = await progressOf(request);
    const { before, anew } = parsed(DiffQuery, request.query);
    if ((await readings.progress.get(before)) === null) throw new RequestError(404, `there is no run ${before}`, 'before');
    sendFresh(response, comparisons.get(before, run.id, anew === 'true'));
  });
  router.post('/runs/:id/replay', json({ limit: '4kb' }), async (request, response) => {
    if (actions === undefined || replayFor(scopeOf(response), actions) !== 'allowed')
      throw new RequestError(403, 'only an administrator may replay');
    const { run } = await progressOf(request);
    const { error_class: errorClass, sample } = parsed(ReplayBody, request.body);
    response.status(202).json({ run_id: run.id, files: await actions.replay(run.id, errorClass, sample ?? null) });
  });
  router.get('/workers', async (_request, response) => sendFresh(response, { workers: await readings.workers.get() }));
  router.get('/alerts', async (_request, response) => sendFresh(response, { alerts: await readings.alerts.get() }));
  router.get('/creo', async (_request, response) => sendFresh(response, { services: await readings.creo.get() }));
  return router;
}

/** off: nobody may here, as without an admin token. */
function replayFor(scope: Scope, actions: DashboardActions | undefined): 'allowed' | 'locked' | 'off' {
  if (actions === undefined) return 'off';
  return includes(scope, 'admin') ? 'allowed' : 'locked';
}

/** The browser asks again each time, and is told in a few bytes when nothing has changed. */
function sendFresh(response: Response, body: object): void {
  response.setHeader('Cache-Control', 'private, no-cache');
  response.json(body);
}
