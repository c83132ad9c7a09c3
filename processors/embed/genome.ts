/** The boundary graph of a model as `cad_models.brep_genome` keeps it, from the kernel, Creo or an export. Lengths in mm. */
export interface Genome {
  readonly faces: readonly GenomeFace[];
  readonly adjacency: readonly GenomeEdge[];
}

export type Point = readonly [number, number, number];

export interface GenomeFace {
  readonly id: number;
  readonly type: string;
  readonly area: number | null;
  readonly centroid: Point | null;
  readonly normal: Point | null;
  readonly radius: number | null;
  /** Direction of the axis of a cylinder, cone or torus. */
  readonly axis: Point | null;
  /** [uMin, uMax, vMin, vMax]; u is the angle of a cylinder in radians. */
  readonly bounds: readonly number[] | null;
}

export interface GenomeEdge {
  readonly face1: number;
  readonly face2: number;
  readonly convexity: string;
  /** Through the material, degrees. */
  readonly angle: number | null;
  readonly length: number | null;
  readonly curve: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** Reads a stored genome; null when it holds no face. Fields that a source does not state are null, not guessed. */
export function readGenome(stored: unknown): Genome | null {
  if (!isFields(stored)) return null;
  const faces = listOf(stored['faces']).map(face);
  if (faces.length === 0) return null;
  const known = new Set(faces.map(({ id }) => id));
  const edges = listOf(stored['adjacency']).map(edge);
  return { faces, adjacency: edges.filter(({ face1, face2 }) => known.has(face1) && known.has(face2)) };
}

function face(fields: Fields, index: number): GenomeFace {
  const axis = fields['axis'];
  return {
    id: numberOf(fields['face_id']) ?? index,
    type: textOf(fields['surface_type']),
    area: numberOf(fields['area']),
    centroid: pointOf(fields['centroid']),
    normal: pointOf(fields['normal']),
    radius: numberOf(fields['radius']),
    axis: isFields(axis) ? pointOf(axis['direction']) : null,
    bounds: numbersOf(fields['uv_bounds'], 4),
  };
}

function edge(fields: Fields): GenomeEdge {
  return {
    face1: numberOf(fields['face_1']) ?? -1,
    face2: numberOf(fields['face_2']) ?? -1,
    convexity: textOf(fields['convexity']),
    angle: numberOf(fields['angle']),
    length: numberOf(fields['length']),
    curve: textOf(fields['curve_type']),
  };
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);
const numberOf = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '?');

function numbersOf(value: unknown, count: number): number[] | null {
  if (!Array.isArray(value) || value.length !== count) return null;
  const numbers = value.map(numberOf);
  return numbers.every((number) => number !== null) ? numbers : null;
}

function pointOf(value: unknown): Point | null {
  const [x, y, z] = numbersOf(value, 3) ?? [];
  return x === undefined || y === undefined || z === undefined ? null : [x, y, z];
}
