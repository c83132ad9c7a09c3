import { Shape, type StoredShape } from '../geometry-store.js';
import { applyTo, radiansPerDegree, sweep, type Affine } from '../plane.js';
import { ellipsePoints } from '../read-curves.js';
import { splinePoints } from '../spline.js';
import type { Segment } from './segment.js';

/** Chords that stand for a whole ellipse or spline. */
const curveSteps = 96;

/** The segments of a stored shape in layout coordinates. Points, fills and degenerate pieces give none. */
export function segmentsOf(shape: StoredShape, map: Affine): Segment[] {
  const { numbers } = shape;
  const at = (index: number): number => numbers[index] ?? 0;
  switch (shape.shape) {
    case Shape.line:
      return chain(
        [
          [at(0), at(1), 0],
          [at(2), at(3), 0],
        ],
        map,
      );
    case Shape.arc:
      return arc(at(0), at(1), at(2), at(3), sweep(at(3), at(4)), map);
    case Shape.circle:
      return arc(at(0), at(1), at(2), 0, 360, map);
    case Shape.polyline:
      return polyline(numbers, map);
    case Shape.ellipse:
      return chain(
        [...ellipsePoints(numbers, curveSteps)].map(([x, y]) => [x, y, 0] as const),
        map,
      );
    case Shape.spline:
      return chain(
        [...splinePoints(numbers, curveSteps)].map(([x, y]) => [x, y, 0] as const),
        map,
      );
    default:
      return [];
  }
}

type Vertex = readonly [x: number, y: number, bulge: number];

function polyline(numbers: Float64Array, map: Affine): Segment[] {
  const vertices: Vertex[] = [];
  for (let at = 1; at + 2 < numbers.length; at += 3)
    vertices.push([numbers[at] ?? 0, numbers[at + 1] ?? 0, numbers[at + 2] ?? 0]);
  const [first] = vertices;
  if (numbers[0] === 1 && first !== undefined) vertices.push([first[0], first[1], 0]);
  return chain(vertices, map);
}

/** Arcs as halves at most, because a bulge cannot express a full turn. */
function arc(x: number, y: number, radius: number, start: number, span: number, map: Affine): Segment[] {
  const parts = span > 180 ? 2 : 1;
  const bulge = Math.tan((span / parts / 4) * radiansPerDegree);
  const vertices: Vertex[] = [];
  for (let part = 0; part <= parts; part++) {
    const angle = (start + (span * part) / parts) * radiansPerDegree;
    vertices.push([x + radius * Math.cos(angle), y + radius * Math.sin(angle), bulge]);
  }
  return chain(vertices, map);
}

function chain(vertices: readonly Vertex[], map: Affine): Segment[] {
  const segments: Segment[] = [];
  const [a, b, c, d] = map;
  const side = a * d - b * c < 0 ? -1 : 1;
  const isUniform = Math.abs(Math.hypot(a, b) - Math.hypot(c, d)) <= 1e-9 * Math.hypot(a, b, c, d);
  for (let index = 0; index + 1 < vertices.length; index++) {
    const from = vertices[index];
    const to = vertices[index + 1];
    if (from === undefined || to === undefined) continue;
    const [x0, y0] = applyTo(map, from[0], from[1]);
    const [x1, y1] = applyTo(map, to[0], to[1]);
    if (x0 === x1 && y0 === y1) continue;
    // Unequal scales turn an arc into an ellipse; its chord stands for it.
    segments.push({ x0, y0, x1, y1, bulge: isUniform ? from[2] * side : 0 });
  }
  return segments;
}

/** Whether a shape is one closed curve by itself. */
export function isClosedShape({ shape }: StoredShape, segments: readonly Segment[]): boolean {
  if (shape === Shape.circle) return true;
  if (shape === Shape.line || shape === Shape.arc) return false;
  const first = segments[0];
  const last = segments.at(-1);
  return segments.length >= 2 && first !== undefined && last !== undefined && first.x0 === last.x1 && first.y0 === last.y1;
}
