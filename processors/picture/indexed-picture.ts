import type { Bitmap } from './bitmap.js';

/** A picture of few colours: what line art is. */
export interface IndexedPicture {
  readonly width: number;
  readonly height: number;
  /** `height` rows of `width` numbers of colours, from the top. */
  readonly pixels: Uint8Array;
  /** Colours as 0xrrggbb, at most 256. */
  readonly palette: readonly number[];
}

const maxColours = 256;
const white = 0xffffff;
const whiteKey = 0xfff;
/** Slots of the hash table; four per colour keep its chains short. */
const slots = 4 * maxColours;

/**
 * The picture with each channel rounded to one of 16 steps: of smoothed lines the eye sees no difference.
 * @returns null when there are more than 256 colours: it is no line art
 */
export function indexedPicture({ width, height, pixels: colours }: Bitmap): IndexedPicture | null {
  const pixels = new Uint8Array(width * height);
  const palette = [white];
  const keys = new Int32Array(slots).fill(-1);
  const numbers = new Uint8Array(slots);
  const fours = colours.length - (colours.length % 4);
  for (let from = 0; from < colours.length; from += 4) {
    // Nearly all of a sheet is paper, and the picture is made of it.
    const isWhole = from < fours;
    if (
      isWhole &&
      ((colours[from] ?? 0) & (colours[from + 1] ?? 0) & (colours[from + 2] ?? 0) & (colours[from + 3] ?? 0) & white) === white
    )
      continue;
    for (let at = from, to = isWhole ? from + 4 : colours.length; at < to; at++) {
      const colour = (colours[at] ?? 0) & white;
      if (colour === white) continue;
      const key = (step(colour >> 16) << 8) | (step((colour >> 8) & 255) << 4) | step(colour & 255);
      if (key === whiteKey) continue;
      let slot = (key * 0x9e5) & (slots - 1);
      while (keys[slot] !== key && keys[slot] !== -1) slot = (slot + 1) & (slots - 1);
      if (keys[slot] === -1) {
        if (palette.length === maxColours) return null;
        keys[slot] = key;
        numbers[slot] = palette.push(colourOf(key)) - 1;
      }
      pixels[at] = numbers[slot] ?? 0;
    }
  }
  return { width, height, pixels, palette };
}

/** 0..255 to the nearest of 0..15, of which each is worth 17. */
function step(value: number): number {
  return ((value + 8) / 17) | 0;
}

function colourOf(key: number): number {
  return ((key >> 8) * 17 * 0x10000) | (((key >> 4) & 15) * 17 * 0x100) | ((key & 15) * 17);
}
