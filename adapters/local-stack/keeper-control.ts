import { timingSafeEqual } from 'node:crypto';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { z } from 'zod';
import { Hello, Release, readLines, writeLine, type KeeperMessage, type KeeperState } from './control-protocol.js';

export interface Urls {
  readonly databaseUrl: string;
  readonly redisUrl: string;
}

/**
 * The keeper's loopback port. Counts attached clients by their connections: a client that is killed is gone with its
 * socket, whatever it was doing.
 */
export class KeeperControl {
  readonly #token: Buffer;
  readonly #attached = new Map<Socket, number>();
  /** Released clients that wait to see whether the keeper ends. */
  readonly #leaving = new Set<Socket>();
  readonly #server = createServer((socket) => this.#accept(socket));
  #state: KeeperState = 'candidate';
  #urls: Urls | undefined;
  #failure: string | undefined;

  /** Called whenever the number of attached clients has changed. */
  onClients: (count: number) => void = () => undefined;
  /** Called when somebody who knows the token wants the keeper to end whoever is attached. */
  onStop: () => void = () => undefined;

  constructor(token: string) {
    this.#token = Buffer.from(token);
  }

  get clients(): number {
    return this.#attached.size;
  }

  /** @returns the port */
  async listen(): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  /** Where the services will be, as far as known before they run. */
  expect(urls: Urls): void {
    this.#urls = urls;
  }

  /** Tells every attached client. */
  enter(state: Exclude<KeeperState, 'ready'>, note?: string): void {
    this.#state = state;
    this.#tell({ type: 'state', state, ...(note === undefined ? {} : { note }) });
  }

  ready(urls: Urls): void {
    this.#state = 'ready';
    this.#urls = urls;
    this.#tell({ type: 'ready', ...urls });
  }

  /** Tells every attached client, and whoever attaches from now on. */
  fail(reason: string): void {
    this.#state = 'stopping';
    this.#failure = reason;
    this.#tell({ type: 'failed', reason });
  }

  #tell(message: KeeperMessage): void {
    for (const socket of this.#attached.keys()) writeLine(socket, message);
  }

  #accept(socket: Socket): void {
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.once('close', () => this.#forget(socket));
    readLines(socket, z.union([Hello, Release]), (message) => {
      if ('release' in message) this.#release(socket);
      else this.#greet(socket, message);
    });
  }

  #greet(socket: Socket, hello: Hello): void {
    const given = Buffer.from(hello.token);
    if (given.length !== this.#token.length || !timingSafeEqual(given, this.#token)) {
      socket.destroy();
      return;
    }
    if (hello.intent === 'attach') this.#attach(socket, hello.pid);
    if (hello.intent === 'status')
      writeLine(socket, { type: 'status', state: this.#state, clients: [...this.#attached.values()], ...this.#urls });
    if (hello.intent === 'stop') this.onStop();
  }

  #attach(socket: Socket, pid: number): void {
    if (this.#failure !== undefined) writeLine(socket, { type: 'failed', reason: this.#failure });
    else if (this.#state === 'ready' && this.#urls !== undefined) writeLine(socket, { type: 'ready', ...this.#urls });
    else writeLine(socket, { type: 'state', state: this.#state });
    // Too late: it waits for the end of this connection, then starts the next keeper.
    if (this.#state === 'stopping') return;
    this.#attached.set(socket, pid);
    for (const leaving of this.#leaving) writeLine(leaving, { type: 'kept' });
    this.#leaving.clear();
    this.onClients(this.#attached.size);
  }

  #release(socket: Socket): void {
    if (!this.#attached.has(socket)) return;
    this.#attached.delete(socket);
    if (this.#attached.size > 0) writeLine(socket, { type: 'kept' });
    else this.#leaving.add(socket);
    this.onClients(this.#attached.size);
  }

  #forget(socket: Socket): void {
    this.#leaving.delete(socket);
    if (this.#attached.delete(socket)) this.onClients(this.#attached.size);
  }
}
