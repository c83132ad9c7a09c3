import { connect, type Socket } from 'node:net';
import { KeeperMessage, readLines, writeLine, type Hello, type KeeperAddress } from './control-protocol.js';

/** One connection to a keeper. As long as it is open after an `attach`, the keeper stays. */
export class KeeperConnection {
  readonly socket: Socket;
  /** Resolves when the connection is over; a keeper closes it by ending. */
  readonly closed: Promise<void>;
  readonly #messages: KeeperMessage[] = [];
  #closed = false;
  #wake: (() => void) | undefined;

  constructor(address: KeeperAddress, intent: Hello['intent']) {
    this.socket = connect(address.port, '127.0.0.1');
    this.socket.once('connect', () => writeLine(this.socket, { token: address.token, pid: process.pid, intent }));
    this.socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => {
      this.socket.once('close', () => {
        this.#closed = true;
        this.#wake?.();
        resolve();
      });
    });
    readLines(this.socket, KeeperMessage, (message) => {
      this.#messages.push(message);
      this.#wake?.();
    });
  }

  /** For one caller at a time: the next line, 'closed' once there will be none, 'timeout' after `timeoutMs`. */
  async next(timeoutMs?: number): Promise<KeeperMessage | 'closed' | 'timeout'> {
    const ready = this.#take();
    if (ready !== undefined) return ready;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      if (timeoutMs !== undefined) timer = setTimeout(resolve, timeoutMs);
    });
    this.#wake = undefined;
    clearTimeout(timer);
    return this.#take() ?? 'timeout';
  }

  #take(): KeeperMessage | 'closed' | undefined {
    return this.#messages.shift() ?? (this.#closed ? 'closed' : undefined);
  }

  destroy(): void {
    this.socket.destroy();
  }
}

/** Longest time a keeper may take to answer; its main thread does nothing else. */
const answerTimeoutMs = 10_000;

/**
 * What the keeper at this address says of itself; undefined when there is none. A recycled process id or port does not
 * answer our token. Throws when the process lives but does not answer.
 */
export async function askKeeper(address: KeeperAddress): Promise<Extract<KeeperMessage, { type: 'status' }> | undefined> {
  const connection = new KeeperConnection(address, 'status');
  try {
    const answer = await connection.next(answerTimeoutMs);
    if (answer === 'timeout' && isAlive(address.pid)) {
      throw new Error(`the local stack's keeper (process ${address.pid}) does not answer; end it and try again`);
    }
    return typeof answer === 'object' && answer.type === 'status' ? answer : undefined;
  } finally {
    connection.destroy();
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
