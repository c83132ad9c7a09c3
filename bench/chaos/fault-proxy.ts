import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Passes a TCP connection on, late, or not at all. */
export class FaultProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #delayMs = 0;
  #isCut = false;

  private constructor(targetPort: number) {
    this.#server = createServer((client) => this.#join(client, connect(targetPort, '127.0.0.1')));
  }

  /** @param host where it listens: loopback, or this machine's side of a link */
  static async listen(targetPort: number, host: string): Promise<FaultProxy> {
    const proxy = new FaultProxy(targetPort);
    proxy.#server.listen(0, host);
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Every piece of data arrives so much later, both ways. */
  delay(ms: number): void {
    this.#delayMs = ms;
  }

  /** As an unplugged cable: nothing arrives, and nobody is told. */
  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.pause();
  }

  heal(): void {
    this.#isCut = false;
    this.#delayMs = 0;
    for (const socket of this.#sockets) socket.resume();
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }

  #join(client: Socket, server: Socket): void {
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(from);
      from.setNoDelay(true);
      from.on('data', (data) => {
        if (this.#delayMs === 0) to.write(data);
        else setTimeout(() => to.write(data), this.#delayMs);
      });
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.#sockets.delete(from);
        // What was delayed is still to be written.
        setTimeout(() => to.destroy(), this.#delayMs);
      });
      if (this.#isCut) from.pause();
    }
  }
}
