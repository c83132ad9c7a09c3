/** Placement of a block by one INSERT. Angles in degrees. */
export interface Placement {
  readonly container: number;
  /** Id of the block's name in the name table. */
  readonly block: number;
  readonly layer: number;
  readonly color: number;
  readonly x: number;
  readonly y: number;
  readonly scaleX: number;
  readonly scaleY: number;
  readonly rotation: number;
  readonly columns: number;
  readonly rows: number;
  readonly columnSpacing: number;
  readonly rowSpacing: number;
  /** Extrusion pointing down: the block is seen from behind. */
  readonly mirrored: boolean;
}

const integers = 7;
const reals = 7;

/** INSERTs in typed arrays: large drawings hold hundreds of thousands. */
export class InsertStore {
  private ids = new Int32Array(integers * 64);
  private values = new Float64Array(reals * 64);
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** @returns the index of the new placement. */
  add(placement: Placement): number {
    const index = this.count++;
    if (this.count * integers > this.ids.length) this.grow();
    const { container, block, layer, color, columns, rows, mirrored } = placement;
    this.ids.set([container, block, layer, color, columns, rows, mirrored ? 1 : 0], index * integers);
    const { x, y, scaleX, scaleY, rotation, columnSpacing, rowSpacing } = placement;
    this.values.set([x, y, scaleX, scaleY, rotation, columnSpacing, rowSpacing], index * reals);
    return index;
  }

  containerAt(index: number): number {
    return this.ids[index * integers] ?? 0;
  }

  blockAt(index: number): number {
    return this.ids[index * integers + 1] ?? 0;
  }

  cellsAt(index: number): number {
    return (this.ids[index * integers + 4] ?? 1) * (this.ids[index * integers + 5] ?? 1);
  }

  at(index: number): Placement {
    const id = (column: number): number => this.ids[index * integers + column] ?? 0;
    const value = (column: number): number => this.values[index * reals + column] ?? 0;
    return {
      container: id(0),
      block: id(1),
      layer: id(2),
      color: id(3),
      columns: id(4),
      rows: id(5),
      mirrored: id(6) === 1,
      x: value(0),
      y: value(1),
      scaleX: value(2),
      scaleY: value(3),
      rotation: value(4),
      columnSpacing: value(5),
      rowSpacing: value(6),
    };
  }

  private grow(): void {
    const ids = new Int32Array(this.ids.length * 2);
    ids.set(this.ids);
    this.ids = ids;
    const values = new Float64Array(this.values.length * 2);
    values.set(this.values);
    this.values = values;
  }
}
