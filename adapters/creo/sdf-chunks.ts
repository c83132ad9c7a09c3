import { unzipSync } from 'fflate';
import type { SdfMessage } from './messages.js';

/** Samples are handed over so many at a time: an answer of one piece would pass gRPC's 4 MB. */
const samplesPerChunk = 16_384;
const bytesPerSample = 16;

const kinds = ['surface', 'near', 'volume'] as const;

/** The arrays of an `sdf.npz` (see `processors/cad/distance-field.ts`) as the chunks of `ComputeSDF`, the last one `complete`. */
export function* sdfChunks(npz: Uint8Array): Generator<SdfMessage> {
  const arrays = unzipSync(npz);
  for (const kind of kinds) {
    const array = arrays[`${kind}.npy`];
    if (array === undefined) throw new Error(`the samples hold no ${kind}`);
    const data = dataOf(array);
    const step = samplesPerChunk * bytesPerSample;
    for (let at = 0; at < data.length; at += step) yield { kind, samples: data.subarray(at, at + step) };
  }
  yield { complete: true };
}

/** What follows the header of version 1.0: magic and version, eight bytes, its own length in two, its text. */
function dataOf(array: Uint8Array): Buffer {
  const bytes = Buffer.from(array.buffer, array.byteOffset, array.byteLength);
  return bytes.subarray(10 + bytes.readUInt16LE(8));
}
