import { maxMessageBytes, maxStartupBytes } from './protocol.js';

/** What a client sent cannot be a message of the protocol. */
export class ProtocolViolation extends Error {
  override readonly name = 'ProtocolViolation';
}

/**
 * Cuts a client's byte stream into whole messages. Chunks are joined once per message, so a message of N bytes in any
 * number of chunks costs N bytes of copying.
 */
export class FrontendFrames {
  #chunks: Buffer[] = [];
  #buffered = 0;

  /** Bytes received and not yet taken. */
  get buffered(): number {
    return this.#buffered;
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#buffered += chunk.length;
  }

  /** The next start-up packet (no type byte), whole, or undefined while it is incomplete. */
  takeStartup(): Buffer | undefined {
    return this.#take(0, 8, maxStartupBytes);
  }

  /** The next typed message, whole and with its header, or undefined while it is incomplete. */
  takeMessage(): Buffer | undefined {
    return this.#take(1, 5, maxMessageBytes);
  }

  /** True when `takeMessage` would give one. */
  get hasMessage(): boolean {
    const length = this.#lengthAt(1, maxMessageBytes);
    return length !== undefined && this.#buffered >= length + 1;
  }

  #take(lengthOffset: number, least: number, limit: number): Buffer | undefined {
    const length = this.#lengthAt(lengthOffset, limit);
    if (length === undefined) return undefined;
    const total = length + lengthOffset;
    if (total < least) throw new ProtocolViolation(`invalid message length ${length}`);
    return this.#buffered < total ? undefined : this.#cut(total);
  }

  #lengthAt(offset: number, limit: number): number | undefined {
    if (this.#buffered < offset + 4) return undefined;
    const length = this.#head(offset + 4).readInt32BE(offset);
    if (length < 4 || length > limit) throw new ProtocolViolation(`invalid message length ${length}`);
    return length;
  }

  /** The first chunk, made at least `bytes` long. The caller has checked that so many are buffered. */
  #head(bytes: number): Buffer {
    let first = this.#chunks[0] ?? Buffer.alloc(0);
    while (first.length < bytes) {
      const second = this.#chunks[1] ?? Buffer.alloc(0);
      first = Buffer.concat([first, second]);
      this.#chunks.splice(0, 2, first);
    }
    return first;
  }

  #cut(bytes: number): Buffer {
    this.#buffered -= bytes;
    const parts: Buffer[] = [];
    let missing = bytes;
    let used = 0;
    while (missing > 0) {
      const chunk = this.#chunks[used];
      if (chunk === undefined) throw new RangeError('fewer bytes are buffered than counted');
      if (chunk.length > missing) {
        parts.push(chunk.subarray(0, missing));
        this.#chunks[used] = chunk.subarray(missing);
        missing = 0;
      } else {
        parts.push(chunk);
        missing -= chunk.length;
        used += 1;
      }
    }
    this.#chunks.splice(0, used);
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts, bytes);
  }
}
