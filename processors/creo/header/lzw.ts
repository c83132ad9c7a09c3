const CLEAR_CODE = 256;

/** A code of at most 16 bits stands for at most this many bytes: a stream that claims to expand further is not one. */
const MOST_BYTES_PER_CODE = 1 << 16;
const SHORTEST_CODE_BITS = 9;
/** Sections of real models expand to some megabytes; this leaves room and bounds what a damaged table can ask for. */
const LARGEST_SECTION = 256 * 1024 * 1024;

/**
 * Expands a Unix `compress` stream (`1f 9d`): LZW with codes of 9 bits up to the width in the flag byte, packed least significant bit first.
 * A group of eight codes fills as many bytes as the codes have bits; the rest of a group is skipped whenever the width changes.
 * Returns null for a stream that is not of this kind or that refers to codes it never defined.
 */
export function expandLzw(packed: Uint8Array, expectedSize: number): Uint8Array | null {
  const flags = packed[2];
  if (packed[0] !== 0x1f || packed[1] !== 0x9d || flags === undefined) return null;
  const maxWidth = flags & 0x1f;
  const blockMode = (flags & 0x80) !== 0;
  if (maxWidth < 9 || maxWidth > 16) return null;

  const mostCodes = (packed.length * 8) / SHORTEST_CODE_BITS;
  if (expectedSize > LARGEST_SECTION || expectedSize > mostCodes * MOST_BYTES_PER_CODE) return null;

  const out = new Uint8Array(expectedSize);
  const prefix = new Uint16Array(1 << maxWidth);
  const suffix = new Uint8Array(1 << maxWidth);
  for (let code = 0; code < 256; code += 1) suffix[code] = code;

  const stack = new Uint8Array(1 << maxWidth);
  const firstFree = blockMode ? CLEAR_CODE + 1 : CLEAR_CODE;
  let free = firstFree;
  let width = 9;
  let written = 0;
  let previous = -1;
  let firstByte = 0;
  let groupBit = 24;
  let bit = 24;
  const endBit = packed.length * 8;

  const startGroup = (newWidth: number): void => {
    const groupBits = width * 8;
    const used = (bit - groupBit) % groupBits;
    if (used > 0) bit += groupBits - used;
    groupBit = bit;
    width = newWidth;
  };

  while (bit + width <= endBit && written < expectedSize) {
    if (free > (1 << width) - 1 && width < maxWidth) {
      startGroup(width + 1);
      continue;
    }
    let code = readBits(packed, bit, width);
    bit += width;
    if (code === CLEAR_CODE && blockMode) {
      startGroup(9);
      free = firstFree;
      previous = -1;
      continue;
    }
    if (previous < 0) {
      if (code > 255) return null;
      out[written] = code;
      written += 1;
      firstByte = code;
      previous = code;
      continue;
    }
    const incoming = code;
    let depth = 0;
    if (code >= free) {
      if (code > free) return null;
      stack[depth] = firstByte;
      depth += 1;
      code = previous;
    }
    while (code > 255) {
      stack[depth] = suffix[code] ?? 0;
      depth += 1;
      code = prefix[code] ?? 0;
    }
    firstByte = code;
    stack[depth] = code;
    depth += 1;
    if (written + depth > expectedSize) return null;
    while (depth > 0) {
      depth -= 1;
      out[written] = stack[depth] ?? 0;
      written += 1;
    }
    if (free < 1 << maxWidth) {
      prefix[free] = previous;
      suffix[free] = firstByte;
      free += 1;
    }
    previous = incoming;
  }
  return written === expectedSize ? out : null;
}

function readBits(bytes: Uint8Array, bit: number, width: number): number {
  const at = bit >> 3;
  const window = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);
  return (window >> (bit & 7)) & ((1 << width) - 1);
}
