import type { Segment } from '../pdfium/paths.js';
import { NearbyItems } from '../symbols/nearby.js';
import type { Line } from '../text/lines.js';

/** Points; no side of a box around a dimension is longer. */
const longest = 300;
/** Ems that corners may miss each other by. */
const met = 0.2;
/** Ems between the text and a side. */
const widestMargin = 1.5;

/** A stroke in the frame of a line of text: ems from the line's start along and across its baseline. */
interface Stroke {
  readonly from: number;
  readonly to: number;
  readonly at: number;
}

/** The strokes of a page by place, asked for the boxes that make a dimension a basic one, at whatever angle it is written. */
export class Boxes {
  readonly #strokes: NearbyItems<Segment>;

  constructor(segments: readonly Segment[]) {
    const short = segments.filter(({ x0, y0, x1, y1 }) => Math.hypot(x1 - x0, y1 - y0) <= longest);
    this.#strokes = new NearbyItems(short, ({ x0, y0, x1, y1 }) => [(x0 + x1) / 2, (y0 + y1) / 2]);
  }

  /**
   * Whether four strokes that meet at their corners stand tight around the line. Dimension and extension lines, which enclose numbers too,
   * run beyond the corners.
   */
  isAround(line: Line): boolean {
    const width = (line.u1 - line.u0) / line.size;
    const radius = (width / 2 + widestMargin) * line.size;
    const near = this.#strokes.within((line.x0 + line.x1) / 2, (line.y0 + line.y1) / 2, radius);
    const along: Stroke[] = [];
    const across: Stroke[] = [];
    for (const segment of near) {
      const { u0, v0, u1, v1 } = inFrame(segment, line);
      if (Math.abs(v1 - v0) < 0.1) along.push({ from: Math.min(u0, u1), to: Math.max(u0, u1), at: (v0 + v1) / 2 });
      else if (Math.abs(u1 - u0) < 0.1) across.push({ from: Math.min(v0, v1), to: Math.max(v0, v1), at: (u0 + u1) / 2 });
    }
    const below = along.filter(({ at }) => at < 0.1 && at > -widestMargin);
    const above = along.filter(({ at }) => at > 0.5 && at < 0.7 + widestMargin);
    const left = across.filter(({ at }) => at < 0.15 && at > -widestMargin);
    const right = across.filter(({ at }) => at > width - 0.15 && at < width + widestMargin);
    return below.some((low) =>
      above.some(
        (high) =>
          meet(low.from, high.from) &&
          meet(low.to, high.to) &&
          left.some((start) => closes(start, low, high, low.from)) &&
          right.some((end) => closes(end, low, high, low.to)),
      ),
    );
  }
}

function closes(side: Stroke, low: Stroke, high: Stroke, corner: number): boolean {
  return meet(side.at, corner) && meet(side.from, low.at) && meet(side.to, high.at);
}

function meet(a: number, b: number): boolean {
  return Math.abs(a - b) <= met;
}

function inFrame({ x0, y0, x1, y1 }: Segment, { cos, sin, size, u0, v }: Line) {
  const along = (x: number, y: number) => (x * cos + y * sin - u0) / size;
  const across = (x: number, y: number) => (y * cos - x * sin - v) / size;
  return { u0: along(x0, y0), v0: across(x0, y0), u1: along(x1, y1), v1: across(x1, y1) };
}
