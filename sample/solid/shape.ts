/** Solids as they are described before the kernel builds them, and what follows from the description by elementary geometry. */

export type Point = readonly [x: number, y: number, z: number];

export interface Corner {
  readonly x: number;
  readonly y: number;
  /** Of the rounding; 0 for a sharp corner. */
  readonly radius: number;
}

/** An outline, counter-clockwise in the XY plane, raised along Z from z = 0. Sizes in mm. */
export interface Prism {
  readonly kind: 'prism';
  readonly outline: readonly Corner[];
  readonly height: number;
}

export interface Cylinder {
  readonly kind: 'cylinder';
  readonly origin: Point;
  /** Of length 1. */
  readonly axis: Point;
  readonly radius: number;
  readonly height: number;
}

/** What is joined, minus what is cut. Cuts lie inside of the material and do not meet each other. */
export interface Solid {
  readonly joined: readonly (Prism | Cylinder)[];
  readonly cut: readonly (Prism | Cylinder)[];
}

/** What the kernel must find on a part, known without it. */
export interface SolidTruth {
  readonly faces: number;
  readonly edges: number;
  /** mm^3. */
  readonly volume: number;
}

export interface RoundedCorner {
  readonly start: readonly [number, number];
  readonly middle: readonly [number, number];
  readonly end: readonly [number, number];
  /** What the rounding takes from a corner that points outwards, or fills in one that points inwards. */
  readonly area: number;
}

/** The arc that rounds a corner between its neighbours; null for a sharp one. */
export function roundedCorner(before: Corner, at: Corner, after: Corner): RoundedCorner | null {
  if (at.radius === 0) return null;
  const [ax, ay] = unit(before.x - at.x, before.y - at.y);
  const [bx, by] = unit(after.x - at.x, after.y - at.y);
  const opening = Math.acos(ax * bx + ay * by);
  const turn = Math.PI - opening;
  const tangent = at.radius * Math.tan(turn / 2);
  const [mx, my] = unit(ax + bx, ay + by);
  const toArc = at.radius / Math.sin(opening / 2) - at.radius;
  return {
    start: [at.x + ax * tangent, at.y + ay * tangent],
    middle: [at.x + mx * toArc, at.y + my * toArc],
    end: [at.x + bx * tangent, at.y + by * tangent],
    area: at.radius * tangent - (at.radius ** 2 * turn) / 2,
  };
}

/** Neighbours of each corner of a closed outline. */
export function cornersOf(outline: readonly Corner[]): readonly (readonly [before: Corner, at: Corner, after: Corner])[] {
  return outline.flatMap((at, index) => {
    const before = outline.at(index - 1);
    const after = outline[(index + 1) % outline.length];
    return before === undefined || after === undefined ? [] : [[before, at, after] as const];
  });
}

/** mm^3. */
export function volumeOf(solid: Solid): number {
  const sum = (bodies: readonly (Prism | Cylinder)[]): number => bodies.reduce((total, body) => total + bodyVolume(body), 0);
  return sum(solid.joined) - sum(solid.cut);
}

function bodyVolume(body: Prism | Cylinder): number {
  if (body.kind === 'cylinder') return Math.PI * body.radius ** 2 * body.height;
  let area = 0;
  for (const [before, at, after] of cornersOf(body.outline)) {
    area += (at.x * after.y - after.x * at.y) / 2;
    const outwards = (at.x - before.x) * (after.y - at.y) - (at.y - before.y) * (after.x - at.x) > 0;
    area += (outwards ? -1 : 1) * (roundedCorner(before, at, after)?.area ?? 0);
  }
  return area * body.height;
}

/** Sides of an outline: its corners, and its roundings. */
export function sidesOf(outline: readonly Corner[]): number {
  return outline.length + outline.filter(({ radius }) => radius > 0).length;
}

function unit(x: number, y: number): [number, number] {
  const length = Math.hypot(x, y);
  return [x / length, y / length];
}
