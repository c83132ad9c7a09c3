/** One family of parallel lines of a hatch pattern, in the hatch's coordinates. */
export interface PatternLines {
  /** Degrees, counter-clockwise. */
  readonly angle: number;
  readonly x: number;
  readonly y: number;
  /** From each line to the next. */
  readonly stepX: number;
  readonly stepY: number;
  /** Lengths of strokes (positive), gaps (negative) and dots (0); empty for whole lines. */
  readonly dashes: readonly number[];
}

/** A HATCH as it is drawn: areas within loops, of which the inner ones are left out. */
export interface Hatch {
  readonly container: number;
  readonly layer: number;
  readonly color: number;
  readonly isSolid: boolean;
  /** Seen from behind: x is negated. */
  readonly isMirrored: boolean;
  /** Corners of closed loops, x and y in turn. */
  readonly loops: readonly (readonly number[])[];
  readonly lines: readonly PatternLines[];
}

/** Strokes after which a hatch is left out: it would be a grey area, at the cost of all else. */
const mostStrokes = 4000;
/** Lines times corners of loops; real hatches stay far below. */
const mostWork = 4_000_000;
/** Loops in loops are told apart among so many. */
const mostJoined = 100;
/** Dashes after which a line is drawn whole. */
const mostDashes = 400;

/** The strokes of a pattern within its loops, as x0 y0 x1 y1; null when they are too many to be told apart. */
export function patternStrokes({ loops, lines }: Pick<Hatch, 'loops' | 'lines'>): number[][] | null {
  const strokes: number[][] = [];
  const corners = loops.reduce((sum, { length }) => sum + length / 2, 0);
  for (const family of lines) {
    const along = (family.angle * Math.PI) / 180;
    const [ux, uy] = [Math.cos(along), Math.sin(along)];
    const level = (x: number, y: number): number => y * ux - x * uy;
    const spacing = level(family.stepX, family.stepY);
    const [low, high] = rangeOf(loops, level);
    const base = level(family.x, family.y);
    const rows = (high - low) / Math.abs(spacing);
    if (Math.abs(spacing) < 1e-9 || rows > mostStrokes || rows * corners > mostWork) return null;
    const [first, last] = [(low - base) / spacing, (high - base) / spacing].sort((a, b) => a - b) as [number, number];
    for (let row = Math.ceil(first); row <= last; row++) {
      const [x, y] = [family.x + row * family.stepX, family.y + row * family.stepY];
      const cuts = cutsOf(loops, base + row * spacing, level, (cutX, cutY) => (cutX - x) * ux + (cutY - y) * uy);
      for (let at = 0; at + 1 < cuts.length; at += 2) {
        for (const [from, to] of dashed(cuts[at] ?? 0, cuts[at + 1] ?? 0, family.dashes))
          strokes.push([x + from * ux, y + from * uy, x + to * ux, y + to * uy]);
      }
      if (strokes.length > mostStrokes) return null;
    }
  }
  return strokes;
}

function rangeOf(loops: Hatch['loops'], level: (x: number, y: number) => number): readonly [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity];
  for (const loop of loops) {
    for (let at = 0; at + 1 < loop.length; at += 2) {
      const value = level(loop[at] ?? 0, loop[at + 1] ?? 0);
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return [low, high];
}

/** Where a line meets the loops, in order along it; between the first and the second it is inside, and so on. */
function cutsOf(
  loops: Hatch['loops'],
  at: number,
  level: (x: number, y: number) => number,
  position: (x: number, y: number) => number,
): number[] {
  const cuts: number[] = [];
  for (const loop of loops) {
    for (let index = 0; index + 1 < loop.length; index += 2) {
      const next = (index + 2) % loop.length;
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = [loop[index], loop[index + 1], loop[next], loop[next + 1]];
      const [from, to] = [level(x0, y0) - at, level(x1, y1) - at];
      // A corner on the line belongs to the side above it, so that it counts once or not at all.
      if (from >= 0 === to >= 0) continue;
      const share = from / (from - to);
      cuts.push(position(x0 + (x1 - x0) * share, y0 + (y1 - y0) * share));
    }
  }
  return cuts.sort((a, b) => a - b);
}

function dashed(from: number, to: number, dashes: readonly number[]): (readonly [from: number, to: number])[] {
  const period = dashes.reduce((sum, dash) => sum + Math.abs(dash), 0);
  if (period <= 0 || ((to - from) / period) * dashes.length > mostDashes) return [[from, to]];
  const pieces: (readonly [number, number])[] = [];
  for (let start = Math.floor(from / period) * period; start < to; start += period) {
    let at = start;
    for (const dash of dashes) {
      const end = at + Math.abs(dash);
      if (dash >= 0 && end >= from && at <= to) pieces.push([Math.max(from, at), Math.min(to, end)]);
      at = end;
    }
  }
  return pieces;
}

/**
 * Loops as one polygon whose winding is zero in what is left out: loops in an odd number of others run the other way round, and all hang
 * together by ways there and back. Null for too many.
 */
export function joinedLoops(loops: Hatch['loops']): number[] | null {
  if (loops.length > mostJoined) return null;
  const joined: number[] = [];
  const [startX, startY] = [loops[0]?.[0] ?? 0, loops[0]?.[1] ?? 0];
  for (const loop of loops) {
    const [x = 0, y = 0] = loop;
    const depth = loops.filter((other) => other !== loop && isWithin(x, y, other)).length;
    const isLeft = areaOf(loop) > 0;
    const corners: number[] = [];
    for (let at = 0; at + 1 < loop.length; at += 2) corners.push(loop[at] ?? 0, loop[at + 1] ?? 0);
    corners.push(x, y);
    if (isLeft !== (depth % 2 === 0)) reversePairs(corners);
    joined.push(...corners, startX, startY);
  }
  return joined;
}

function isWithin(x: number, y: number, loop: readonly number[]): boolean {
  let inside = false;
  for (let at = 0; at + 1 < loop.length; at += 2) {
    const next = (at + 2) % loop.length;
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = [loop[at], loop[at + 1], loop[next], loop[next + 1]];
    if (y0 > y !== y1 > y && x < x0 + ((x1 - x0) * (y - y0)) / (y1 - y0)) inside = !inside;
  }
  return inside;
}

function areaOf(loop: readonly number[]): number {
  let twice = 0;
  for (let at = 0; at + 1 < loop.length; at += 2) {
    const next = (at + 2) % loop.length;
    twice += (loop[at] ?? 0) * (loop[next + 1] ?? 0) - (loop[next] ?? 0) * (loop[at + 1] ?? 0);
  }
  return twice / 2;
}

function reversePairs(corners: number[]): void {
  corners.reverse();
  for (let at = 0; at + 1 < corners.length; at += 2) [corners[at], corners[at + 1]] = [corners[at + 1] ?? 0, corners[at] ?? 0];
}
