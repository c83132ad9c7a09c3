import type { Parameters2 as Point } from '../topology/outline.js';

/** A chord of the boundary, and how far the curve may stray from it. */
export interface Chord {
  readonly from: Point;
  readonly to: Point;
  readonly slack: number;
}

/** Of the face's range of parameters: nearer than this to a straight chord, a point lies on it. */
const onChord = 1e-7;
/**
 * The ray runs this much above its point: chords end where samples lie, on the bounds above all, and ends that should be one differ by rounding. Less
 * than `onChord`, so that no boundary lies between the ray and its point.
 */
const rayOffset = onChord / Math.E;

/**
 * The boundary of a face in its parameters, as chords. It decides for most points whether they lie inside at a hundredth of the price of the
 * kernel's classifier; for those between a curve and its chord it does not.
 */
export class Boundary {
  readonly #chords: readonly Chord[];
  readonly #normalise: (u: number, v: number) => Point;

  constructor(chords: readonly Chord[], normalise: (u: number, v: number) => Point) {
    this.#chords = chords;
    this.#normalise = normalise;
  }

  /** Null where only the exact curve could tell. A point on a straight boundary is inside. */
  isInside(u: number, v: number): boolean | null {
    const point = this.#normalise(u, v);
    const height = point[1] + rayOffset;
    let crossings = 0;
    let unclear = false;
    for (const { from, to, slack } of this.#chords) {
      const distance = distanceTo(point, from, to);
      if (slack <= onChord && distance <= onChord) return true;
      if (slack > onChord && distance <= slack) unclear = true;
      // Half-open: a ray through a corner meets one of its two chords.
      if (from[1] > height === to[1] > height) continue;
      const x = from[0] + ((height - from[1]) / (to[1] - from[1])) * (to[0] - from[0]);
      if (x > point[0]) crossings += 1;
    }
    return unclear ? null : crossings % 2 === 1;
  }
}

/**
 * A straight line by its two ends, a curve by an odd number of samples: every second one tells how far the chord between its neighbours strays. A chord
 * strays by a quarter of what one of twice its length does; the whole of that leaves a margin of four.
 */
export function chordsOf(samples: readonly Point[]): Chord[] {
  const chords: Chord[] = [];
  for (let at = 0; at + 1 < samples.length; at += 2) {
    const [from, middle, to] = [samples[at], samples[at + 1], samples[at + 2]];
    if (from === undefined || middle === undefined) continue;
    if (to === undefined) {
      chords.push({ from, to: middle, slack: 0 });
      continue;
    }
    const slack = distanceTo(middle, from, to);
    chords.push({ from, to: middle, slack }, { from: middle, to, slack });
  }
  return chords;
}

function distanceTo(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const [px, py] = [point[0] - from[0], point[1] - from[1]];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length));
  return Math.hypot(px - share * dx, py - share * dy);
}
