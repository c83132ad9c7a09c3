/**
 * A scalar of PTC's PSB encoding and its width in bytes. The encoding drops what is common in a double: its leading byte or two, and a
 * repeated or zero tail. Only forms are read that were checked against files whose numbers prove each other (volume times density is mass,
 * a bounding box's corners, the rows of rotation matrices); for every other form the answer is null, never a guess.
 */
export interface PsbDouble {
  readonly value: number;
  readonly size: number;
}

/** One byte that stands for a whole number. */
const constants: Readonly<Record<number, number>> = { 0x07: 0.001, 0x0f: 1, 0x18: 0 };

/** Lead byte of a form -> first byte of the IEEE 754 double. `+0`: seven more bytes; `+1`: one byte and a fill; `+2`: two bytes, then zeros. */
const leads: readonly (readonly [number, number])[] = [
  [0x23, 0x3e],
  [0x28, 0x3f],
  [0x2d, 0x40],
  [0x3c, 0xbe],
  [0x41, 0xbf],
  [0x46, 0xc0],
];

const buffer = new DataView(new ArrayBuffer(8));

export function readPsbDouble(bytes: Uint8Array, at: number): PsbDouble | null {
  const lead = bytes[at];
  if (lead === undefined) return null;
  const constant = constants[lead];
  if (constant !== undefined) return { value: constant, size: 1 };

  for (const [full, first] of leads) {
    if (lead === full) return fromBytes(bytes, at, 8, [first], 1, 7, 0);
    // Without their own lead in a checked file, the short forms of 3E and BE stay unread.
    if (first === 0x3e || first === 0xbe) continue;
    if (lead === full + 1) return fromBytes(bytes, at, 3, [first], 1, 1, bytes[at + 2] ?? 0);
    if (lead === full + 2) return fromBytes(bytes, at, 3, [first], 1, 2, 0);
  }
  if (lead >= 0x5e && lead <= 0xa2) {
    const second = (lead - 0x8b) & 0xff;
    return fromBytes(bytes, at, 7, [second >= 0x80 ? 0x3f : 0x40, second], 1, 6, 0);
  }
  if (lead >= 0xb3 && lead <= 0xc8) return fromBytes(bytes, at, 7, [0xbf, lead - 0xd3 + 0x100], 1, 6, 0);
  return null;
}

/** Lays `head`, then `count` bytes from `at + skip`, then `fill` into a big-endian double. */
function fromBytes(
  bytes: Uint8Array,
  at: number,
  size: number,
  head: readonly number[],
  skip: number,
  count: number,
  fill: number,
): PsbDouble | null {
  if (at + size > bytes.length) return null;
  for (let index = 0; index < 8; index += 1) {
    const tail = index - head.length;
    const byte = index < head.length ? head[index] : tail < count ? bytes[at + skip + tail] : fill;
    buffer.setUint8(index, byte ?? 0);
  }
  const value = buffer.getFloat64(0);
  return Number.isFinite(value) ? { value, size } : null;
}
