/** Edge of a grid square, points. */
const square = 24;

/** Distinct for all squares of a page of up to 700 m. */
function keyOf(column: number, row: number): number {
  return column * 0x100000 + row;
}

/** Items by place, for questions about a small neighbourhood on a page with very many. */
export class NearbyItems<T> {
  readonly #squares = new Map<number, { item: T; x: number; y: number }[]>();

  constructor(items: Iterable<T>, place: (item: T) => readonly [x: number, y: number]) {
    for (const item of items) {
      const [x, y] = place(item);
      const key = keyOf(Math.floor(x / square), Math.floor(y / square));
      const bucket = this.#squares.get(key);
      if (bucket) bucket.push({ item, x, y });
      else this.#squares.set(key, [{ item, x, y }]);
    }
  }

  /** Items whose place is at most `radius` points from (x, y). */
  within(x: number, y: number, radius: number): T[] {
    const found: T[] = [];
    for (let column = Math.floor((x - radius) / square); column <= Math.floor((x + radius) / square); column++) {
      for (let row = Math.floor((y - radius) / square); row <= Math.floor((y + radius) / square); row++) {
        for (const entry of this.#squares.get(keyOf(column, row)) ?? []) {
          if (Math.hypot(entry.x - x, entry.y - y) <= radius) found.push(entry.item);
        }
      }
    }
    return found;
  }
}
