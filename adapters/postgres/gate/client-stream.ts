import type { Socket } from 'node:net';
import { FrontendFrames, ProtocolViolation } from './frontend-frames.js';

/** Bytes that may wait for their turn per client before its socket is no longer read. */
const highWaterBytes = 1024 * 1024;

/** Why waiting for a message ended without one. */
export type NoMessage = 'closed' | 'timeout';

/** One client's socket as whole messages in, bytes out, with backpressure both ways. */
export class ClientStream {
  readonly #socket: Socket;
  readonly #frames = new FrontendFrames();
  #closed = false;
  #paused = false;
  #wake: (() => void) | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('drain', () => this.#wake?.());
    // 'close' follows an 'error' always; a reset connection is a lost client like any other.
    socket.on('error', () => undefined);
    socket.on('end', () => this.#lose());
    socket.on('close', () => this.#lose());
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** The next start-up packet, or 'closed'. */
  async startupPacket(timeoutMs: number): Promise<Buffer | NoMessage> {
    return this.#until(() => this.#frames.takeStartup(), timeoutMs);
  }

  /** The next message, or why there is none. `timeoutMs` undefined waits for ever. */
  async message(timeoutMs?: number): Promise<Buffer | NoMessage> {
    return this.#until(() => this.takeMessage(), timeoutMs);
  }

  /** The next message if it is here already. */
  takeMessage(): Buffer | undefined {
    const message = this.#frames.takeMessage();
    if (this.#paused && this.#frames.buffered < highWaterBytes) {
      this.#paused = false;
      this.#socket.resume();
    }
    return message;
  }

  /** Resolves when the client has taken most of what was written, or is gone, or the time is over. */
  async drained(timeoutMs?: number): Promise<NoMessage | undefined> {
    const outcome = await this.#until(() => (this.#socket.writableNeedDrain ? undefined : 'drained'), timeoutMs);
    return outcome === 'drained' ? undefined : outcome;
  }

  write(bytes: Uint8Array): void {
    if (!this.#closed) this.#socket.write(bytes);
  }

  cork(): void {
    this.#socket.cork();
  }

  uncork(): void {
    this.#socket.uncork();
  }

  /** Sends what is written and closes. A client that does not read is cut off after a second. */
  end(): void {
    this.#closed = true;
    this.#socket.end();
    const cutOff = setTimeout(() => this.#socket.destroy(), 1_000);
    this.#socket.once('close', () => clearTimeout(cutOff));
  }

  #receive(chunk: Buffer): void {
    if (this.#closed) return;
    this.#frames.push(chunk);
    try {
      // A message larger than the mark must go on arriving, so only whole messages stop the reading.
      if (this.#frames.buffered > highWaterBytes && this.#frames.hasMessage) {
        this.#paused = true;
        this.#socket.pause();
      }
    } catch (error) {
      if (!(error instanceof ProtocolViolation)) throw error;
      // The same error comes again, to the reader, from takeMessage.
    }
    this.#wake?.();
  }

  #lose(): void {
    this.#closed = true;
    this.#wake?.();
  }

  async #until<T>(take: () => T | undefined, timeoutMs?: number): Promise<T | NoMessage> {
    const deadline = timeoutMs === undefined ? undefined : performance.now() + timeoutMs;
    for (;;) {
      if (this.#closed) return 'closed';
      const taken = take();
      if (taken !== undefined) return taken;
      const leftMs = deadline === undefined ? undefined : deadline - performance.now();
      if (leftMs !== undefined && leftMs <= 0) return 'timeout';
      await this.#woken(leftMs);
    }
  }

  async #woken(timeoutMs: number | undefined): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      if (timeoutMs !== undefined) timer = setTimeout(resolve, timeoutMs);
    });
    this.#wake = undefined;
    clearTimeout(timer);
  }
}
