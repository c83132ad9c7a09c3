import { randomInt, timingSafeEqual } from 'node:crypto';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { ClientSession } from './client-session.js';
import type { GateDatabase } from './gate-database.js';
import { ClientStream } from './client-stream.js';
import { ProtocolViolation } from './frontend-frames.js';
import {
  askForPassword,
  authenticationOk,
  encode,
  errorResponse,
  negotiateProtocolVersion,
  readyForQuery,
  startupCode,
  startupParameters,
} from './protocol.js';
import { Turns } from './turns.js';

export interface GateOptions {
  readonly database: GateDatabase;
  /** 0 takes any free port. */
  readonly port: number;
  /** Asked of every client; undefined lets everyone on this machine in. */
  readonly password?: string | undefined;
  readonly idleHoldTimeoutMs?: number;
  /** The database cannot go on. Called once. */
  readonly onDatabaseFailure: (error: unknown) => void;
}

export interface Gate {
  readonly port: number;
  readonly turns: Turns;
  /** Sends every client away and stops listening. */
  close(): Promise<void>;
}

const startupTimeoutMs = 30_000;

/**
 * Lets many clients of the PostgreSQL protocol use a database that has one session: each has it alone from its first
 * message until ReadyForQuery with status I. Listens on loopback only.
 * What such a session cannot give, whatever a statement answers: NOTIFY to others, advisory locks and row locks that
 * exclude others, cancellation.
 */
export async function openGate(options: GateOptions): Promise<Gate> {
  const turns = new Turns();
  const clients = new Map<ClientStream, Promise<void>>();
  let failed = false;
  let lastClientId = 0;

  const accept = (socket: Socket): void => {
    const client = new ClientStream(socket);
    lastClientId += 1;
    const served = serve(lastClientId, client, options, turns)
      .catch((error: unknown) => {
        if (failed) return;
        failed = true;
        options.onDatabaseFailure(error);
      })
      .finally(() => clients.delete(client));
    clients.set(client, served);
  };

  const server = createServer(accept);
  await listen(server, options.port);
  return {
    port: (server.address() as AddressInfo).port,
    turns,
    close: async () => {
      const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const client of clients.keys()) {
        client.write(errorResponse('FATAL', '57P01', 'the local database is shutting down'));
        client.end();
      }
      await Promise.all(clients.values());
      await stopped;
    },
  };
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Throws only what the database threw. */
async function serve(clientId: number, client: ClientStream, options: GateOptions, turns: Turns): Promise<void> {
  const session = new ClientSession(clientId, client, {
    database: options.database,
    turns,
    idleHoldTimeoutMs: options.idleHoldTimeoutMs ?? 60_000,
  });
  try {
    if (await startUp(clientId, client, options)) await session.run();
  } catch (error) {
    if (!(error instanceof ProtocolViolation)) throw error;
    client.write(errorResponse('FATAL', '08P01', error.message));
  } finally {
    client.end();
  }
}

/** True when the client may send queries; false when it left or was only here to cancel. */
async function startUp(clientId: number, client: ClientStream, options: GateOptions): Promise<boolean> {
  for (;;) {
    const packet = await client.startupPacket(startupTimeoutMs);
    if (typeof packet === 'string') return false;
    const code = packet.readInt32BE(4);
    if (code === startupCode.cancel) return false;
    if (code === startupCode.ssl || code === startupCode.gssEncryption) {
      client.write(Buffer.from('N', 'latin1'));
      continue;
    }
    if (code >> 16 !== 3) throw new ProtocolViolation(`unsupported protocol version ${code >> 16}.${code & 0xffff}`);
    const asked = startupParameters(packet.subarray(8));
    if ((code & 0xffff) > 0) client.write(negotiateProtocolVersion([...asked.keys()].filter((name) => name.startsWith('_pq_.'))));
    if (!(await authenticate(client, options.password))) return false;
    client.write(greeting(clientId, options.database.parameters, asked));
    return true;
  }
}

async function authenticate(client: ClientStream, password: string | undefined): Promise<boolean> {
  if (password === undefined) return true;
  client.write(askForPassword);
  const answer = await client.message(startupTimeoutMs);
  if (typeof answer === 'string') return false;
  const given = answer.subarray(5, -1);
  const expected = Buffer.from(password);
  if (answer[0] === 'p'.charCodeAt(0) && given.length === expected.length && timingSafeEqual(given, expected)) return true;
  client.write(errorResponse('FATAL', '28P01', 'password authentication failed'));
  return false;
}

function greeting(clientId: number, parameters: ReadonlyMap<string, string>, asked: ReadonlyMap<string, string>): Buffer {
  const told = new Map([...parameters, ['application_name', asked.get('application_name') ?? '']]);
  return Buffer.concat([
    authenticationOk,
    ...[...told].map(([name, value]) => encode('S', name, value)),
    encode('K', clientId, randomInt(2 ** 31)),
    readyForQuery('I'),
  ]);
}
