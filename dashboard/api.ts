import { Router, type Response } from 'express';
import { z } from 'zod';
import type { Sql } from '../adapters/postgres/connect.js';
import { scopeOf } from '../search/http/access.js';
import { RequestError, parsed } from '../search/http/failures.js';
import { administeringOf, createAdministration, type DashboardActions } from './administration.js';
import type { Comparisons } from './comparisons.js';
import type { Readings } from './readings.js';
import { runOf } from './run-lookup.js';

const runId = z.string().regex(/^[1-9]\d{0,14}$/u, 'must be the number of a run');
const DiffQuery = z.strictObject({ before: runId.transform(Number), anew: z.literal('true').optional() });
/** The JSON behind the page; the same for scripts. `latest` stands for the newest run. */
export function createApi(sql: Sql, readings: Readings, comparisons: Comparisons, actions: DashboardActions | undefined): Router {
  const router = Router();
  const ofRun = (path: string, read: (runId: number) => Promise<object>): void => {
    router.get(`/runs/:id/${path}`, async (request, response) => {
      const { run } = await runOf(request, readings);
      sendFresh(response, { run_id: run.id, ...(await read(run.id)) });
    });
  };

  router.get('/access', (_request, response) =>
    sendFresh(response, { scope: scopeOf(response), administering: administeringOf(scopeOf(response), actions) }),
  );
  router.get('/runs', async (_request, response) => sendFresh(response, { runs: await readings.runs.get() }));
  router.get('/runs/:id', async (request, response) => sendFresh(response, (await runOf(request, readings)).run));
  router.get('/runs/:id/progress', async (request, response) => sendFresh(response, await runOf(request, readings)));
  ofRun('checkpoints', async (id) => ({ checkpoints: await readings.checkpoints.get(id) }));
  ofRun('throughput', (id) => readings.throughput.get(id));
  ofRun('failures', async (id) => ({ failures: await readings.failures.get(id) }));
  ofRun('skipped', async (id) => ({ skipped: await readings.skipped.get(id) }));
  ofRun('quality', (id) => readings.quality.get(id));
  ofRun('coverage', (id) => readings.coverage.get(id));
  ofRun('reviews', (id) => readings.reviews.get(id));
  router.get('/runs/:id/diff', async (request, response) => {
    const { run } = await runOf(request, readings);
    const { before, anew } = parsed(DiffQuery, request.query);
    if ((await readings.progress.get(before)) === null) throw new RequestError(404, `there is no run ${before}`, 'before');
    sendFresh(response, comparisons.get(before, run.id, anew === 'true'));
  });
  router.use(createAdministration(sql, readings, actions));
  router.get('/workers', async (_request, response) => sendFresh(response, { workers: await readings.workers.get() }));
  router.get('/alerts', async (_request, response) => sendFresh(response, { alerts: await readings.alerts.get() }));
  router.get('/creo', async (_request, response) => sendFresh(response, { services: await readings.creo.get() }));
  return router;
}

/** The browser asks again each time, and is told in a few bytes when nothing has changed. */
function sendFresh(response: Response, body: object): void {
  response.setHeader('Cache-Control', 'private, no-cache');
  response.json(body);
}
