import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { ServerCertificate } from './certificates.js';

export interface TlsFront {
  readonly port: number;
  close(): Promise<void>;
}

/** Postgres' SSLRequest: its length, and 1234 and 5679 for a version (protocol documentation, "SSL Session Encryption"). */
const sslRequest = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

/**
 * Speaks TLS in front of a server that does not: at once, as Redis does, or when the client has asked for it, as Postgres does. A client
 * that goes on without TLS is cut off.
 */
export async function openTlsFront(
  kind: 'redis' | 'postgres',
  targetUrl: string,
  certificate: ServerCertificate,
): Promise<TlsFront> {
  const target = new URL(targetUrl);
  const open = new Set<Socket>();
  const forward = (client: Socket): void => {
    const secured = new TLSSocket(client, { isServer: true, ...certificate });
    const server = connect(Number(target.port), target.hostname);
    for (const socket of [client, secured, server]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        secured.destroy();
        server.destroy();
        open.delete(socket);
      });
    }
    secured.pipe(server).pipe(secured);
  };
  const listener = createServer((client) => {
    client.on('error', () => undefined);
    if (kind === 'redis') forward(client);
    else
      client.once('data', (first: Buffer) => {
        if (first.equals(sslRequest)) {
          client.write('S');
          forward(client);
        } else client.destroy();
      });
  }).listen(0, 'localhost');
  await once(listener, 'listening');
  return {
    port: (listener.address() as AddressInfo).port,
    close: async () => {
      for (const socket of open) socket.destroy();
      listener.close();
      await once(listener, 'close');
    },
  };
}
