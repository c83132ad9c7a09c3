import { distance } from '../plane.js';
import type { Contour } from './contour.js';
import { circleOf, lengthOf, type Segment } from './segment.js';

/** What a closed contour is. Lengths in drawing units. */
export type Opening =
  | { readonly kind: 'hole'; readonly x: number; readonly y: number; readonly diameter: number }
  | {
      readonly kind: 'slot';
      readonly x: number;
      readonly y: number;
      readonly length: number;
      readonly width: number;
      readonly angle: number;
    }
  | { readonly kind: 'cutout'; readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Chords from which on a polygon with all corners on a circle is a circle drawn by a poor exporter. */
const roundCorners = 16;
/** Relative differences below this are rounding in the file. */
const tolerance = 1e-3;

/** Recognises round holes, slots with round ends, and calls the rest a cutout. */
export function openingOf(contour: Contour): Opening {
  const pieces = merged(contour.segments);
  return roundHole(pieces) ?? slot(pieces) ?? polygonalHole(contour) ?? cutout(contour);
}

function roundHole(pieces: readonly Segment[]): Opening | null {
  const [first] = pieces;
  if (first === undefined || pieces.some(({ bulge }) => bulge === 0)) return null;
  const circle = circleOf(first);
  for (const piece of pieces) if (!sameCircle(circle, circleOf(piece))) return null;
  return { kind: 'hole', x: circle.x, y: circle.y, diameter: 2 * circle.radius };
}

/** Two parallel straights of one length, joined by two half circles. */
function slot(pieces: readonly Segment[]): Opening | null {
  const straights = pieces.filter(({ bulge }) => bulge === 0);
  const arcs = pieces.filter(({ bulge }) => bulge !== 0);
  const [a, b] = straights;
  const [first, second] = arcs;
  if (straights.length !== 2 || a === undefined || b === undefined || first === undefined) return null;
  const caps = arcs.length === 2 && second !== undefined ? [circleOf(first), circleOf(second)] : null;
  const [left, right] = caps ?? [];
  if (left === undefined || right === undefined) return null;
  const straight = lengthOf(a);
  const size = straight + left.radius;
  const apart = distance(right.x - left.x, right.y - left.y);
  const isSlot =
    Math.abs(lengthOf(b) - straight) <= tolerance * size &&
    Math.abs(left.radius - right.radius) <= tolerance * size &&
    Math.abs(apart - straight) <= tolerance * size &&
    arcs.every((arc) => Math.abs(lengthOf(arc) - Math.PI * left.radius) <= 10 * tolerance * left.radius);
  if (!isSlot) return null;
  const angle = (Math.atan2(right.y - left.y, right.x - left.x) * 180) / Math.PI;
  return {
    kind: 'slot',
    x: (left.x + right.x) / 2,
    y: (left.y + right.y) / 2,
    length: straight + 2 * left.radius,
    width: 2 * left.radius,
    angle: ((angle % 180) + 180) % 180,
  };
}

function polygonalHole({ segments }: Contour): Opening | null {
  if (segments.length < roundCorners) return null;
  let x = 0;
  let y = 0;
  for (const segment of segments) {
    x += segment.x0 / segments.length;
    y += segment.y0 / segments.length;
  }
  let nearest = Infinity;
  let farthest = 0;
  for (const { x0, y0 } of segments) {
    const reach = distance(x0 - x, y0 - y);
    nearest = Math.min(nearest, reach);
    farthest = Math.max(farthest, reach);
  }
  return farthest - nearest > 5 * tolerance * farthest ? null : { kind: 'hole', x, y, diameter: nearest + farthest };
}

function cutout({ bounds: { minX, minY, maxX, maxY } }: Contour): Opening {
  return { kind: 'cutout', x: (minX + maxX) / 2, y: (minY + maxY) / 2, width: maxX - minX, height: maxY - minY };
}

/** Joins neighbours that continue one line or one circle, around the start too. */
function merged(segments: readonly Segment[]): Segment[] {
  const pieces: Segment[] = [];
  for (const segment of segments) {
    const last = pieces.at(-1);
    const joined = last === undefined ? null : join(last, segment);
    if (joined === null) pieces.push(segment);
    else pieces[pieces.length - 1] = joined;
  }
  const first = pieces[0];
  const last = pieces.at(-1);
  if (pieces.length > 2 && first !== undefined && last !== undefined) {
    const joined = join(last, first);
    if (joined !== null) return [joined, ...pieces.slice(1, -1)];
  }
  return pieces;
}

function join(a: Segment, b: Segment): Segment | null {
  const ends = { x0: a.x0, y0: a.y0, x1: b.x1, y1: b.y1 };
  if (a.bulge === 0 && b.bulge === 0) {
    const cross = (a.x1 - a.x0) * (b.y1 - b.y0) - (a.y1 - a.y0) * (b.x1 - b.x0);
    const dot = (a.x1 - a.x0) * (b.x1 - b.x0) + (a.y1 - a.y0) * (b.y1 - b.y0);
    return dot > 0 && Math.abs(cross) <= 1e-6 * dot ? { ...ends, bulge: 0 } : null;
  }
  if (a.bulge === 0 || b.bulge === 0 || Math.sign(a.bulge) !== Math.sign(b.bulge)) return null;
  const angle = 4 * (Math.atan(a.bulge) + Math.atan(b.bulge));
  if (Math.abs(angle) > 1.9 * Math.PI || !sameCircle(circleOf(a), circleOf(b))) return null;
  return { ...ends, bulge: Math.tan(angle / 4) };
}

function sameCircle(a: ReturnType<typeof circleOf>, b: ReturnType<typeof circleOf>): boolean {
  const size = Math.max(a.radius, b.radius);
  return Math.abs(a.radius - b.radius) <= tolerance * size && distance(a.x - b.x, a.y - b.y) <= tolerance * size;
}
