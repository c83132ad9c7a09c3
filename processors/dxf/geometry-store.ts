/** Kinds of stored geometry and what their numbers are. All coordinates are in the plane of their container. */
export const Shape = {
  /** x0 y0 x1 y1 */
  line: 1,
  /** x y radius start end: counter-clockwise, degrees */
  arc: 2,
  /** x y radius */
  circle: 3,
  /** closed (0 or 1), then x y bulge for each vertex */
  polyline: 4,
  /** x y majorX majorY ratio start end: parameters in radians */
  ellipse: 5,
  /** closed, degree, number of control points, their x y, then the knots */
  spline: 6,
  /** x y of three or four corners in drawing order */
  solid: 7,
  /** x y */
  point: 8,
} as const;
export type Shape = (typeof Shape)[keyof typeof Shape];

/** One stored shape. `numbers` is a view that later additions may invalidate; read it at once. */
export interface StoredShape {
  readonly shape: number;
  readonly container: number;
  readonly layer: number;
  readonly color: number;
  readonly linetype: number;
  readonly numbers: Float64Array;
}

const columns = 6;

/**
 * Geometry in two typed arrays: what outline, hole and preview work reads later. Past `limit` numbers nothing more is
 * kept: such a drawing is no flat pattern, and memory must not grow with the file.
 */
export class GeometryStore {
  isTruncated = false;
  private readonly limit: number;
  private numbers = new Float64Array(1024);
  private used = 0;
  private records = new Int32Array(columns * 256);
  private count = 0;
  private index: Map<number, number[]> | null = null;

  constructor(limit: number) {
    this.limit = limit;
  }

  get size(): number {
    return this.count;
  }

  /** Copies the first `length` numbers of a scratch array. */
  add(
    shape: Shape,
    container: number,
    layer: number,
    color: number,
    linetype: number,
    from: ArrayLike<number>,
    length: number,
  ): void {
    if (this.used + length > this.limit) {
      this.isTruncated = true;
      return;
    }
    while (this.used + length > this.numbers.length) this.numbers = doubled(this.numbers);
    if ((this.count + 1) * columns > this.records.length) {
      const records = new Int32Array(this.records.length * 2);
      records.set(this.records);
      this.records = records;
    }
    this.records.set([shape, container, layer, color, linetype, this.used], this.count * columns);
    for (let at = 0; at < length; at++) this.numbers[this.used + at] = from[at] ?? 0;
    this.used += length;
    this.count += 1;
  }

  /** All shapes in file order. */
  *shapes(): Generator<StoredShape> {
    for (let index = 0; index < this.count; index++) yield this.at(index);
  }

  /** The shapes of one container in file order. */
  *shapesOf(container: number): Generator<StoredShape> {
    for (const index of this.indexes().get(container) ?? []) yield this.at(index);
  }

  private at(index: number): StoredShape {
    const at = index * columns;
    const from = this.records[at + 5] ?? 0;
    const to = index + 1 < this.count ? (this.records[at + columns + 5] ?? 0) : this.used;
    return {
      shape: this.records[at] ?? 0,
      container: this.records[at + 1] ?? 0,
      layer: this.records[at + 2] ?? 0,
      color: this.records[at + 3] ?? 0,
      linetype: this.records[at + 4] ?? 0,
      numbers: this.numbers.subarray(from, to),
    };
  }

  /** Shape indexes by container; made at the first question, when the file has been read. */
  private indexes(): Map<number, number[]> {
    if (this.index !== null) return this.index;
    const index = new Map<number, number[]>();
    for (let at = 0; at < this.count; at++) {
      const container = this.records[at * columns + 1] ?? 0;
      const list = index.get(container);
      if (list === undefined) index.set(container, [at]);
      else list.push(at);
    }
    this.index = index;
    return index;
  }
}

function doubled(from: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const to = new Float64Array(from.length * 2);
  to.set(from);
  return to;
}
