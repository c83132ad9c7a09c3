import { type Extents, type Loop, type Point, loopExtents } from '../part/outline.js';
import type { SheetMetalPart } from '../part/sheet-metal-part.js';
import type { Random } from '../random.js';

/** Nested parts lie anywhere, some turned by a quarter. */
export interface FlatPlacement {
  readonly shift: Point;
  readonly quarterTurn: boolean;
}

export function placement(random: Random): FlatPlacement {
  const shift = random.chance(0.5) ? { x: 0, y: 0 } : { x: random.step(-500, 2000, 0.25), y: random.step(-500, 2000, 0.25) };
  return { shift, quarterTurn: random.chance(0.2) };
}

export const placed = (place: FlatPlacement, { x, y }: Point): Point =>
  place.quarterTurn ? { x: place.shift.x - y, y: place.shift.y + x } : { x: place.shift.x + x, y: place.shift.y + y };

export const placedLoop = (place: FlatPlacement, loop: Loop): Loop =>
  loop.map((vertex) => ({ ...placed(place, vertex), bulge: vertex.bulge }));

export const placedExtents = (part: SheetMetalPart, place: FlatPlacement): Extents =>
  loopExtents(placedLoop(place, part.outline));
