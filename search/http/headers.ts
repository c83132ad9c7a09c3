import type { RequestHandler } from 'express';
import helmet from 'helmet';

export interface HeaderOptions {
  /** For pages of others that carry inline styles (Swagger UI, Bull Board). Scripts are never inline. */
  readonly inlineStyles?: boolean;
}

/**
 * Security headers. Nothing may be loaded from elsewhere, so the pages work on a closed network. Upgrading to HTTPS is left to
 * the proxy in front, if there is one: on a plain port it would only break the pages.
 */
export function securityHeaders(options: HeaderOptions = {}): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: options.inlineStyles === true ? ["'self'", "'unsafe-inline'"] : ["'self'"],
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
