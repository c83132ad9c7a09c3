import type { Outline } from '../pdfium/paths.js';
import type { Page } from '../page.js';
import type { Line } from '../text/lines.js';
import { NearbyItems } from './nearby.js';

/** Ems from a balloon's middle to its rim. */
const smallest = 0.62;
const largest = 2.6;
/** Of the radius. */
const roundness = 0.08;
/** Degrees; arcs that go further round than this are a circle however many pieces it is drawn in. */
const almostRound = 290;

/**
 * Item numbers in balloons: an integer alone in the middle of a circle (ISO 6433) that is little larger than itself. A hole with its
 * size written into it would look alike, but sizes carry a sign, decimals or a dimension line.
 */
export function balloons(page: Page): Set<Line> {
  const found = new Set<Line>();
  const numbers = page.lines.filter((line) => /^\d{1,3}[A-Z]?$/.test(line.text));
  if (numbers.length === 0 || page.outlines.length === 0) return found;
  const outlines = new NearbyItems(page.outlines, (outline) => [(outline.x0 + outline.x1) / 2, (outline.y0 + outline.y1) / 2]);
  for (const line of numbers) if (isEncircled(line, outlines)) found.add(line);
  return found;
}

function isEncircled(line: Line, outlines: NearbyItems<Outline>): boolean {
  const { size } = line;
  const [x, y] = [(line.x0 + line.x1) / 2, (line.y0 + line.y1) / 2];
  // The pieces of a circle have their middles up to a radius away.
  const near = outlines.within(x, y, largest * size);
  for (const { x: cx, y: cy, radius } of near.flatMap(circleOf)) {
    if (radius < smallest * size || radius > largest * size) continue;
    if (Math.hypot(cx - x, cy - y) > 0.25 * radius) continue;
    const reach = Math.hypot(line.x1 - line.x0, line.y1 - line.y0) / 2;
    if (reach < 1.1 * radius && turnAround(cx, cy, radius, near) >= almostRound) return true;
  }
  return false;
}

interface Circle {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** The circle through the first, the middle and the last corner of an outline; for a closed one through three far apart. */
function circleOf({ points }: Outline): Circle[] {
  if (points.length < 3) return [];
  const closed = points.length > 3 && samePoint(points[0], points.at(-1));
  const last = closed ? points.length - 1 : points.length;
  const [a, b, c] = closed
    ? [points[0], points[Math.floor(last / 3)], points[Math.floor((2 * last) / 3)]]
    : [points[0], points[Math.floor(last / 2)], points[last - 1]];
  if (!a || !b || !c) return [];
  const d = 2 * (a[0] * (b[1] - c[1]) + b[0] * (c[1] - a[1]) + c[0] * (a[1] - b[1]));
  if (Math.abs(d) < 1e-6) return [];
  const [sa, sb, sc] = [a, b, c].map(([px, py]) => px * px + py * py) as [number, number, number];
  const x = (sa * (b[1] - c[1]) + sb * (c[1] - a[1]) + sc * (a[1] - b[1])) / d;
  const y = (sa * (c[0] - b[0]) + sb * (a[0] - c[0]) + sc * (b[0] - a[0])) / d;
  return [{ x, y, radius: Math.hypot(a[0] - x, a[1] - y) }];
}

type Point = readonly [number, number];

function samePoint(a: Point | undefined, b: Point | undefined): boolean {
  return a !== undefined && b !== undefined && Math.hypot(a[0] - b[0], a[1] - b[1]) < 0.3;
}

/** Degrees around a middle that outlines cover whose corners all lie on the rim. */
function turnAround(x: number, y: number, radius: number, outlines: readonly Outline[]): number {
  let turned = 0;
  for (const { points } of outlines) {
    if (!points.every(([px, py]) => Math.abs(Math.hypot(px - x, py - y) / radius - 1) < roundness)) continue;
    for (let index = 1; index < points.length; index++) {
      const [from, to] = [points[index - 1], points[index]];
      if (!from || !to) continue;
      const turn = Math.abs(Math.atan2(to[1] - y, to[0] - x) - Math.atan2(from[1] - y, from[0] - x));
      turned += (Math.min(turn, 2 * Math.PI - turn) * 180) / Math.PI;
    }
  }
  return turned;
}
