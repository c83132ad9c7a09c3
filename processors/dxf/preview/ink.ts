import type { IndexedPicture } from '../../picture/indexed-picture.js';

/** Half the width of a line in pixels. */
const halfWidth = 0.55;
/** From a line's middle to where its smoothed edge is paper again. */
const reach = halfWidth + 0.5;

const paper = 0xffffff;

/**
 * Pixels that are looked at before nothing more is drawn, some three seconds: tens of thousands of lines across the whole sheet, or filled areas
 * as large as it, leave nothing to be seen anyway.
 */
const mostWork = 400_000_000;

/**
 * Ink on white paper: smoothed lines and areas in few colours. Each pixel has one colour in one of a few levels; the strongest ink stays,
 * of equals the later. Coordinates are pixels, y downwards, pixel centres at halves.
 */
export class Ink {
  readonly #width: number;
  readonly #height: number;
  readonly #pixels: Uint8Array;
  readonly #colours: readonly number[];
  /** Steps from paper to full ink: a palette has 256 places. */
  readonly #levels: number;
  /** By palette number; 0 is paper. */
  readonly #levelOf = new Uint8Array(256);
  #workLeft: number;

  /**
   * @param colours as 0xrrggbb, at most 255
   * @param work pixels that are looked at before nothing more is drawn
   */
  constructor(width: number, height: number, colours: readonly number[], work = mostWork) {
    this.#workLeft = work;
    this.#width = width;
    this.#height = height;
    this.#pixels = new Uint8Array(width * height);
    this.#colours = colours;
    this.#levels = colours.length <= 1 ? 15 : Math.min(7, Math.floor(255 / colours.length));
    for (let at = 0; at < colours.length * this.#levels; at++) this.#levelOf[1 + at] = 1 + (at % this.#levels);
  }

  /** Whether everything was drawn that it was told to draw. */
  get isComplete(): boolean {
    return this.#workLeft >= 0;
  }

  /** A line with round ends. */
  line(colour: number, x0: number, y0: number, x1: number, y1: number): void {
    // Not Math.hypot, which takes longer and may differ between engines.
    const length = Math.sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0));
    const [ux, uy] = length === 0 ? [1, 0] : [(x1 - x0) / length, (y1 - y0) / length];
    // Along its longer side the line is crossed pixel by pixel.
    const isFlat = Math.abs(ux) >= Math.abs(uy);
    const [from, to] = isFlat ? [Math.min(x0, x1), Math.max(x0, x1)] : [Math.min(y0, y1), Math.max(y0, y1)];
    const [low, high] = isFlat ? [Math.min(y0, y1), Math.max(y0, y1)] : [Math.min(x0, x1), Math.max(x0, x1)];
    const slope = isFlat ? uy / ux : ux / uy;
    const across = reach * Math.sqrt(1 + slope * slope);
    if (!this.#takes((to - from + 2 * reach) * 2 * across)) return;
    const [beginning, end] = [Math.ceil(from - 0.5), Math.floor(to - 0.5)];
    for (let along = Math.floor(from - reach); along <= to + reach; along++) {
      // Most of a drawing's lines, and nearly all of their length, are level or upright.
      if (along === beginning && slope === 0 && end > beginning) {
        this.#straight(colour, isFlat, isFlat ? y0 : x0, beginning, end);
        along = end;
        continue;
      }
      const crossing = isFlat ? y0 + (along + 0.5 - x0) * slope : x0 + (along + 0.5 - y0) * slope;
      const middle = Math.min(high, Math.max(low, crossing));
      for (let beside = Math.floor(middle - across); beside <= middle + across; beside++) {
        const x = isFlat ? along : beside;
        const y = isFlat ? beside : along;
        const px = x + 0.5 - x0;
        const py = y + 0.5 - y0;
        // From where the line begins to the point nearest to the pixel, and from there to the pixel.
        const t = px * ux + py * uy;
        const aside = Math.abs(px * uy - py * ux);
        const beyond = t < 0 ? t : t > length ? t - length : 0;
        const away = beyond === 0 ? aside : Math.sqrt(aside * aside + beyond * beyond);
        if (away < reach) this.put(colour, x, y, reach - away);
      }
    }
  }

  /** A level (`isFlat`) or upright line between its round ends: of each row or column of pixels beside it all are equally far away. */
  #straight(colour: number, isFlat: boolean, middle: number, beginning: number, end: number): void {
    const [pixels, levelOf, width] = [this.#pixels, this.#levelOf, this.#width];
    const [along, beside, alongs, besides] = isFlat ? [1, width, width, this.#height] : [width, 1, this.#height, width];
    const [first, last] = [Math.max(0, beginning), Math.min(alongs - 1, end)];
    for (let row = Math.max(0, Math.floor(middle - reach)); row <= Math.min(besides - 1, middle + reach); row++) {
      const level = this.#level(reach - Math.abs(row + 0.5 - middle));
      if (level <= 0) continue;
      const ink = colour * this.#levels + level;
      for (let at = row * beside + first * along, stop = row * beside + last * along; at <= stop; at += along) {
        if (level >= (levelOf[pixels[at] ?? 0] ?? 0)) pixels[at] = ink;
      }
    }
  }

  /** A filled polygon, x and y in turn. What it covers of each pixel is summed up by its edges, so corners and slopes are smooth. */
  area(colour: number, points: readonly number[]): void {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let at = 0; at + 1 < points.length; at += 2) {
      left = Math.min(left, Math.floor(points[at] ?? 0));
      right = Math.max(right, Math.ceil(points[at] ?? 0));
      top = Math.min(top, Math.floor(points[at + 1] ?? 0));
      bottom = Math.max(bottom, Math.ceil(points[at + 1] ?? 0));
    }
    if (!(right > left && bottom > top)) return;
    if (!this.#takes((right - left) * (bottom - top))) return;
    const columns = right - left + 2;
    const edges = new Float32Array(columns * (bottom - top));
    for (let at = 0; at + 1 < points.length; at += 2) {
      const next = at + 3 < points.length ? at + 2 : 0;
      addEdge(
        edges,
        columns,
        (points[at] ?? 0) - left,
        (points[at + 1] ?? 0) - top,
        (points[next] ?? 0) - left,
        (points[next + 1] ?? 0) - top,
      );
    }
    for (let row = 0; row < bottom - top; row++) {
      let sum = 0;
      for (let column = 0; column < columns; column++) {
        sum += edges[row * columns + column] ?? 0;
        // A polygon that crosses itself covers with either sign.
        this.put(colour, left + column, top + row, Math.abs(sum));
      }
    }
  }

  /** @param coverage how much of the pixel is inked; 1 and above is all of it */
  put(colour: number, x: number, y: number, coverage: number): void {
    if (x < 0 || y < 0 || x >= this.#width || y >= this.#height) return;
    const level = this.#level(coverage);
    if (level <= 0) return;
    const at = y * this.#width + x;
    if (level >= (this.#levelOf[this.#pixels[at] ?? 0] ?? 0)) this.#pixels[at] = colour * this.#levels + level;
  }

  #level(coverage: number): number {
    return Math.min(this.#levels, Math.round(coverage * this.#levels));
  }

  #takes(work: number): boolean {
    if (this.#workLeft >= 0) this.#workLeft -= work;
    return this.#workLeft >= 0;
  }

  picture(): IndexedPicture {
    const palette = [paper];
    for (const colour of this.#colours) {
      for (let level = 1; level <= this.#levels; level++) palette.push(mixed(colour, level / this.#levels));
    }
    return { width: this.#width, height: this.#height, pixels: this.#pixels, palette };
  }
}

/**
 * Adds what an edge covers, as differences along each row: the sum up to a pixel is then how much of it lies beside the edge. After
 * Raph Levien's font-rs, which shows that one pass over the edges and one over the pixels give exact areas.
 */
function addEdge(edges: Float32Array, columns: number, x0: number, y0: number, x1: number, y1: number): void {
  if (y0 === y1) return;
  const direction = y0 < y1 ? 1 : -1;
  const [topX, topY, bottomX, bottomY] = y0 < y1 ? [x0, y0, x1, y1] : [x1, y1, x0, y0];
  const slope = (bottomX - topX) / (bottomY - topY);
  for (let row = Math.floor(topY); row < bottomY; row++) {
    const from = Math.max(topY, row);
    const to = Math.min(bottomY, row + 1);
    const height = direction * (to - from);
    const xa = topX + (from - topY) * slope;
    const xb = topX + (to - topY) * slope;
    const [low, high] = xa < xb ? [xa, xb] : [xb, xa];
    const first = Math.floor(low);
    const last = Math.max(first, Math.ceil(high) - 1);
    const start = row * columns;
    // Of each pixel the edge passes, the part right of the edge; of all pixels after it, everything.
    let before = 0;
    for (let column = first; column <= last; column++) {
      const inside = areaRightOf(low, high, column) * height;
      edges[start + column] = (edges[start + column] ?? 0) + inside - before;
      before = inside;
    }
    edges[start + last + 1] = (edges[start + last + 1] ?? 0) + height - before;
  }
}

/** The part of a pixel column's square that lies right of an edge that runs from `low` to `high` over the square's whole height. */
function areaRightOf(low: number, high: number, column: number): number {
  const right = column + 1;
  if (high <= low) return Math.min(1, Math.max(0, right - low));
  // The integral, over the height, of the clamped distance from the edge to the pixel's right side.
  const integral = (x: number): number => (x <= column ? x - column - 0.5 : x >= right ? 0 : -((right - x) * (right - x)) / 2);
  return Math.min(1, (integral(high) - integral(low)) / (high - low));
}

function mixed(colour: number, share: number): number {
  const channel = (shift: number): number => Math.round(255 + (((colour >> shift) & 255) - 255) * share) << shift;
  return channel(16) | channel(8) | channel(0);
}
