import type { CadFact } from '../../queues/contract/facts.js';
import type { MeasuredPart } from './measure-part.js';
import type { KernelModel } from './kernel/model.js';
import type { Adjacency } from './topology/adjacency.js';
import { boxOf, unite } from './topology/bounds.js';
import type { Box } from './topology/bounds.js';
import type { FaceNode } from './topology/graph.js';
import { determinant, transformPoint } from './topology/matrix.js';
import type { Analytic } from './topology/analytic.js';
import { shapeOf } from './topology/surface.js';
import type { Vector } from './topology/vector.js';

/** Sums over the whole: each part as often as it is placed. mm, mm^2, mm^3. */
export interface Totals {
  readonly volume: number | null;
  /** The volume is what surfaces without solids enclose. */
  readonly isEnclosed: boolean;
  readonly area: number;
  readonly centreOfGravity: Vector | null;
  readonly box: Box | null;
}

export function totalsOf(parts: readonly MeasuredPart[]): Totals {
  let volume = 0;
  let area = 0;
  let box: Box | null = null;
  let weight = 0;
  const moment = [0, 0, 0];
  const hasSolids = parts.some((part) => part.volume !== null);
  const isEnclosed = !hasSolids && parts.length > 0 && parts.every((part) => part.enclosed !== null);
  const hasVolume = hasSolids || isEnclosed;
  for (const measured of parts) {
    for (const placement of measured.part.placements) {
      const growth = Math.abs(determinant(placement));
      const body = isEnclosed ? measured.enclosed : measured.volume;
      const partVolume = (body?.volume ?? 0) * growth;
      const partArea = measured.area * growth ** (2 / 3);
      volume += partVolume;
      area += partArea;
      box = unite(box, boxOf(measured.support, placement));
      // Surfaces without a solid have their centre by area; a whole of both has it by its solids.
      const share = hasVolume ? partVolume : partArea;
      const centre = hasVolume ? (body?.centre ?? null) : areaCentre(measured);
      if (centre === null || share === 0) continue;
      weight += share;
      transformPoint(placement, centre).forEach((value, axis) => (moment[axis] = (moment[axis] ?? 0) + value * share));
    }
  }
  const [x = 0, y = 0, z = 0] = moment;
  return {
    volume: hasVolume ? volume : null,
    isEnclosed,
    area,
    centreOfGravity: weight === 0 ? null : [x / weight, y / weight, z / weight],
    box,
  };
}

function areaCentre({ graph, area }: MeasuredPart): Vector | null {
  if (area === 0) return null;
  const sum = [0, 0, 0];
  for (const face of graph.faces) {
    face.centroid?.forEach((value, axis) => (sum[axis] = (sum[axis] ?? 0) + value * (face.area ?? 0) * face.uses));
  }
  const [x = 0, y = 0, z = 0] = sum;
  return [x / area, y / area, z / area];
}

export function boxRow([x0, y0, z0, x1, y1, z1]: Box): Box {
  return [tidy(x0), tidy(y0), tidy(z0), tidy(x1), tidy(y1), tidy(z1)];
}

export function pointRow([x, y, z]: Vector): [number, number, number] {
  return [tidy(x), tidy(y), tidy(z)];
}

/** Faces of every part, numbered through, each part once and in its own coordinates. */
export function faceRows(parts: readonly MeasuredPart[]): CadFact['face_list'] {
  const offsets = faceOffsets(parts);
  return parts.flatMap(({ graph, recognition }, part) =>
    graph.faces.map((face, index) => ({
      ...faceRow(face, (offsets[part] ?? 0) + index, part),
      ...(recognition.labels[index] == null ? {} : { feature: recognition.labels[index] }),
    })),
  );
}

/** Recognised features of every part, each part once and in its own coordinates. */
export function featureRows(parts: readonly MeasuredPart[]): CadFact['features'] {
  const offsets = faceOffsets(parts);
  return parts.flatMap(({ recognition }, part) =>
    recognition.features.map(({ type, faces, parameters, location }) => ({
      feature_type: type,
      face_ids: faces.map((face) => face + (offsets[part] ?? 0)),
      parameters: parts.length > 1 ? { ...parameters, part } : parameters,
      location: location?.map(tidy) ?? null,
      source: 'recognised',
    })),
  );
}

export function adjacencyRows(parts: readonly MeasuredPart[]): CadFact['adjacency'] {
  const faces = faceOffsets(parts);
  let edgeOffset = 0;
  return parts.flatMap(({ graph, adjacency }, part) => {
    const faceOffset = faces[part] ?? 0;
    const rows = adjacency.pairs.map((pair) => adjacencyRow(pair, faceOffset, edgeOffset));
    edgeOffset += graph.edges.length;
    return rows;
  });
}

/** A line of the assembly as `cad_assembly_relations` keeps it: transform row-major 4 x 4 in the parent, mm. */
export function assemblyRows(model: KernelModel): CadFact['assembly'] {
  return model.components.map((component) => ({
    parent_name: component.parent,
    child_name: component.child ?? '(unnamed)',
    instance_name: component.instance,
    transform: component.transform.map(tidy),
    instance_count: component.occurrences,
    relation_type: component.isAssembly ? 'subassembly' : 'component',
  }));
}

function faceOffsets(parts: readonly MeasuredPart[]): number[] {
  let next = 0;
  return parts.map(({ graph }) => {
    const offset = next;
    next += graph.faces.length;
    return offset;
  });
}

function faceRow(face: FaceNode, id: number, part: number): Record<string, unknown> {
  const { surface } = face;
  const shape = surface === null ? null : shapeOf(surface);
  return {
    face_id: id,
    part,
    surface_type: surface?.type ?? null,
    ...(surface !== null && surface.kind !== surface.type ? { surface_kind: surface.kind } : {}),
    area: face.area === null ? null : tidy(face.area),
    centroid: face.centroid?.map(tidy) ?? null,
    normal: surface?.normal?.map(tidy) ?? null,
    uv_bounds: surface?.bounds.map(tidy) ?? null,
    loops: face.loops.length,
    edge_count: new Set(face.loops.flat().map(({ edge }) => edge)).size,
    ...(shape === null ? {} : analyticRow(shape)),
  };
}

function analyticRow(surface: Analytic): Record<string, unknown> {
  if (surface.kind === 'plane') return {};
  const axis = { axis: { location: surface.axis.location.map(tidy), direction: surface.axis.direction.map(tidy) } };
  if (surface.kind === 'torus')
    return { ...axis, major_radius: tidy(surface.majorRadius), minor_radius: tidy(surface.minorRadius) };
  const angle = surface.kind === 'cone' ? { semi_angle: tidy((surface.semiAngle * 180) / Math.PI) } : {};
  return { ...axis, radius: tidy(surface.radius), ...angle };
}

function adjacencyRow(pair: Adjacency, faceOffset: number, edgeOffset: number): Record<string, unknown> {
  return {
    edge_id: pair.edge + edgeOffset,
    face_1: pair.face1 + faceOffset,
    face_2: pair.face2 + faceOffset,
    convexity: pair.convexity,
    angle: pair.angle === null ? null : tidy(pair.angle),
    length: tidy(pair.length),
    curve_type: pair.curveType,
    ...(pair.curveKind === pair.curveType ? {} : { curve_kind: pair.curveKind }),
  };
}

/** Twelve digits are past what STEP files carry and half of what a double prints; `-0` becomes 0. */
function tidy(value: number): number {
  if (Math.abs(value) < 1e-12) return 0;
  return Number(value.toPrecision(12));
}
