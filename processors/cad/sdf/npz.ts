import { zipSync } from 'fflate';

/** An array as NumPy keeps it; in C order. */
export interface NamedArray {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array | Float64Array;
}

const magic = Buffer.from('\x93NUMPY\x01\x00', 'latin1');
/** Data begin at a multiple of this: NEP 1, "Format Specification: Version 1.0". */
const alignment = 64;
/** So that the same arrays give the same bytes; the earliest date a ZIP file can say. */
const noDate = new Date(1980, 0, 1);

/** A compressed `.npz` of little-endian arrays: `numpy.load(file)['volume']`. */
export function writeNpz(arrays: readonly NamedArray[]): Uint8Array {
  return zipSync(Object.fromEntries(arrays.map((array) => [`${array.name}.npy`, writeNpy(array)])), { level: 6, mtime: noDate });
}

function writeNpy({ shape, values }: NamedArray): Uint8Array {
  const bytesEach = values.BYTES_PER_ELEMENT;
  const tuple = shape.length === 1 ? `(${shape[0] ?? 0},)` : `(${shape.join(', ')})`;
  const text = `{'descr': '<f${bytesEach}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const before = magic.length + 2;
  const padded = text.padEnd(Math.ceil((before + text.length + 1) / alignment) * alignment - before - 1);
  const header = Buffer.from(`${padded}\n`, 'latin1');
  const length = Buffer.alloc(2);
  length.writeUInt16LE(header.length);
  const data = Buffer.alloc(values.length * bytesEach);
  values.forEach((value, at) => (bytesEach === 4 ? data.writeFloatLE(value, at * 4) : data.writeDoubleLE(value, at * 8)));
  return Buffer.concat([magic, length, header, data]);
}
