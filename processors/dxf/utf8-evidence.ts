/** How far bytes that are not all ASCII speak for UTF-8. */
export interface Utf8Evidence {
  /** Characters of two bytes up to U+00FF: accents and signs such as `°`, `±`, `Ø`. */
  readonly latin: number;
  /** Other characters of two bytes; pairs of a double-byte code page look like them now and then. */
  readonly pairs: number;
  /** Characters of three and four bytes; next to never an accident. */
  readonly long: number;
  /** Bytes that belong to no character, those of a character that was cut included. */
  readonly broken: number;
}

/** Broken bytes that are forgiven per sound character: long texts are stored in pieces that may cut one. */
const forgiven = 0.1;

export function utf8Evidence(bytes: Uint8Array): Utf8Evidence {
  let latin = 0;
  let pairs = 0;
  let long = 0;
  let broken = 0;
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      at += 1;
      continue;
    }
    const size = characterSize(lead);
    let end = at + 1;
    while (end < at + size && ((bytes[end] ?? 0) & 0xc0) === 0x80) end++;
    if (size === 0 || end < at + size) broken += end - at;
    else if (size > 2) long += 1;
    else if (lead <= 0xc3) latin += 1;
    else pairs += 1;
    at = end;
  }
  return { latin, pairs, long, broken };
}

/** Whether the bytes are UTF-8 but for characters that were cut. */
export function isMostlyUtf8({ latin, pairs, long, broken }: Utf8Evidence): boolean {
  return broken <= forgiven * (latin + pairs + long);
}

/** Whether valid UTF-8 may as well be a few words in a double-byte code page: nothing but pairs of bytes, and no common sign. */
export function isAmbiguous({ latin, pairs, long }: Utf8Evidence): boolean {
  return pairs > 0 && long === 0 && latin === 0;
}

/** Bytes of a character by its first; 0 where none begins so. */
function characterSize(lead: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}
