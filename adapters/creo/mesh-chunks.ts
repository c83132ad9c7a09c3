import type { MeshMessage } from './messages.js';

/** part, face, nodes, triangles: uint32 each */
const headerBytes = 16;

/** The faces of a `mesh.bin` (see `processors/cad/tessellate.ts`) as the chunks of `ExtractTessellation`, the last one `complete`. */
export function* meshChunks(mesh: Uint8Array): Generator<MeshMessage> {
  const bytes = Buffer.from(mesh.buffer, mesh.byteOffset, mesh.byteLength);
  for (let at = 0; at + headerBytes <= bytes.length;) {
    const [part, face_id, nodes, count] = [0, 4, 8, 12].map((offset) => bytes.readUInt32LE(at + offset)) as [
      number,
      number,
      number,
      number,
    ];
    const positionsAt = at + headerBytes;
    const trianglesAt = positionsAt + 12 * nodes;
    at = trianglesAt + 12 * count;
    yield { part, face_id, positions: bytes.subarray(positionsAt, trianglesAt), triangles: bytes.subarray(trianglesAt, at) };
  }
  yield { complete: true };
}
