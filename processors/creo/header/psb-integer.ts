/** An integer of PTC's PSB encoding and its width in bytes. */
export interface PsbInteger {
  readonly value: number;
  readonly size: number;
}

/** `00`-`7f` one byte, `80`-`bf` two, `c0`-`df` three, `eb` four more; `f5` negates what follows, `f6` is the absent value (-1). */
export function readPsbInteger(bytes: Uint8Array, at: number): PsbInteger | null {
  const byte = bytes[at];
  if (byte === undefined) return null;
  const next = (offset: number): number => bytes[at + offset] ?? 0;
  if (byte < 0x80) return { value: byte, size: 1 };
  if (byte < 0xc0) return { value: ((byte - 0x80) << 8) | next(1), size: 2 };
  if (byte < 0xe0) return { value: ((byte - 0xc0) << 16) | (next(1) << 8) | next(2), size: 3 };
  if (byte === 0xeb) return { value: ((next(1) << 24) | (next(2) << 16) | (next(3) << 8) | next(4)) >>> 0, size: 5 };
  if (byte === 0xf6) return { value: -1, size: 1 };
  if (byte === 0xf5) {
    const magnitude = readPsbInteger(bytes, at + 1);
    return magnitude === null ? null : { value: -magnitude.value, size: magnitude.size + 1 };
  }
  return null;
}
