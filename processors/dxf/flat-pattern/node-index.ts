/** Numbers points so that those within a tolerance share a number. Open addressing over cells of eight tolerances. */
export class NodeIndex {
  private readonly tolerance: number;
  private readonly cell: number;
  private readonly mask: number;
  private readonly slots: Int32Array;
  /** The node before in the same slot's chain; -1 at its end. */
  private readonly chain: Int32Array;
  private readonly xs: Float64Array;
  private readonly ys: Float64Array;
  private count = 0;

  /** @param capacity points at most */
  constructor(tolerance: number, capacity: number) {
    this.tolerance = tolerance;
    this.cell = 8 * tolerance;
    let size = 64;
    while (size < capacity * 2) size *= 2;
    this.mask = size - 1;
    this.slots = new Int32Array(size).fill(-1);
    this.chain = new Int32Array(capacity);
    this.xs = new Float64Array(capacity);
    this.ys = new Float64Array(capacity);
  }

  get size(): number {
    return this.count;
  }

  at(x: number, y: number): number {
    const { cell, tolerance } = this;
    const column = Math.floor(x / cell);
    const row = Math.floor(y / cell);
    const left = Math.floor((x - tolerance) / cell);
    const right = Math.floor((x + tolerance) / cell);
    const low = Math.floor((y - tolerance) / cell);
    const high = Math.floor((y + tolerance) / cell);
    for (let c = left; c <= right; c++) {
      for (let r = low; r <= high; r++) {
        const found = this.find(this.slotOf(c, r), x, y);
        if (found >= 0) return found;
      }
    }
    const node = this.count++;
    const slot = this.slotOf(column, row);
    this.chain[node] = this.slots[slot] ?? -1;
    this.slots[slot] = node;
    this.xs[node] = x;
    this.ys[node] = y;
    return node;
  }

  private find(slot: number, x: number, y: number): number {
    for (let node = this.slots[slot] ?? -1; node >= 0; node = this.chain[node] ?? -1) {
      const dx = (this.xs[node] ?? 0) - x;
      const dy = (this.ys[node] ?? 0) - y;
      if (dx * dx + dy * dy <= this.tolerance * this.tolerance) return node;
    }
    return -1;
  }

  private slotOf(column: number, row: number): number {
    const hash = Math.imul(column | 0, 0x9e3779b1) ^ Math.imul(row | 0, 0x85ebca6b);
    return (hash ^ (hash >>> 15)) & this.mask;
  }
}
