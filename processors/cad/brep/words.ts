/** What is wrong with a BREP file, in words that follow "the file is damaged:". */
export class Broken extends Error {}

const [space, tab, lineFeed, carriageReturn] = [0x20, 0x09, 0x0a, 0x0d];

/** The words of a text between blanks, one after the other, as the kernel's reader takes them from its stream. */
export class Words {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Moves behind the next line that matches from its beginning, and returns the line; null when none does. */
  goToLine(pattern: RegExp): string | null {
    while (this.#at < this.#bytes.length) {
      const line = this.restOfLine();
      if (pattern.test(line)) return line;
    }
    return null;
  }

  word(): string {
    const bytes = this.#bytes;
    while (this.#at < bytes.length && isBlank(bytes[this.#at] ?? 0)) this.#at++;
    const start = this.#at;
    while (this.#at < bytes.length && !isBlank(bytes[this.#at] ?? 0)) this.#at++;
    if (start === this.#at) throw new Broken('it ends too early');
    return bytes.toString('latin1', start, this.#at);
  }

  number(): number {
    const text = this.word();
    const value = Number(text);
    if (!Number.isFinite(value)) throw new Broken(`${quoted(text)} stands where a number is due`);
    return value;
  }

  integer(): number {
    const value = this.number();
    if (!Number.isInteger(value)) throw new Broken(`${value} stands where a whole number is due`);
    return value;
  }

  /** @throws {Broken} for anything but 0 and 1 */
  flag(): boolean {
    const value = this.integer();
    if (value !== 0 && value !== 1) throw new Broken(`${value} stands where 0 or 1 is due`);
    return value === 1;
  }

  /** A number of things that follow, each of at least one digit and a blank. */
  count(least = 0): number {
    const count = this.integer();
    if (count > (this.#bytes.length - this.#at) / 2 + 1)
      throw new Broken(`it claims ${count} entries, for which it is too short`);
    if (count < least) throw new Broken(`it claims ${count} entries, of which there are at least ${least}`);
    return count;
  }

  numbers(count: number): number[] {
    return Array.from({ length: count }, () => this.number());
  }

  skip(numbers: number): void {
    for (let n = 0; n < numbers; n++) this.number();
  }

  /** What follows up to the end of the line, which is passed. */
  restOfLine(): string {
    const start = this.#at;
    const end = this.#bytes.indexOf(lineFeed, start);
    this.#at = end < 0 ? this.#bytes.length : end + 1;
    return this.#bytes.toString('latin1', start, end < 0 ? this.#bytes.length : end);
  }

  /** What follows up to the end of the file. */
  rest(): string {
    const start = this.#at;
    this.#at = this.#bytes.length;
    return this.#bytes.toString('latin1', start);
  }
}

/** As C++ has it: other control characters belong to words. */
function isBlank(byte: number): boolean {
  return byte === space || (byte >= tab && byte <= carriageReturn);
}

export function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 20));
}
