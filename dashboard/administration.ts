import { Router, json, type Request, type RequestHandler } from 'express';
import { z } from 'zod';
import type { Sql } from '../adapters/postgres/connect.js';
import { acceptReview, DecisionError, setGroup, unsetGroup, type Decision } from '../adapters/postgres/link/decisions.js';
import { ErrorClass } from '../queues/contract/errors.js';
import { includes, scopeOf, userOf, type Scope } from '../search/http/access.js';
import { RequestError, parsed } from '../search/http/failures.js';
import type { Readings } from './readings.js';
import { runOf } from './run-lookup.js';

/** What the page lets an administrator start. */
export interface DashboardActions {
  /**
   * Tries failed files of one class again.
   * @returns how many are tried
   * @throws {RequestError} when the run cannot be replayed now
   */
  replay(runId: number, errorClass: ErrorClass, sample: number | null): Promise<number>;
}

/** `locked`: the asker has not shown the admin token; `off`: there is none, so nobody could prove to be an administrator. */
export type Administering = 'allowed' | 'locked' | 'off';

const idText = z
  .string()
  .regex(/^[1-9]\d{0,14}$/u, 'must be a number')
  .transform(Number);
const IdPath = z.object({ id: idText });
const ReplayBody = z.strictObject({
  error_class: ErrorClass,
  sample: z.number().int().min(1).max(100_000).optional(),
});
const reason = z.string().trim().min(1).max(1000).optional();
const AcceptBody = z.strictObject({ reason });
const MoveBody = z.strictObject({
  group: z.union([z.int().min(1), z.string().trim().max(200)], 'must be the number of a group or the name of a new one'),
  reason,
});

/** What only an administrator may do: replay of failed files, and decisions about links. */
export function createAdministration(sql: Sql, readings: Readings, actions: DashboardActions | undefined): Router {
  const router = Router();
  const body = json({ limit: '4kb' });
  const administrators: RequestHandler = (_request, response, next) => {
    if (administeringOf(scopeOf(response), actions) !== 'allowed')
      throw new RequestError(403, 'only an administrator may do this');
    next();
  };

  router.post('/runs/:id/replay', administrators, body, async (request, response) => {
    const { run } = await runOf(request, readings);
    const { error_class: errorClass, sample } = parsed(ReplayBody, request.body);
    response.status(202).json({ run_id: run.id, files: await actions?.replay(run.id, errorClass, sample ?? null) });
  });
  router.post('/groups/:id/accept', administrators, body, async (request, response) => {
    const { id } = parsed(IdPath, request.params);
    await decided(acceptReview(sql, id, decisionOf(request, parsed(AcceptBody, request.body))));
    readings.reviews.forget();
    response.status(204).end();
  });
  router.put('/files/:id/group', administrators, body, async (request, response) => {
    const { id } = parsed(IdPath, request.params);
    const wanted = parsed(MoveBody, request.body);
    const group = typeof wanted.group === 'number' ? { id: wanted.group } : { name: wanted.group };
    await decided(setGroup(sql, id, group, decisionOf(request, wanted)));
    readings.reviews.forget();
    response.status(204).end();
  });
  router.delete('/files/:id/group', administrators, async (request, response) => {
    await decided(unsetGroup(sql, parsed(IdPath, request.params).id));
    readings.reviews.forget();
    response.status(204).end();
  });
  return router;
}

export function administeringOf(scope: Scope, actions: DashboardActions | undefined): Administering {
  if (actions === undefined) return 'off';
  return includes(scope, 'admin') ? 'allowed' : 'locked';
}

/** A browser gives the name that its user typed beside the token. */
function decisionOf(request: Request, { reason }: { reason?: string | undefined }): Decision {
  return { by: userOf(request) ?? 'administrator', ...(reason === undefined ? {} : { reason }) };
}

async function decided(decision: Promise<void>): Promise<void> {
  try {
    await decision;
  } catch (error) {
    throw error instanceof DecisionError ? new RequestError(409, error.message) : error;
  }
}
