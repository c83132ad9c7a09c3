import { ExtractionError } from '../../queues/contract/errors.js';
import { emptyExtraction, type Extraction } from '../../queues/contract/facts.js';
import type { DocumentInput, ExtractionPorts } from '../../queues/contract/processor.js';
import type { KernelApi } from './kernel/api.js';
import { measurePart } from './measure-part.js';
import { meshModel } from './mesh/mesh-model.js';
import type { TriangleMesh } from './mesh/triangle-mesh.js';
import { sdfArtifact } from './sdf/artifact.js';
import { writeNpz } from './sdf/npz.js';
import { sampleDistances, type DistanceSamples } from './sdf/samples.js';
import { kernelVersion } from './version.js';
import { withModel } from './with-model.js';

/**
 * Samples of the signed distance to the surface of a STEP, IGES or BREP file, each part in all its places. Kept as `sdf.npz` (`surface`,
 * `near`, `volume`: n x 4 of x, y, z, distance in the unit sphere; `centre` and `radius` in mm); the facts are empty.
 * @throws {ExtractionError} as `extractCad`; KERNEL_ERROR too for an open shell, which has no inside
 */
export async function sampleCad(input: DocumentInput, ports: ExtractionPorts): Promise<Extraction> {
  const samples = await withModel(input, ports, 'sampling of distances', (api, parts) => {
    const mesh = closedMesh(api, parts, ports);
    ports.stage('distances');
    return sampleDistances(mesh);
  });
  if (samples === null) throw new ExtractionError('KERNEL_ERROR', 'no distance field: the model has no extent');
  await ports.keep?.({ name: sdfArtifact, mediaType: 'application/zip', bytes: npzOf(samples) });
  return emptyExtraction('kernel', kernelVersion);
}

type Part = Parameters<typeof measurePart>[1];

/** @throws {ExtractionError} KERNEL_ERROR when the surface does not enclose anything */
export function closedMesh(api: KernelApi, parts: readonly Part[], ports: Pick<ExtractionPorts, 'stage'>): TriangleMesh {
  const measured = parts.map((part) => measurePart(api, part, ports.stage));
  const open = measured.reduce((sum, { adjacency }) => sum + adjacency.openEdges, 0);
  if (open > 0)
    throw new ExtractionError('KERNEL_ERROR', `no distance field: the shell is open at ${open} edges, so nothing is inside`);
  const mesh = meshModel(api, measured);
  if (mesh === null) throw new ExtractionError('KERNEL_ERROR', 'no distance field: the model has too many triangles');
  if (mesh.count === 0) throw new ExtractionError('KERNEL_ERROR', 'no distance field: the model has no faces');
  return mesh;
}

function npzOf({ centre, radius, ...kinds }: DistanceSamples): Uint8Array {
  return writeNpz([
    ...Object.entries(kinds).map(([name, values]) => ({ name, shape: [values.length / 4, 4], values })),
    { name: 'centre', shape: [3], values: Float64Array.from(centre) },
    { name: 'radius', shape: [1], values: Float64Array.of(radius) },
  ]);
}
