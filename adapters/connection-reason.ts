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
