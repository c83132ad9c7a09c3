/** Vectors of fixed length, filled by hashing and compared by cosine. */

/**
 * The same direction with length 1, six decimals, so that two machines whose `Math.log` differs in the last bit store the same.
 * @returns null for a vector without length: nothing was counted in it
 */
export function unitVector(values: ArrayLike<number>): number[] | null {
  let squares = 0;
  for (let at = 0; at < values.length; at++) squares += (values[at] ?? 0) ** 2;
  if (!(squares > 0) || !Number.isFinite(squares)) return null;
  const length = Math.sqrt(squares);
  return Array.from(values, (value) => Math.round((value / length) * 1e6) / 1e6 + 0);
}

/** Cosine of two vectors of one method; 0 where one of them has no length. */
export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let product = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let at = 0; at < a.length; at++) {
    product += (a[at] ?? 0) * (b[at] ?? 0);
    squaresA += (a[at] ?? 0) ** 2;
    squaresB += (b[at] ?? 0) ** 2;
  }
  return squaresA === 0 || squaresB === 0 ? 0 : product / Math.sqrt(squaresA * squaresB);
}

/** FNV-1a over UTF-16 units with the finaliser of MurmurHash3, which spreads short keys over all bits. Unsigned 32 bits. */
export function hash32(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Counts of keys in a vector of `dimensions`: the hash names the place and the sign (feature hashing, Weinberger et al., ICML 2009). */
export class HashedCounts {
  readonly #counts = new Map<string, number>();
  readonly #dimensions: number;

  constructor(dimensions: number) {
    this.#dimensions = dimensions;
  }

  add(key: string, weight = 1): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + weight);
  }

  /**
   * Counts a positive size in bins of its logarithm, shared between the two nearest: equal ratios fall equally far apart, and a size
   * at the edge of a bin is close to its neighbour. `step` is the relative width of a bin.
   */
  addSize(key: string, size: number, step: number, weight = 1): void {
    if (!(size > 0) || !Number.isFinite(size)) return;
    const place = Math.log(size) / Math.log1p(step);
    const bin = Math.floor(place);
    const share = place - bin;
    this.add(`${key}:${bin}`, weight * (1 - share));
    if (share > 0) this.add(`${key}:${bin + 1}`, weight * share);
  }

  /** Adds the counts to `target` as a block of length `weight`; roots of counts, so that one frequent key does not drown the rest. */
  addTo(target: Float64Array, weight: number): void {
    const block = new Float64Array(this.#dimensions);
    let squares = 0;
    for (const [key, count] of [...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const hash = hash32(key);
      const value = Math.sqrt(Math.abs(count)) * (hash & 0x80000000 ? -1 : 1);
      const at = (hash & 0x7fffffff) % this.#dimensions;
      block[at] = (block[at] ?? 0) + value;
      squares += value * value;
    }
    if (squares === 0) return;
    const factor = weight / Math.sqrt(squares);
    block.forEach((value, at) => (target[at] = (target[at] ?? 0) + value * factor));
  }
}
