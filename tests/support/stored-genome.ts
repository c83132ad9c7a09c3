import type { Genome } from '../../processors/embed/genome.js';

/** A genome as `cad_models.brep_genome` holds it, as JSON text. */
export function storedGenome({ faces, adjacency }: Genome): string {
  return JSON.stringify({
    faces: faces.map(({ id, type, bounds, ...face }) => ({ ...face, face_id: id, surface_type: type, uv_bounds: bounds })),
    adjacency: adjacency.map(({ face1, face2, curve, ...edge }) => ({
      ...edge,
      face_1: face1,
      face_2: face2,
      curve_type: curve,
    })),
  });
}
