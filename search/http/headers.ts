import type { RequestHandler } from 'express';
import helmet from 'helmet';

export interface HeaderOptions {
  /** The path of a page that is not ours and carries inline styles (Swagger UI, Bull Board). Scripts are inline nowhere. */
  readonly inlineStylesUnder?: string;
}

/**
 * Security headers. Nothing may be loaded from elsewhere, so the pages work on a closed network. Upgrading to HTTPS is left to
 * the proxy in front, if there is one: on a plain port it would only break the pages.
 */
export function securityHeaders({ inlineStylesUnder }: HeaderOptions = {}): RequestHandler {
  const strict = headers(["'self'"]);
  const lenient = headers(["'self'", "'unsafe-inline'"]);
  return (request, response, next) => {
    const isLenient = inlineStylesUnder !== undefined && `${request.path}/`.startsWith(`${inlineStylesUnder}/`);
    (isLenient ? lenient : strict)(request, response, next);
  };
}

function headers(styleSrc: string[]): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc,
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'same-origin' },
  });
}
