import { encode } from './protocol.js';

/**
 * The backend reads the data of COPY ... FROM STDIN from the client in the middle of the statement. The WebAssembly
 * database cannot wait for a socket: it takes the missing data for a lost connection and exits, with every client's
 * database. So such a statement never reaches it. A literal that spells one in a query text is refused as well; values
 * travel in Bind messages, which are not looked at.
 */
const copyFromClient = /\bcopy\b[\s\S]*\bfrom\s+stdin\b/i;

const refusal =
  "DO $gate$ BEGIN RAISE EXCEPTION 'COPY FROM STDIN is not available in the local database' " +
  "USING ERRCODE = 'feature_not_supported', HINT = 'Use INSERT ... SELECT FROM jsonb_to_recordset or unnest, or set DATABASE_URL.'; END $gate$";

/**
 * The message, or in place of a COPY FROM STDIN a statement that fails with SQLSTATE 0A000: so the database itself keeps
 * the books of the failed transaction.
 */
export function guardStatement(message: Buffer): Buffer {
  const type = String.fromCharCode(message[0] ?? 0);
  if (type === 'Q') return copyFromClient.test(message.toString('utf8', 5)) ? encode('Q', refusal) : message;
  if (type !== 'P') return message;
  const nameEnd = message.indexOf(0, 5);
  const textEnd = message.indexOf(0, nameEnd + 1);
  if (!copyFromClient.test(message.toString('utf8', nameEnd + 1, textEnd))) return message;
  return encode('P', message.toString('utf8', 5, nameEnd), refusal, Buffer.from([0, 0]));
}
