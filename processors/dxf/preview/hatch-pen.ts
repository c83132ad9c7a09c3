import { joinedLoops, patternStrokes, type Hatch } from '../hatch.js';
import { applyTo, compose, type Affine } from '../plane.js';
import type { Scene } from './scene.js';

/** Points of all hatches of a picture; what is hatched must not crowd out what is drawn. */
const mostPoints = 60_000;

/** Draws hatches, filled or with the lines of their patterns; those beyond its budget are left out. */
export class HatchPen {
  private pointsLeft = mostPoints;
  /** A block's hatch is worked out once, however often the block is inserted. */
  private readonly known = new Map<Hatch, readonly (readonly number[])[]>();

  draw(scene: Scene, hatch: Hatch, outer: Affine, colour: string): void {
    if (this.pointsLeft <= 0) return;
    const map = hatch.isMirrored ? compose(outer, [-1, 0, 0, 1, 0, 0]) : outer;
    for (const points of this.pieces(hatch)) {
      this.pointsLeft -= points.length / 2;
      if (this.pointsLeft <= 0) return;
      if (hatch.isSolid) scene.area(colour, mapped(points, map));
      else scene.line(colour, mapped(points, map));
    }
  }

  private pieces(hatch: Hatch): readonly (readonly number[])[] {
    const known = this.known.get(hatch);
    if (known !== undefined) return known;
    const joined = hatch.isSolid ? joinedLoops(hatch.loops) : null;
    const pieces = joined !== null ? [joined] : hatch.isSolid ? [] : (patternStrokes(hatch) ?? []);
    this.known.set(hatch, pieces);
    return pieces;
  }
}

function mapped(points: readonly number[], map: Affine): number[] {
  const all: number[] = [];
  for (let at = 0; at + 1 < points.length; at += 2) all.push(...applyTo(map, points[at] ?? 0, points[at + 1] ?? 0));
  return all;
}
