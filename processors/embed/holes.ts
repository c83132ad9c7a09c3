import type { Genome, GenomeFace, Point } from './genome.js';

/** A cylinder that goes all the way round, from one face or from several pieces. mm. */
export interface RoundFeature {
  readonly diameter: number;
  readonly inner: boolean;
}

interface Piece {
  readonly face: GenomeFace;
  readonly radius: number;
  readonly span: number;
}

/**
 * Round holes and round outsides of a model. A cylinder counts once however many faces it is cut into, with one or several
 * lengths on the same axis.
 */
export function roundFeatures(genome: Genome): RoundFeature[] {
  const pieces = genome.faces.flatMap((face): Piece[] => {
    const { type, radius, bounds } = face;
    if (type !== 'cylinder' || radius === null || !(radius > 0) || bounds === null) return [];
    return [{ face, radius, span: Math.abs((bounds[1] ?? 0) - (bounds[0] ?? 0)) }];
  });
  const greatestPlane = planesBeside(genome);
  const found: RoundFeature[] = [];
  for (const group of groupPieces(pieces, genome)) {
    const span = group.reduce((sum, piece) => sum + piece.span, 0);
    const [first] = group;
    if (first === undefined || span < 2 * Math.PI * 0.98) continue;
    // The plane around a hole is larger than the hole; the plane inside of an outer cylinder is not larger than its circle.
    const plane = Math.max(0, ...group.map(({ face }) => greatestPlane.get(face.id) ?? 0));
    found.push({ diameter: 2 * first.radius, inner: plane > Math.PI * first.radius ** 2 * 1.0001 });
  }
  return found;
}

/** Pieces that touch along an edge and have one radius are one cylinder. */
function groupPieces(pieces: readonly Piece[], { adjacency }: Genome): Piece[][] {
  const groupOf = new Map(pieces.map((piece) => [piece.face.id, [piece]]));
  const radiusOf = new Map(pieces.map(({ face, radius }) => [face.id, radius]));
  for (const { face1, face2 } of adjacency) {
    const [a, b] = [groupOf.get(face1), groupOf.get(face2)];
    const [ra, rb] = [radiusOf.get(face1), radiusOf.get(face2)];
    if (a === undefined || b === undefined || a === b || ra === undefined || rb === undefined) continue;
    if (Math.abs(ra - rb) > 1e-6 * ra) continue;
    a.push(...b);
    for (const piece of b) groupOf.set(piece.face.id, a);
  }
  return [...new Set(groupOf.values())];
}

/** Area of the largest plane beside each face. */
function planesBeside({ faces, adjacency }: Genome): Map<number, number> {
  const planeArea = new Map(faces.flatMap(({ id, type, area }) => (type === 'plane' ? [[id, area ?? 0] as const] : [])));
  const greatest = new Map<number, number>();
  const note = (face: number, beside: number): void => {
    const area = planeArea.get(beside);
    if (area !== undefined) greatest.set(face, Math.max(greatest.get(face) ?? 0, area));
  };
  for (const { face1, face2 } of adjacency) {
    note(face1, face2);
    note(face2, face1);
  }
  return greatest;
}

/** Two parallel planes: how far apart, and the smaller of their areas. `opposed`: their outsides look away from each other. */
export interface PlanePair {
  readonly distance: number;
  readonly area: number;
  readonly opposed: boolean;
}

/** Beyond so many planes the small ones say nothing more; pairs grow with the square. */
const maxPlanes = 80;

/** Distances between parallel planes: what a drawing of the part states as its lengths. mm. */
export function planePairs({ faces }: Genome): PlanePair[] {
  const planes = faces
    .flatMap(({ type, area, centroid, normal }) =>
      type === 'plane' && area !== null && centroid !== null && normal !== null ? [{ area, centroid, normal }] : [],
    )
    .sort((a, b) => b.area - a.area)
    .slice(0, maxPlanes);
  return planes.flatMap((a, index) =>
    planes.slice(index + 1).flatMap((b): PlanePair[] => {
      const cosine = dot(a.normal, b.normal);
      if (Math.abs(cosine) < 1 - 1e-6) return [];
      const offset = dot(a.normal, [b.centroid[0] - a.centroid[0], b.centroid[1] - a.centroid[1], b.centroid[2] - a.centroid[2]]);
      const distance = Math.abs(offset);
      return distance < 1e-6 ? [] : [{ distance, area: Math.min(a.area, b.area), opposed: cosine < 0 && offset < 0 }];
    }),
  );
}

const dot = (a: Point, b: Point): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
