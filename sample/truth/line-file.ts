import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';

/** A JSONL file that is written line by line and never holds more than a buffer in memory. */
export class LineFile {
  readonly #stream: WriteStream;

  constructor(path: string) {
    this.#stream = createWriteStream(path, { encoding: 'utf8' });
  }

  async write(line: unknown): Promise<void> {
    if (!this.#stream.write(`${JSON.stringify(line)}\n`)) await once(this.#stream, 'drain');
  }

  async close(): Promise<void> {
    this.#stream.end();
    await once(this.#stream, 'close');
  }
}
