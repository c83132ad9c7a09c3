import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import { fail } from './failures.js';

/** Each scope includes those before it. */
const scopes = ['read', 'operate', 'admin'] as const;
export type Scope = (typeof scopes)[number];

/** Tokens by what they allow. Without one for reading, everybody who reaches the port may read; more always takes a token. */
export type AccessTokens = Readonly<Partial<Record<Scope, string | undefined>>>;

interface WithHeaders {
  readonly headers: IncomingHttpHeaders;
}

const digestOf = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();

/**
 * What a request may do, or null when it shows no valid token. Compares digests in constant time and all tokens always, so
 * that the time tells neither how much of a token was right nor which one.
 */
export function createGrants(tokens: AccessTokens): (request: WithHeaders) => Scope | null {
  const known = scopes.flatMap((scope) => {
    const token = tokens[scope];
    return token === undefined ? [] : [{ scope, digest: digestOf(token) }];
  });
  return (request) => {
    const shown = digestOf(tokenOf(request) ?? '');
    let granted: Scope | null = tokens.read === undefined ? 'read' : null;
    for (const { scope, digest } of known) {
      if (timingSafeEqual(digest, shown)) granted = scope;
    }
    return granted;
  };
}

/** `Authorization: Bearer TOKEN`, or Basic with the token as password, which is what a browser can ask its user for. */
function tokenOf(request: WithHeaders): string | null {
  const [, scheme = '', credentials = ''] = /^(\S+)\s+(.+)$/u.exec(request.headers.authorization ?? '') ?? [];
  if (scheme.toLowerCase() === 'bearer') return credentials;
  return basicOf(scheme, credentials)?.password ?? null;
}

function basicOf(scheme: string, credentials: string): { name: string; password: string } | null {
  if (scheme.toLowerCase() !== 'basic') return null;
  const decoded = Buffer.from(credentials, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return { name: decoded.slice(0, Math.max(colon, 0)).trim(), password: decoded.slice(colon + 1) };
}

/** The name that stands beside a Basic token; it proves nothing, it only says who people say they are. */
export function userOf(request: WithHeaders): string | null {
  const [scheme = '', credentials = ''] = (request.headers.authorization ?? '').split(/\s+/u);
  return basicOf(scheme, credentials)?.name.slice(0, 100) || null;
}

/** What the guard found, for handlers further on. */
export function scopeOf(response: Response): Scope {
  const { scope } = response.locals;
  return scopes.find((known) => known === scope) ?? 'read';
}

export function includes(granted: Scope, wanted: Scope): boolean {
  return scopes.indexOf(granted) >= scopes.indexOf(wanted);
}

/**
 * Lets requests pass that may at least read. Two things a browser could be tricked into are refused: writing from another
 * site's page with remembered credentials, and reading an unprotected loopback port through a name that a stranger's DNS
 * points at it.
 */
export function guard(tokens: AccessTokens): RequestHandler {
  const grantOf = createGrants(tokens);
  const isOpen = tokens.read === undefined;
  return (request, response, next) => {
    const scope = grantOf(request);
    if (scope === null) {
      askForToken(response, 'a valid token is needed');
      return;
    }
    if (isOpen && scope === 'read' && isStrangerOnLoopback(request)) {
      fail(response, 403, 'this host name is not served without a token');
      return;
    }
    if (!isSafe(request) && isCrossSite(request)) {
      fail(response, 403, 'refused from another site');
      return;
    }
    response.locals['scope'] = scope;
    next();
  };
}

/** Answers 401 so that a browser asks its user; the user name does not matter. */
export function askForToken(response: Response, reason: string): void {
  response.setHeader('WWW-Authenticate', 'Basic realm="extraction-fleet", charset="UTF-8"');
  fail(response, 401, reason);
}

const isSafe = ({ method }: Request): boolean => method === 'GET' || method === 'HEAD' || method === 'OPTIONS';

function isCrossSite(request: Request): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const { origin, host } = request.headers;
  return origin !== undefined && !(URL.canParse(origin) && new URL(origin).host === host);
}

function isStrangerOnLoopback(request: Request): boolean {
  const address = request.socket.localAddress ?? '';
  const isLoopback = address === '::1' || /^(::ffff:)?127\./u.test(address);
  return (
    isLoopback && !['localhost', '127.0.0.1', '[::1]', '::1'].includes(request.hostname) && !/^127\./u.test(request.hostname)
  );
}
