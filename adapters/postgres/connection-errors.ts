/** Codes of postgres.js and Node that say the database is away, and SQLSTATE classes that say it is going or full. */
const codes = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  // The name server does not answer either, as in a container whose network is cut.
  'EAI_AGAIN',
  // read_only_sql_transaction: a standby, or a primary that is about to become one.
  '25006',
]);

/** True when a statement failed because the database is not there or is too busy, so that the same statement may succeed later. */
export function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false;
  // 08 connection exception, 40 transaction rollback (serialization, deadlock), 53 insufficient resources, 57P operator intervention
  return codes.has(error.code) || /^(?:08|40|53|57P)/.test(error.code);
}

/** True when the database is away or full, not when a transaction merely lost against another one. */
export function isOutage(error: unknown): boolean {
  return isConnectionError(error) && error instanceof Error && !('code' in error && String(error.code).startsWith('40'));
}
