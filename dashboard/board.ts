import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import type { Queue } from 'bullmq';
import type { RequestHandler } from 'express';
import { includes, scopeOf } from '../search/http/access.js';
import { fail } from '../search/http/failures.js';

/** Two boards over the same queues: one that only shows, and one for administrators. */
export function createBoards(queues: readonly Queue[], basePath: string, isRedisUp: () => boolean): RequestHandler {
  const reading = boardOf(queues, basePath, true);
  const writing = boardOf(queues, basePath, false);
  return (request, response, next) => {
    if (!isRedisUp()) {
      fail(response, 503, 'Redis is away; what Postgres knows of the run is shown all the same');
      return;
    }
    if (includes(scopeOf(response), 'admin')) {
      writing(request, response, next);
      return;
    }
    // The read-only adapters refuse too; a route that Bull Board adds one day is refused here all the same.
    if (request.method !== 'GET' && request.method !== 'HEAD') fail(response, 403, 'only an administrator may change queues');
    else reading(request, response, next);
  };
}

/** `showWorkers` stays off: it runs CLIENT LIST at each poll. */
function boardOf(queues: readonly Queue[], basePath: string, readOnlyMode: boolean): RequestHandler {
  const serverAdapter = new ExpressAdapter();
  serverAdapter.setBasePath(basePath);
  createBullBoard({
    queues: queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode })),
    // The adapter brings its own copy of the API's types; the two differ in nothing but the place they are declared in.
    serverAdapter: serverAdapter as unknown as Parameters<typeof createBullBoard>[0]['serverAdapter'],
    options: { uiConfig: { boardTitle: readOnlyMode ? 'Queues (read-only)' : 'Queues', showWorkers: false } },
  });
  const router: unknown = serverAdapter.getRouter();
  return router as RequestHandler;
}
