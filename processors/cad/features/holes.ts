import { cross, dot, norm, scale, subtract } from '../topology/vector.js';
import type { Vector } from '../topology/vector.js';
import type { Analytic } from '../topology/analytic.js';
import { type FaceGraph, type Feature, otherFace } from './feature.js';

type Round = Extract<Analytic, { kind: 'cylinder' | 'cone' }>;

interface Wall {
  readonly face: number;
  readonly surface: Round;
}

/** Share of a full turn that the walls of one radius must go round, to be a hole and not the end of a slot. */
const fullTurn = 0.97;

/** A cone runs to its tip when its narrow end is this much of its wide one. */
const tip = 1e-3;

/**
 * Holes: hollow cylinders that go all the way round, with the wider cylinders (counterbore) and cones (countersink, drill point) on the same
 * axis that they run into, directly or over a ring.
 */
export function findHoles(graph: FaceGraph): Feature[] {
  const walls = graph.faces.flatMap((_, face): Wall[] => {
    const surface = graph.surface(face);
    const isRound = surface?.kind === 'cylinder' || surface?.kind === 'cone';
    return isRound && graph.isHollow(face) ? [{ face, surface }] : [];
  });
  const left = new Map(walls.map((wall) => [wall.face, wall]));
  const holes: Feature[] = [];
  for (const wall of walls) {
    if (!left.has(wall.face) || wall.surface.kind !== 'cylinder') continue;
    const group = onSameAxis(graph, wall, left);
    const hole = describe(graph, group);
    if (hole === null) continue;
    for (const face of group.keys()) left.delete(face);
    holes.push(hole);
  }
  return holes;
}

/** Walls on one axis that touch, or are joined by a ring square to the axis. */
function onSameAxis(graph: FaceGraph, start: Wall, walls: ReadonlyMap<number, Wall>): Map<number, Wall> {
  const group = new Map([[start.face, start]]);
  const waiting = [start.face];
  for (let face = waiting.pop(); face !== undefined; face = waiting.pop()) {
    for (const pair of graph.around(face)) {
      const beside = otherFace(pair, face);
      const reached = isRing(graph, beside, start.surface)
        ? graph.around(beside).map((next) => otherFace(next, beside))
        : [beside];
      for (const next of reached) {
        const wall = walls.get(next);
        if (wall === undefined || group.has(next) || !isCoaxial(start.surface, wall.surface)) continue;
        group.set(next, wall);
        waiting.push(next);
      }
    }
  }
  return group;
}

/** A plane ring between two walls has a loop for each. */
function isRing(graph: FaceGraph, face: number, { axis }: Round): boolean {
  const node = graph.faces[face];
  const normal = graph.kind(face) === 'plane' ? (node?.surface?.normal ?? null) : null;
  if (normal === null || node?.loops.length !== 2 || Math.abs(dot(normal, axis.direction)) < 0.9999) return false;
  return graph.around(face).every((pair) => graph.kind(otherFace(pair, face)) !== 'plane');
}

function isCoaxial(a: Round, b: Round): boolean {
  if (Math.abs(dot(a.axis.direction, b.axis.direction)) < 0.9999) return false;
  return norm(cross(subtract(b.axis.location, a.axis.location), a.axis.direction)) < 1e-3 * a.radius + 1e-6;
}

function describe(graph: FaceGraph, group: ReadonlyMap<number, Wall>): Feature | null {
  const walls = [...group.values()];
  const cylinders = walls.filter(({ surface }) => surface.kind === 'cylinder');
  const radii = [...new Set(cylinders.map(({ surface }) => Number(surface.radius.toPrecision(6))))].sort((a, b) => a - b);
  const radius = radii[0];
  if (radius === undefined) return null;
  const narrow = cylinders.filter(({ surface }) => Math.abs(surface.radius - radius) < 1e-4 * radius);
  const turn = narrow.reduce((sum, { face }) => sum + turnOf(graph, face), 0) / heightsOf(graph, narrow).length;
  if (turn < fullTurn) return null;
  const faces = [...group.keys()];
  const floors = new Set(faces.flatMap((face) => floorsOf(graph, face, group)));
  const cones = walls.filter(({ surface }) => surface.kind === 'cone');
  const points = cones.filter((cone) => closes(graph, cone));
  const sink = cones.find((cone) => !points.includes(cone));
  const through = floors.size === 0 && points.length === 0;
  const axis = cylinders[0]?.surface.axis;
  const [low, high] = extentOf(graph, faces, axis?.direction ?? [0, 0, 1]);
  const kind = radii.length > 1 ? 'counterbored' : sink === undefined ? 'simple' : 'countersunk';
  return {
    type: 'hole',
    faces: [...faces, ...floors],
    parameters: {
      kind,
      diameter: short(2 * radius),
      depth: short(high - low),
      through,
      ...(radii.length > 1 ? { counterbore_diameter: short(2 * (radii.at(-1) ?? 0)) } : {}),
      ...(sink?.surface.kind === 'cone'
        ? { countersink_angle: short((2 * Math.abs(sink.surface.semiAngle) * 180) / Math.PI) }
        : {}),
    },
    location: axis === undefined ? null : along(axis.location, axis.direction, (low + high) / 2),
  };
}

/** How far round a wall goes, as a share of the full turn; its u is the angle. */
function turnOf(graph: FaceGraph, face: number): number {
  const bounds = graph.bounds(face);
  return bounds === null ? 0 : Math.abs(bounds[1] - bounds[0]) / (2 * Math.PI);
}

/** Different stretches of the axis that walls of one radius cover: a hole through two flanges has two. */
function heightsOf(graph: FaceGraph, walls: readonly Wall[]): number[] {
  const levels = walls.map(({ face, surface }) => {
    const centroid = graph.faces[face]?.centroid ?? surface.axis.location;
    return Math.round(dot(centroid, surface.axis.direction) / (surface.radius * 0.05 + 1e-9));
  });
  return [...new Set(levels)];
}

/** What ends a hole inside of the material: a plane without a hole of its own that meets the wall in a concave edge. */
function floorsOf(graph: FaceGraph, face: number, group: ReadonlyMap<number, Wall>): number[] {
  return graph
    .around(face)
    .filter(({ convexity }) => convexity === 'concave')
    .map((pair) => otherFace(pair, face))
    .filter((other) => !group.has(other) && graph.kind(other) === 'plane' && graph.faces[other]?.loops.length === 1)
    .filter((other) => graph.around(other).every((pair) => group.has(otherFace(pair, other))));
}

/** Whether a cone runs to its tip, in one face or in several, as a drill leaves it; its v is the way along its side. */
function closes(graph: FaceGraph, { face, surface }: Wall): boolean {
  const bounds = graph.bounds(face);
  if (surface.kind !== 'cone' || bounds === null) return false;
  const radii = [bounds[2], bounds[3]].map((v) => Math.abs(surface.radius + v * Math.sin(surface.semiAngle)));
  return Math.min(...radii) < tip * Math.max(...radii);
}

function extentOf(graph: FaceGraph, faces: readonly number[], direction: Vector): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const face of faces) {
    const analytic = graph.surface(face);
    const bounds = graph.bounds(face);
    if (analytic === null || bounds === null || analytic.kind === 'plane') continue;
    // v runs along a cylinder's axis from its location, and along a cone's side.
    const slope = analytic.kind === 'cone' ? Math.cos(analytic.semiAngle) : 1;
    const sense = dot(analytic.axis.direction, direction);
    for (const v of [bounds[2], bounds[3]]) {
      const level = dot(analytic.axis.location, direction) + sense * v * slope;
      [low, high] = [Math.min(low, level), Math.max(high, level)];
    }
  }
  return Number.isFinite(high - low) ? [low, high] : [0, 0];
}

/** The point of an axis at a level along it. */
function along(location: Vector, direction: Vector, level: number): Vector {
  const lift = scale(direction, level - dot(location, direction));
  return [location[0] + lift[0], location[1] + lift[1], location[2] + lift[2]];
}

function short(value: number): number {
  return Number(value.toPrecision(9));
}
