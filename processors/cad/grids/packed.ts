import { deflateSync, inflateSync } from 'node:zlib';
import { edgeGridLength } from './edge-grid.js';
import { faceGridLength } from './face-grid.js';

/** Bytes of one face's and one edge's grid as little-endian float32. */
export const faceGridBytes = faceGridLength * Float32Array.BYTES_PER_ELEMENT;
export const edgeGridBytes = edgeGridLength * Float32Array.BYTES_PER_ELEMENT;

/** Grids as facts and tables hold them: little-endian float32, compressed by zlib, in base64. */
export function packGrids(bytes: Uint8Array): string {
  return deflateSync(bytes).toString('base64');
}

/** The bytes that `packGrids` was given. @throws {Error} of zlib for anything else */
export function unpackGrids(packed: string): Buffer {
  return inflateSync(Buffer.from(packed, 'base64'));
}

export function littleEndian(values: Float32Array): Buffer {
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return isLittleEndian ? bytes : Buffer.from(bytes).swap32();
}

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
