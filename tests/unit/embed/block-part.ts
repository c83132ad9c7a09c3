import { readGenome, type Genome, type Point } from '../../../processors/embed/genome.js';

export interface Block {
  readonly size: Point;
  /** Through holes along z: centre and diameter. */
  readonly holes: readonly { readonly x: number; readonly y: number; readonly diameter: number }[];
}

/** A block with through holes from its corner at the origin, as the kernel would describe its faces; `place` moves every point and direction. */
export function blockGenome({ size: [x, y, z], holes }: Block, place: (point: Point) => Point = (point) => point): Genome {
  const turn = (direction: Point): Point => {
    const [end, start] = [place(direction), place([0, 0, 0])];
    const moved: Point = [end[0] - start[0], end[1] - start[1], end[2] - start[2]];
    const length = Math.hypot(...moved);
    return [moved[0] / length, moved[1] / length, moved[2] / length];
  };
  const scale = Math.hypot(...minus(place([1, 0, 0]), place([0, 0, 0])));
  const open = holes.reduce((sum, { diameter }) => sum + (Math.PI / 4) * diameter ** 2, 0);
  const moment = (axis: 'x' | 'y'): number =>
    holes.reduce((sum, hole) => sum + (Math.PI / 4) * hole.diameter ** 2 * hole[axis], 0);
  const net = x * y - open;
  const centre = [(x * y * (x / 2) - moment('x')) / net, (x * y * (y / 2) - moment('y')) / net] as const;
  const plane = (id: number, area: number, centroid: Point, normal: Point) => ({
    face_id: id,
    surface_type: 'plane',
    area: area * scale ** 2,
    centroid: place(centroid),
    normal: turn(normal),
  });
  const faces = [
    plane(0, net, [centre[0], centre[1], z], [0, 0, 1]),
    plane(1, net, [centre[0], centre[1], 0], [0, 0, -1]),
    plane(2, x * z, [x / 2, 0, z / 2], [0, -1, 0]),
    plane(3, x * z, [x / 2, y, z / 2], [0, 1, 0]),
    plane(4, y * z, [0, y / 2, z / 2], [-1, 0, 0]),
    plane(5, y * z, [x, y / 2, z / 2], [1, 0, 0]),
    ...holes.map((hole, index) => ({
      face_id: 6 + index,
      surface_type: 'cylinder',
      area: Math.PI * hole.diameter * z * scale ** 2,
      centroid: place([hole.x, hole.y, z / 2]),
      radius: (hole.diameter / 2) * scale,
      uv_bounds: [0, 2 * Math.PI, 0, z],
    })),
  ];
  const edge = (face_1: number, face_2: number, length: number, curve_type: string) => ({
    face_1,
    face_2,
    length: length * scale,
    curve_type,
    convexity: 'convex',
    angle: 90,
  });
  const adjacency = [
    ...[0, 1].flatMap((flat) => [
      edge(flat, 2, x, 'line'),
      edge(flat, 3, x, 'line'),
      edge(flat, 4, y, 'line'),
      edge(flat, 5, y, 'line'),
    ]),
    ...[4, 5].flatMap((end) => [edge(end, 2, z, 'line'), edge(end, 3, z, 'line')]),
    ...holes.flatMap(({ diameter }, index) => [0, 1].map((flat) => edge(flat, 6 + index, Math.PI * diameter, 'circle'))),
  ];
  const genome = readGenome({ faces, adjacency });
  if (genome === null) throw new Error('a block has faces');
  return genome;
}

/** mm^3 and mm^2 of the same block. */
export function blockMeasures({ size: [x, y, z], holes }: Block): { volume: number; area: number } {
  const open = holes.reduce((sum, { diameter }) => sum + (Math.PI / 4) * diameter ** 2, 0);
  const walls = holes.reduce((sum, { diameter }) => sum + Math.PI * diameter * z, 0);
  return { volume: (x * y - open) * z, area: 2 * (x * y - open) + 2 * (x + y) * z + walls };
}

export const minus = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];

/** Turns by 0.7 about z, then 0.4 about x, then moves. */
export function turned([x, y, z]: Point): Point {
  const [c, s, k, t] = [Math.cos(0.7), Math.sin(0.7), Math.cos(0.4), Math.sin(0.4)];
  const [u, v] = [x * c - y * s, x * s + y * c];
  return [u + 10, v * k - z * t - 3, v * t + z * k + 7];
}

export const mirrored = ([x, y, z]: Point): Point => [-x, y, z];
export const grown = ([x, y, z]: Point): Point => [2.5 * x, 2.5 * y, 2.5 * z];
