/**
 * Seeded random numbers (sfc32, Chris Doty-Humphrey's small fast counter generator) whose state comes from a list of labels.
 * Each file draws from its own stream, so that what one file contains never depends on which files were written before it.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter: number;

  private constructor(a: number, b: number, c: number, counter: number) {
    this.#a = a;
    this.#b = b;
    this.#c = c;
    this.#counter = counter;
    for (let warmUp = 0; warmUp < 15; warmUp++) this.next();
  }

  static of(seed: number, ...labels: readonly (string | number)[]): Random {
    const text = [seed, ...labels].join('\u0001');
    return new Random(hash32(text, 0x9e3779b9), hash32(text, 0x85ebca6b), hash32(text, 0xc2b2ae35), 1);
  }

  /** Uniform in [0, 1). */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    this.#c |= 0;
    return (sum >>> 0) / 4294967296;
  }

  /** Whole number, both ends included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** A multiple of `step` from `low`, both ends included. */
  step(low: number, high: number, step: number): number {
    return round(low + this.int(0, Math.floor((high - low) / step + 1e-9)) * step, 6);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(choices: readonly T[]): T {
    const chosen = choices[this.int(0, choices.length - 1)];
    if (chosen === undefined) throw new RangeError('pick from an empty list');
    return chosen;
  }

  weighted<T>(choices: readonly (readonly [T, number])[]): T {
    let left = this.next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [choice, weight] of choices) {
      left -= weight;
      if (left < 0) return choice;
    }
    return this.pick(choices)[0];
  }

  shuffle<T>(items: readonly T[]): T[] {
    const shuffled = [...items];
    for (let last = shuffled.length - 1; last > 0; last--) {
      const other = this.int(0, last);
      const [x, y] = [shuffled[last], shuffled[other]];
      if (x !== undefined && y !== undefined) [shuffled[last], shuffled[other]] = [y, x];
    }
    return shuffled;
  }
}

/** FNV-1a over UTF-16 code units, with the avalanche of MurmurHash3. */
function hash32(text: string, basis: number): number {
  let hash = basis ^ 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0;
}

/** Rounds to a number of decimals; never returns minus zero. */
export function round(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale + 0;
}
