import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { z } from 'zod';

/** What every failed request answers. */
export interface FailureBody {
  readonly error: string;
  /** The parameter at fault, when there is one. */
  readonly parameter: string | null;
  readonly request_id: string;
}

/** A failure that is the asker's to know about. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly status: number;
  readonly parameter: string | null;

  constructor(status: number, message: string, parameter: string | null = null) {
    super(message);
    this.status = status;
    this.parameter = parameter;
  }
}

/** Parses what was asked with its schema. @throws RequestError 400 that names the parameter and the reason */
export function parsed<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (issue?.code === 'unrecognized_keys') {
    const name = issue.keys[0] ?? '';
    throw new RequestError(400, `${name}: no such parameter`, name);
  }
  const name = issue?.path.map(String).join('.') ?? '';
  const reason = Array.isArray(valueAt(input, name)) ? 'must be given once' : (issue?.message ?? 'is not valid');
  throw new RequestError(400, name === '' ? reason : `${name}: ${reason}`, name === '' ? null : name);
}

function valueAt(input: unknown, name: string): unknown {
  return typeof input === 'object' && input !== null ? (input as Record<string, unknown>)[name] : undefined;
}

const idPattern = /^[\w.-]{1,100}$/u;

/** Gives each request an id, the caller's own if it sent a sane one, and sends it back. */
export const requestIds: RequestHandler = (request, response, next) => {
  const given = request.headers['x-request-id'];
  response.setHeader('X-Request-Id', typeof given === 'string' && idPattern.test(given) ? given : randomUUID());
  next();
};

/** Requests per minute and client address. */
export function limitRate(limit: number): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, response) => fail(response, 429, 'too many requests: try again in a minute'),
  });
}

export const notFound: RequestHandler = (_request, response) => fail(response, 404, 'there is nothing here');

/** Answers failures. What is not the asker's business is told to `report` alone: the answer holds the request's id only. */
export function answerFailures(report: (error: unknown, requestId: string) => void): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      // Half an answer cannot be taken back; an end before its time tells the caller that it is no whole one.
      report(error, requestIdOf(response));
      response.destroy();
      // Leaves the application: Express itself would print the error.
      next('router');
      return;
    }
    if (error instanceof RequestError) {
      fail(response, error.status, error.message, error.parameter);
      return;
    }
    const status = statusOf(error);
    if (status === 413) {
      fail(response, 413, 'the request is too large');
      return;
    }
    if (status === 400) {
      // body-parser's name for JSON that is none.
      const isBadJson = typeof error === 'object' && error !== null && 'type' in error && error.type === 'entity.parse.failed';
      fail(response, 400, isBadJson ? 'the body is not valid JSON' : 'the request could not be read');
      return;
    }
    report(error, requestIdOf(response));
    if (status === 503) fail(response, 503, 'the query took too long: ask for less at once');
    else fail(response, 500, 'something went wrong here; the request id finds it in the log');
  };
}

/**
 * 57014 is what Postgres answers when a statement ran into its time limit, 22021 when a text holds U+0000, which no text there can. Express
 * puts a status on what it cannot parse.
 */
function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null) return 500;
  if ('code' in error && error.code === '57014') return 503;
  if ('code' in error && error.code === '22021') return 400;
  if ('status' in error && error.status === 413) return 413;
  return 'status' in error && typeof error.status === 'number' && error.status >= 400 && error.status < 500 ? 400 : 500;
}

function requestIdOf(response: Response): string {
  return String(response.getHeader('X-Request-Id') ?? '');
}

/** Sends a failure in the one shape all failures have. */
export function fail(response: Response, status: number, error: string, parameter: string | null = null): void {
  const body: FailureBody = { error, parameter, request_id: requestIdOf(response) };
  response.status(status).json(body);
}
