import type { Segment } from './segment.js';

const numbersPerSegment = 5;

/** Segments in one typed array: x0 y0 x1 y1 bulge each. A part has hundreds, a perforated sheet tens of thousands. */
export class SegmentList {
  private numbers = new Float64Array(numbersPerSegment * 64);
  private count = 0;

  get size(): number {
    return this.count;
  }

  push(x0: number, y0: number, x1: number, y1: number, bulge: number): void {
    const at = this.count * numbersPerSegment;
    if (at + numbersPerSegment > this.numbers.length) {
      const wider = new Float64Array(this.numbers.length * 2);
      wider.set(this.numbers);
      this.numbers = wider;
    }
    this.numbers[at] = x0;
    this.numbers[at + 1] = y0;
    this.numbers[at + 2] = x1;
    this.numbers[at + 3] = y1;
    this.numbers[at + 4] = bulge;
    this.count += 1;
  }

  /** One coordinate: column 0 to 4 for x0 y0 x1 y1 bulge. */
  value(index: number, column: 0 | 1 | 2 | 3 | 4): number {
    return this.numbers[index * numbersPerSegment + column] ?? 0;
  }

  at(index: number): Segment {
    return {
      x0: this.value(index, 0),
      y0: this.value(index, 1),
      x1: this.value(index, 2),
      y1: this.value(index, 3),
      bulge: this.value(index, 4),
    };
  }
}
