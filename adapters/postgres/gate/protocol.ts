/**
 * The part of the PostgreSQL frontend/backend protocol (version 3.0) that the gate speaks itself.
 * Source: PostgreSQL documentation, chapter "Frontend/Backend Protocol", sections "Message Flow" and "Message Formats".
 */

/** First int32 of an untyped start-up packet, after its length. */
export const startupCode = { ssl: 80877103, gssEncryption: 80877104, cancel: 80877102 } as const;

/** Largest packet taken before the start-up is done; PostgreSQL's own limit (MAX_STARTUP_PACKET_LENGTH). */
export const maxStartupBytes = 10_000;

/** Largest message taken afterwards. The WebAssembly database has 2 GB in all and needs several times a message's size. */
export const maxMessageBytes = 256 * 1024 * 1024;

/** Transaction status in ReadyForQuery: idle, in a transaction, in a failed transaction. */
export type TransactionStatus = 'I' | 'T' | 'E';

/** Encodes one typed message: type byte, length (itself included), body. */
export function encode(type: string, ...parts: readonly (Buffer | string | number)[]): Buffer {
  const body = Buffer.concat(parts.map(encodePart));
  const header = Buffer.alloc(5);
  header.write(type, 0, 'latin1');
  header.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([header, body]);
}

/** Strings become C strings, numbers int32, buffers stay. */
function encodePart(part: Buffer | string | number): Buffer {
  if (typeof part === 'string') return Buffer.from(`${part}\0`, 'utf8');
  if (typeof part !== 'number') return part;
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(part);
  return bytes;
}

export const syncMessage = encode('S');
export const queryMessage = (text: string): Buffer => encode('Q', text);
export const authenticationOk = encode('R', 0);
export const askForPassword = encode('R', 3);
export const readyForQuery = (status: TransactionStatus): Buffer => encode('Z', Buffer.from(status, 'latin1'));
export const closeStatement = (name: string): Buffer => encode('C', Buffer.from('S', 'latin1'), name);

/** ErrorResponse with severity, SQLSTATE and text. */
export function errorResponse(severity: 'ERROR' | 'FATAL', sqlState: string, text: string): Buffer {
  return encode('E', `S${severity}`, `V${severity}`, `C${sqlState}`, `M${text}`, Buffer.from([0]));
}

/** Told to a client that asks for a newer minor version than 3.0: we speak 3.0 and know none of its `_pq_.` options. */
export function negotiateProtocolVersion(unknownOptions: readonly string[]): Buffer {
  return encode('v', 3 << 16, unknownOptions.length, ...unknownOptions);
}

/** Name/value pairs of a StartupMessage: `body` is what follows the protocol version. */
export function startupParameters(body: Buffer): Map<string, string> {
  const words = body.toString('utf8').split('\0');
  const parameters = new Map<string, string>();
  for (let at = 0; at + 1 < words.length; at += 2) {
    const name = words[at];
    if (name === undefined || name === '') break;
    parameters.set(name, words[at + 1] ?? '');
  }
  return parameters;
}
