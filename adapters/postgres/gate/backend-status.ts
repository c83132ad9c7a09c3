import type { TransactionStatus } from './protocol.js';

const readyForQueryType = 'Z'.charCodeAt(0);

/**
 * Follows the database's answer frame by frame and tells the transaction status of the last ReadyForQuery.
 * Chunks may end anywhere, inside a header too. Looking for the bytes of a ReadyForQuery without following the frames
 * would be fooled by row data.
 */
export class BackendStatus {
  #header: number[] = [];
  #bodyLeft = 0;
  #isReady = false;
  #status: TransactionStatus | undefined;

  push(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#header.length === 5 && this.#bodyLeft > 0) {
        if (this.#isReady) this.#status = statusOf(chunk[at]);
        const step = Math.min(this.#bodyLeft, chunk.length - at);
        this.#bodyLeft -= step;
        at += step;
        if (this.#bodyLeft === 0) this.#header = [];
        continue;
      }
      this.#header.push(chunk[at] ?? 0);
      at += 1;
      if (this.#header.length === 5) this.#startBody();
    }
  }

  /** Status since the last call, if a ReadyForQuery came. */
  take(): TransactionStatus | undefined {
    const status = this.#status;
    this.#status = undefined;
    return status;
  }

  #startBody(): void {
    const [type = 0, ...length] = this.#header;
    this.#bodyLeft = length.reduce((sum, byte) => sum * 256 + byte, 0) - 4;
    this.#isReady = type === readyForQueryType;
    if (this.#bodyLeft <= 0) this.#header = [];
  }
}

function statusOf(byte: number | undefined): TransactionStatus {
  if (byte === 'I'.charCodeAt(0)) return 'I';
  return byte === 'T'.charCodeAt(0) ? 'T' : 'E';
}
