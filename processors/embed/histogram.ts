/** Counts over [0, range) in equal bins, each value shared between the two nearest; what lies beyond is counted in the last. */
export class Histogram {
  readonly bins: Float64Array;
  readonly #range: number;

  constructor(count: number, range: number) {
    this.bins = new Float64Array(count);
    this.#range = range;
  }

  add(value: number, weight = 1): void {
    const place = (value / this.#range) * this.bins.length - 0.5;
    const low = Math.floor(place);
    const share = place - low;
    this.#count(low, weight * (1 - share));
    this.#count(low + 1, weight * share);
  }

  #count(bin: number, weight: number): void {
    const at = Math.max(0, Math.min(this.bins.length - 1, bin));
    this.bins[at] = (this.bins[at] ?? 0) + weight;
  }
}

/** Roots of shares: their product is the Bhattacharyya coefficient, 1 for equal distributions. All zero for an empty histogram. */
export function rootShares(bins: Float64Array): Float64Array {
  const total = bins.reduce((sum, count) => sum + count, 0);
  return bins.map((count) => (total > 0 ? Math.sqrt(count / total) : 0));
}
