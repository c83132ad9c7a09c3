import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { encode } from '../../adapters/postgres/gate/protocol.js';

/** A client that speaks the protocol by hand, for what no driver would send. */
export interface WireClient {
  readonly socket: Socket;
  send(...messages: readonly Buffer[]): void;
  /** Everything received, once `pattern` (on the bytes as latin1) has been seen. */
  until(pattern: RegExp): Promise<string>;
  closed(): Promise<void>;
}

export async function openWire(port: number): Promise<WireClient> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  let received = '';
  let isClosed = false;
  socket.on('data', (chunk) => (received += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  const close = new Promise<void>((resolve) => {
    socket.on('close', () => {
      isClosed = true;
      resolve();
    });
  });
  return {
    socket,
    send: (...messages) => void socket.write(Buffer.concat(messages)),
    until: async (pattern) => {
      while (!pattern.test(received)) {
        if (isClosed) throw new Error(`closed before ${String(pattern)}: ${received}`);
        await Promise.race([once(socket, 'data'), close]);
      }
      return received;
    },
    closed: () => close,
  };
}

/** An untyped start-up packet: length, code, body. */
export function startupPacket(code: number, ...body: readonly (string | Buffer)[]): Buffer {
  const typed = encode('?', code, ...body);
  return typed.subarray(1);
}

export const startupMessage = (version = 3 << 16): Buffer =>
  startupPacket(version, 'user', 'postgres', 'database', 'postgres', Buffer.from([0]));
