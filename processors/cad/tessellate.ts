import { emptyExtraction } from '../../queues/contract/facts.js';
import type { Extraction } from '../../queues/contract/facts.js';
import type { DocumentInput, ExtractionPorts } from '../../queues/contract/processor.js';
import type { KernelApi } from './kernel/api.js';
import type { Scope } from './kernel/scope.js';
import { boxOf, supportOf } from './topology/bounds.js';
import { readShapeGraph } from './topology/graph.js';
import type { NumberedShape } from './topology/graph.js';
import { numberShape } from './topology/measure.js';
import { faceMesh, triangulate, type FaceMesh } from './topology/mesh.js';
import { meshArtifact } from './mesh-artifact.js';
import { kernelVersion } from './version.js';
import { withModel } from './with-model.js';

/** Deflection as a share of the part's diagonal. */
const relativeDeflection = 0.002;
/** Radians between neighbouring facets. */
const angularDeflection = 0.5;

/**
 * The triangles of a STEP, IGES or BREP file, each part once in its own coordinates (mm), faces numbered as in its facts. Kept as
 * `mesh.bin`; the facts are empty.
 * @throws {ExtractionError} as `extractCad`
 */
export async function tessellateCad(input: DocumentInput, ports: ExtractionPorts): Promise<Extraction> {
  const blocks = await withModel(input, ports, 'tessellation', (api, parts, scope) => {
    let firstFace = 0;
    return parts.flatMap(({ shape }, part) => {
      ports.stage(`kernel mesh of part ${part + 1}`);
      const meshes = meshesOf(api, shape, scope);
      const faces = meshes.flatMap((mesh, face) => (mesh ? [faceBlock(part, firstFace + face, mesh)] : []));
      firstFace += meshes.length;
      return faces;
    });
  });
  if (ports.keep !== null) {
    await ports.keep({ name: meshArtifact, mediaType: 'application/octet-stream', bytes: Buffer.concat(blocks) });
  }
  return emptyExtraction('kernel', kernelVersion);
}

function meshesOf(api: KernelApi, shape: NumberedShape['shape'], scope: Scope): (FaceMesh | null)[] {
  const numbered = numberShape(api, shape, scope);
  const graph = readShapeGraph(api, numbered);
  const box = boxOf(supportOf(graph, () => [], 0));
  const diagonal = box === null ? 1 : Math.hypot(box[3] - box[0], box[4] - box[1], box[5] - box[2]);
  triangulate(api, shape, Math.max(diagonal * relativeDeflection, 1e-6), angularDeflection);
  return graph.faces.map((_, face) => faceMesh(api, numbered.faces, face));
}

/** Little-endian: part, face, nodes n, triangles t (uint32 each), 3 n coordinates (float32), 3 t node numbers (uint32). */
function faceBlock(part: number, face: number, { nodes, triangles }: FaceMesh): Buffer {
  const block = Buffer.alloc(4 * (4 + 3 * nodes.length + triangles.length));
  [part, face, nodes.length, triangles.length / 3].forEach((value, at) => block.writeUInt32LE(value, 4 * at));
  nodes.flat().forEach((value, at) => block.writeFloatLE(value, 4 * (4 + at)));
  const start = 4 + 3 * nodes.length;
  triangles.forEach((node, at) => block.writeUInt32LE(node, 4 * (start + at)));
  return block;
}
