/** Plane geometry of closed outlines whose edges are lines and circular arcs. Lengths in the unit of the part, angles in degrees. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** `bulge` = tan(sweep / 4) of the arc that leads to the next vertex, positive counter-clockwise, 0 for a line (DXF group 42). */
export interface Vertex extends Point {
  readonly bulge: number;
}

/** A closed outline; the last vertex leads back to the first. Counter-clockwise loops have positive area. */
export type Loop = readonly Vertex[];

export interface LineEdge {
  readonly kind: 'line';
  readonly from: Point;
  readonly to: Point;
}

export interface ArcEdge {
  readonly kind: 'arc';
  readonly from: Point;
  readonly to: Point;
  readonly centre: Point;
  readonly radius: number;
  /** From `startDeg` counter-clockwise to `endDeg`, as DXF draws an ARC, whatever the direction of the loop. */
  readonly startDeg: number;
  readonly endDeg: number;
}

export type Edge = LineEdge | ArcEdge;

export interface Extents {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

export const degrees = (radians: number): number => (radians * 180) / Math.PI;
export const radians = (degreesValue: number): number => (degreesValue * Math.PI) / 180;

export function polar(centre: Point, radius: number, angleDeg: number): Point {
  return { x: centre.x + radius * Math.cos(radians(angleDeg)), y: centre.y + radius * Math.sin(radians(angleDeg)) };
}

export function distance(a: Point, b: Point): number {
  return Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2);
}

export function edgesOf(loop: Loop): Edge[] {
  return loop.map((vertex, index) => {
    const next = loop[(index + 1) % loop.length] ?? vertex;
    return vertex.bulge === 0 ? { kind: 'line', from: vertex, to: next } : arcEdge(vertex, next, vertex.bulge);
  });
}

function arcEdge(from: Point, to: Point, bulge: number): ArcEdge {
  const chord = distance(from, to);
  const sweep = 4 * Math.atan(bulge);
  const radius = Math.abs(chord / (2 * Math.sin(sweep / 2)));
  // The centre lies on the chord's bisector, left of the direction of travel for a counter-clockwise arc below half a turn.
  const height = (chord / 2) * ((1 - bulge * bulge) / (2 * bulge));
  const centre = {
    x: (from.x + to.x) / 2 - (height * (to.y - from.y)) / chord,
    y: (from.y + to.y) / 2 + (height * (to.x - from.x)) / chord,
  };
  const fromDeg = degrees(Math.atan2(from.y - centre.y, from.x - centre.x));
  const toDeg = degrees(Math.atan2(to.y - centre.y, to.x - centre.x));
  const [startDeg, endDeg] = bulge > 0 ? [fromDeg, toDeg] : [toDeg, fromDeg];
  return { kind: 'arc', from, to, centre, radius, startDeg: turn(startDeg), endDeg: turn(endDeg) };
}

/** The angle in [0, 360). */
export function turn(angleDeg: number): number {
  const turned = angleDeg % 360;
  return turned < 0 ? turned + 360 : turned;
}

export function loopLength(loop: Loop): number {
  return edgesOf(loop).reduce(
    (sum, edge) => sum + (edge.kind === 'line' ? distance(edge.from, edge.to) : edge.radius * radians(sweepOf(edge))),
    0,
  );
}

/** The turn of an arc from its start to its end, counter-clockwise, in (0, 360]. */
export function sweepOf(arc: Pick<ArcEdge, 'startDeg' | 'endDeg'>): number {
  const sweep = turn(arc.endDeg - arc.startDeg);
  return sweep === 0 ? 360 : sweep;
}

/** Enclosed area: the polygon of the vertices (shoelace formula) plus a circular segment r^2 (t - sin t) / 2 for each arc. */
export function loopArea(loop: Loop): number {
  let area = 0;
  loop.forEach((vertex, index) => {
    const next = loop[(index + 1) % loop.length] ?? vertex;
    area += (vertex.x * next.y - next.x * vertex.y) / 2;
    if (vertex.bulge === 0) return;
    const sweep = 4 * Math.atan(vertex.bulge);
    const radius = distance(vertex, next) / (2 * Math.sin(sweep / 2));
    area += (radius * radius * (sweep - Math.sin(sweep))) / 2;
  });
  return Math.abs(area);
}

export function loopExtents(loop: Loop): Extents {
  const points: Point[] = [];
  for (const edge of edgesOf(loop)) {
    points.push(edge.from);
    if (edge.kind === 'line') continue;
    for (const quadrantDeg of [0, 90, 180, 270]) {
      if (turn(quadrantDeg - edge.startDeg) <= sweepOf(edge)) points.push(polar(edge.centre, edge.radius, quadrantDeg));
    }
  }
  return extentsOf(points);
}

export function extentsOf(points: readonly Point[]): Extents {
  return points.reduce<Extents>(
    (box, { x, y }) => ({
      minX: Math.min(box.minX, x),
      minY: Math.min(box.minY, y),
      maxX: Math.max(box.maxX, x),
      maxY: Math.max(box.maxY, y),
    }),
    { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity },
  );
}

export function polygon(points: readonly (readonly [number, number])[]): Loop {
  return points.map(([x, y]) => ({ x, y, bulge: 0 }));
}

export function circleLoop(centre: Point, radius: number): Loop {
  return [
    { x: centre.x + radius, y: centre.y, bulge: 1 },
    { x: centre.x - radius, y: centre.y, bulge: 1 },
  ];
}

/** A slot with two straight sides and two half circles; `length` is the overall length. */
export function slotLoop(centre: Point, length: number, width: number, angleDeg: number): Loop {
  const half = (length - width) / 2;
  const corner = (alongX: number, alongY: number, bulge: number): Vertex => {
    const [cos, sin] = [Math.cos(radians(angleDeg)), Math.sin(radians(angleDeg))];
    return { x: centre.x + alongX * cos - alongY * sin, y: centre.y + alongX * sin + alongY * cos, bulge };
  };
  return [corner(-half, -width / 2, 0), corner(half, -width / 2, 1), corner(half, width / 2, 0), corner(-half, width / 2, 1)];
}

/** Replaces each convex right-angled corner of a counter-clockwise polygon by a quarter circle (radius > 0) or a chamfer (radius < 0). */
export function easeCorners(loop: Loop, radius: number): Loop {
  if (radius === 0) return loop;
  const size = Math.abs(radius);
  return loop.flatMap((vertex, index) => {
    const before = loop[(index + loop.length - 1) % loop.length] ?? vertex;
    const after = loop[(index + 1) % loop.length] ?? vertex;
    const cross = (vertex.x - before.x) * (after.y - vertex.y) - (vertex.y - before.y) * (after.x - vertex.x);
    if (cross <= 0 || distance(before, vertex) < 2.5 * size || distance(vertex, after) < 2.5 * size) return [vertex];
    const toward = (other: Point): Point => {
      const t = size / distance(vertex, other);
      return { x: vertex.x + (other.x - vertex.x) * t, y: vertex.y + (other.y - vertex.y) * t };
    };
    const quarterTurn = Math.tan(Math.PI / 8);
    return [
      { ...toward(before), bulge: radius > 0 ? quarterTurn : 0 },
      { ...toward(after), bulge: 0 },
    ];
  });
}
