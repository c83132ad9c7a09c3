/** OpenSSL's and Node's names for a certificate that does not prove who the server is, and what to do about each. */
const certificateTroubles: Readonly<Record<string, string>> = {
  SELF_SIGNED_CERT_IN_CHAIN: "its authority is not known here; name the authority's certificate in NODE_EXTRA_CA_CERTS",
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it signs for itself and is not known here; name it in NODE_EXTRA_CA_CERTS',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its authority is not known here; name the authority's certificate in NODE_EXTRA_CA_CERTS",
  UNABLE_TO_GET_ISSUER_CERT: "its authority is not known here; name the authority's certificate in NODE_EXTRA_CA_CERTS",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "its authority is not known here; name the authority's certificate in NODE_EXTRA_CA_CERTS",
  CERT_SIGNATURE_FAILURE: 'another authority of the same name signed it; name the right one in NODE_EXTRA_CA_CERTS',
  ERR_TLS_CERT_ALTNAME_INVALID: 'it is for another host; connect by a name that it holds',
  CERT_HAS_EXPIRED: "it has expired; renew it, or set this machine's clock",
};

/** Why a server could not be reached, in one sentence. */
export function connectionReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  const trouble = code === undefined ? undefined : certificateTroubles[code];
  if (trouble !== undefined) return `the certificate of the server is not accepted (${error.message}): ${trouble}`;
  // A refused connection to several addresses has an empty message of its own.
  return error.message !== '' ? error.message : (code ?? error.name);
}

/** Codes of Node, Postgres and Redis, and what to do about each; `NAME` stands for the setting. */
const remedies: readonly (readonly [RegExp, string])[] = [
  [/ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|EAI_AGAIN|ECONNRESET|CONNECT_TIMEOUT/u, 'start it, or correct NAME'],
  [/28P01|28000|WRONGPASS|NOAUTH/u, 'correct user and password in NAME'],
  [/3D000/u, 'create the database, or correct NAME'],
];

/** A server of the configuration that cannot be used: which it is, why, and which setting names it. Never tells a password. */
export class ServerUnusable extends Error {
  override readonly name = 'ServerUnusable';

  constructor(server: 'Postgres' | 'Redis', url: string, setting: string, cause: unknown) {
    const reason = connectionReason(cause);
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    const remedy = remedies.find(([pattern]) => pattern.test(`${code} ${reason}`))?.[1].replace('NAME', setting);
    super(`${server} at ${placeOf(url)} cannot be used: ${reason}; ${remedy ?? `its address is in ${setting}`}`, { cause });
  }
}

function placeOf(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return host + (pathname === '/' ? '' : pathname);
  } catch {
    return 'an address that cannot be read';
  }
}
