import { once } from 'node:events';
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

export interface CutLine {
  readonly url: string;
  cut(): void;
  /** From now on nothing passes through the connections that there are, and none is closed: as when a NAT forgets them. New ones work. */
  forget(): void;
  heal(): void;
  close(): Promise<void>;
}

/** The same server under another address, whose line can be cut. */
export async function openCutLine(target: string): Promise<CutLine> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(target);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const drop = (): void => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  return {
    url: url.href,
    cut: () => {
      isCut = true;
      drop();
    },
    forget: () => {
      for (const socket of sockets) socket.unpipe().resume();
    },
    heal: () => (isCut = false),
    close: async () => {
      drop();
      server.close();
      await once(server, 'close');
    },
  };
}
