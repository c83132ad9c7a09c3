/** Plane geometry: boxes and the affine maps by which blocks are placed. Angles are in degrees unless the name says otherwise. */

export const radiansPerDegree = Math.PI / 180;

/** [a, b, c, d, e, f]: x' = a x + c y + e, y' = b x + d y + f. */
export type Affine = readonly [number, number, number, number, number, number];

export const identity: Affine = [1, 0, 0, 1, 0, 0];

/** The map that applies `inner` first, then `outer`. */
export function compose(outer: Affine, inner: Affine): Affine {
  const [a, b, c, d, e, f] = outer;
  const [p, q, r, s, t, u] = inner;
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f];
}

export function applyTo(map: Affine, x: number, y: number): readonly [x: number, y: number] {
  return [map[0] * x + map[2] * y + map[4], map[1] * x + map[3] * y + map[5]];
}

/** How much the map stretches lengths, as the square root of its area factor. */
export function scaleOf(map: Affine): number {
  return Math.sqrt(Math.abs(map[0] * map[3] - map[1] * map[2]));
}

/** An axis-parallel box that grows by what is put in; empty until something was. */
export class Box {
  minX = Infinity;
  minY = Infinity;
  maxX = -Infinity;
  maxY = -Infinity;

  get isEmpty(): boolean {
    return this.minX > this.maxX;
  }

  get width(): number {
    return this.isEmpty ? 0 : this.maxX - this.minX;
  }

  get height(): number {
    return this.isEmpty ? 0 : this.maxY - this.minY;
  }

  include(x: number, y: number): void {
    if (x < this.minX) this.minX = x;
    if (x > this.maxX) this.maxX = x;
    if (y < this.minY) this.minY = y;
    if (y > this.maxY) this.maxY = y;
  }

  includeBox(box: Box): void {
    if (box.isEmpty) return;
    this.include(box.minX, box.minY);
    this.include(box.maxX, box.maxY);
  }

  /** The box around the mapped corners of another. */
  includeMapped(box: Box, map: Affine): void {
    if (box.isEmpty) return;
    for (const x of [box.minX, box.maxX]) {
      for (const y of [box.minY, box.maxY]) {
        const [mappedX, mappedY] = applyTo(map, x, y);
        this.include(mappedX, mappedY);
      }
    }
  }

  toTuple(): [number, number, number, number] | null {
    return this.isEmpty ? null : [this.minX, this.minY, this.maxX, this.maxY];
  }
}

/** `Math.hypot` guards against overflow that coordinates do not reach, at many times the cost. */
export function distance(dx: number, dy: number): number {
  return Math.sqrt(dx * dx + dy * dy);
}

/** Angle brought into [0, 360). */
export function turn(degrees: number): number {
  const rest = degrees % 360;
  return rest < 0 ? rest + 360 : rest;
}

/** Counter-clockwise sweep from one angle to another, in (0, 360]. */
export function sweep(startDegrees: number, endDegrees: number): number {
  const angle = turn(endDegrees - startDegrees);
  return angle === 0 ? 360 : angle;
}

/** Grows a box by an arc that runs counter-clockwise: its ends and the quadrant points it passes. */
export function includeArc(box: Box, x: number, y: number, radius: number, startDegrees: number, endDegrees: number): void {
  const from = turn(startDegrees);
  const to = from + sweep(startDegrees, endDegrees);
  for (const angle of [from, to]) {
    box.include(x + radius * Math.cos(angle * radiansPerDegree), y + radius * Math.sin(angle * radiansPerDegree));
  }
  for (let quadrant = Math.ceil(from / 90); quadrant * 90 < to; quadrant++) {
    const side = ((quadrant % 4) + 4) % 4;
    if (side === 0) box.include(x + radius, y);
    else if (side === 1) box.include(x, y + radius);
    else if (side === 2) box.include(x - radius, y);
    else box.include(x, y - radius);
  }
}

/** The circle of a polyline's bulged segment; the bulge is the tangent of a quarter of the arc's angle, positive when counter-clockwise. */
export function bulgeArc(
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  bulge: number,
): { x: number; y: number; radius: number; startDegrees: number; endDegrees: number } {
  const chord = distance(x1 - x0, y1 - y0);
  const radius = (chord * (1 + bulge * bulge)) / (4 * Math.abs(bulge));
  // Distance of the centre from the chord's middle, to the left of the direction of travel.
  const offset = (1 - bulge * bulge) / (4 * bulge);
  const x = (x0 + x1) / 2 - (y1 - y0) * offset;
  const y = (y0 + y1) / 2 + (x1 - x0) * offset;
  const first = Math.atan2(y0 - y, x0 - x) / radiansPerDegree;
  const last = Math.atan2(y1 - y, x1 - x) / radiansPerDegree;
  return bulge > 0
    ? { x, y, radius, startDegrees: first, endDegrees: last }
    : { x, y, radius, startDegrees: last, endDegrees: first };
}
