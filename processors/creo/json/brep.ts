import { integerOf, isList, isRecord, numberOf, pick, textOf, vectorOf } from './shape.js';
import type { JsonRecord, Notes, Vector } from './shape.js';

/** The boundary graph of an export, in the shape of the kernel's. Lengths in mm where the export states its unit, else as they are. */
export interface ExportedGraph {
  readonly faces: readonly Record<string, unknown>[];
  readonly adjacency: readonly Record<string, unknown>[];
  /** As the export states or lists them; null where it does neither. */
  readonly faceCount: number;
  readonly edgeCount: number;
  readonly vertexCount: number | null;
  readonly solidCount: number | null;
}

const faceKeys = ['nodes', 'faces', 'surfaces'];
const edgeKeys = ['edges', 'adjacency', 'links'];

/** Reads `brep_graph`, or `surfaces` and `edges` at the top. `mm` is the length unit's size, null where it is not stated. */
export function readGraph(root: JsonRecord, mm: number | null, notes: Notes): ExportedGraph | null {
  const stated = pick(root, ['brep_graph', 'brep', 'geometry_graph']);
  const graph = isRecord(stated) ? stated : root;
  const faceList = pick(graph, isRecord(stated) ? faceKeys : ['surfaces', 'faces']);
  if (!isList(faceList) || faceList.length === 0) return null;
  const scale = mm ?? 1;
  const faces = faceList.flatMap((entry, index) => {
    if (isRecord(entry)) return [face(entry, index, scale)];
    notes.add('a face of the graph is not an object');
    return [];
  });
  const edgeList = pick(graph, edgeKeys);
  const edges = isList(edgeList) ? edgeList : [];
  return {
    faces,
    adjacency: edges.flatMap((entry) => (isRecord(entry) ? adjacent(entry, scale, notes) : [])),
    faceCount: count(graph, ['num_faces', 'face_count', 'num_nodes']) ?? faces.length,
    edgeCount: count(graph, ['num_edges', 'edge_count']) ?? edges.length,
    vertexCount: count(graph, ['num_vertices', 'vertex_count']) ?? listLength(pick(graph, ['vertices'])),
    solidCount:
      count(graph, ['num_solids', 'solid_count', 'num_bodies', 'body_count']) ?? listLength(pick(graph, ['solids', 'bodies'])),
  };
}

function face(entry: JsonRecord, index: number, scale: number): Record<string, unknown> {
  const area = numberOf(pick(entry, ['area']));
  const bounds = pick(entry, ['uv_bounds']);
  return {
    face_id: integerOf(pick(entry, ['face_id', 'surface_id', 'id'])) ?? index,
    surface_type: surfaceType(textOf(pick(entry, ['surface_type', 'type']))),
    area: area === null ? null : area * scale * scale,
    centroid: scaled(vectorOf(pick(entry, ['centroid', 'center', 'centre'])), scale),
    normal: vectorOf(pick(entry, ['normal'])),
    uv_bounds: isRecord(bounds) ? ['u_min', 'u_max', 'v_min', 'v_max'].map((key) => numberOf(pick(bounds, [key]))) : null,
    edge_count: integerOf(pick(entry, ['edge_count', 'num_edges'])),
  };
}

function adjacent(entry: JsonRecord, scale: number, notes: Notes): Record<string, unknown>[] {
  const pair = pick(entry, ['adjacent_faces', 'faces', 'face_ids']);
  const ends = isList(pair)
    ? pair.map((end) => integerOf(isRecord(end) ? pick(end, ['face_id', 'id']) : end))
    : [integerOf(pick(entry, ['face_1', 'source', 'face1'])), integerOf(pick(entry, ['face_2', 'target', 'face2']))];
  const [first, second] = ends;
  if (first === undefined || second === undefined || first === null || second === null) {
    notes.add('an edge of the graph does not name two faces');
    return [];
  }
  const length = numberOf(pick(entry, ['length']));
  return [
    {
      face_1: first,
      face_2: second,
      convexity: convexity(textOf(pick(entry, ['convexity']))),
      length: length === null ? null : length * scale,
      curve_type: textOf(pick(entry, ['curve_type', 'type'])),
      angle: numberOf(pick(entry, ['angle', 'dihedral_angle'])),
    },
  ];
}

const surfaceWords: readonly (readonly [RegExp, string])[] = [
  [/plan/, 'plane'],
  [/cyl/, 'cylinder'],
  [/con(e|ic)/, 'cone'],
  [/spher/, 'sphere'],
  [/tor(us|oid)/, 'torus'],
  [/spl|nurbs|bezier|coons|fil/, 'bspline'],
];

/** `PRO_SRF_CYL`, `Cylinder`, `cylindrical` -> cylinder; other words -> other; nothing stated -> null. */
function surfaceType(word: string | null): string | null {
  if (word === null) return null;
  return surfaceWords.find(([pattern]) => pattern.test(word.toLowerCase()))?.[1] ?? 'other';
}

function convexity(word: string | null): 'convex' | 'concave' | 'smooth' | null {
  const key = word?.toLowerCase() ?? '';
  if (key.startsWith('convex') || key === '1') return 'convex';
  if (key.startsWith('concave') || key === '-1') return 'concave';
  return /^(smooth|tangent|flat|0)/.test(key) ? 'smooth' : null;
}

function scaled(vector: Vector | null, scale: number): Vector | null {
  return vector === null ? null : [vector[0] * scale, vector[1] * scale, vector[2] * scale];
}

function count(record: JsonRecord, keys: readonly string[]): number | null {
  const value = integerOf(pick(record, keys));
  return value !== null && value >= 0 ? value : null;
}

function listLength(value: unknown): number | null {
  return isList(value) ? value.length : null;
}
