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

/** One stored shape. Its numbers are read in place; a view per shape would cost more than the numbers. */
export class StoredShape {
  readonly shape: number;
  readonly container: number;
  readonly layer: number;
  readonly color: number;
  readonly linetype: number;
  /** How many numbers the shape has. */
  readonly length: number;
  private readonly all: Float64Array;
  private readonly from: number;

  constructor(
    all: Float64Array,
    from: number,
    length: number,
    shape: number,
    container: number,
    layer: number,
    color: number,
    linetype: number,
  ) {
    this.all = all;
    this.from = from;
    this.length = length;
    this.shape = shape;
    this.container = container;
    this.layer = layer;
    this.color = color;
    this.linetype = linetype;
  }

  at(index: number): number {
    return this.all[this.from + index] ?? 0;
  }

  get numbers(): Float64Array {
    return this.all.subarray(this.from, this.from + this.length);
  }
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
    const { records, numbers, used } = this;
    const record = this.count * columns;
    records[record] = shape;
    records[record + 1] = container;
    records[record + 2] = layer;
    records[record + 3] = color;
    records[record + 4] = linetype;
    records[record + 5] = used;
    for (let at = 0; at < length; at++) numbers[used + at] = from[at] ?? 0;
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
    const { records } = this;
    const at = index * columns;
    const from = records[at + 5] ?? 0;
    const to = index + 1 < this.count ? (records[at + columns + 5] ?? 0) : this.used;
    const column = (offset: number): number => records[at + offset] ?? 0;
    return new StoredShape(this.numbers, from, to - from, column(0), column(1), column(2), column(3), column(4));
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
