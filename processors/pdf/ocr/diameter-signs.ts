import type { Blob } from './blobs.js';
import type { GreyImage } from './recogniser.js';

/** Grey value below which a pixel is ink. */
const ink = 150;
const lowest = 12;
const highest = 80;

/**
 * Circles with a stroke through them in front of something of their size: recognisers have no such letter and read an 8, a 9 or a 2, which
 * makes another number of the one behind. A nought with a stroke has the same form but is narrow and keeps the stroke inside.
 */
export function diameterSigns(image: GreyImage, blobs: readonly Blob[]): Blob[] {
  const sized = blobs.filter(({ top, bottom }) => bottom - top + 1 >= lowest && bottom - top + 1 <= highest);
  return sized.filter((blob) => {
    const [width, height] = [blob.right - blob.left + 1, blob.bottom - blob.top + 1];
    if (width < (isOverstruck(image, blob) ? 0.55 : 0.78) * height || width > 1.3 * height) return false;
    return isStruckCircle(image, blob) && sized.some((other) => follows(blob, other));
  });
}

/** The picture without these patches; the boxes hold nothing else. */
export function erased(image: GreyImage, blobs: readonly Blob[]): GreyImage {
  if (blobs.length === 0) return image;
  const pixels = Uint8Array.from(image.pixels);
  for (const { left, top, right, bottom } of blobs) {
    for (let row = Math.max(0, top - 1); row <= Math.min(image.height - 1, bottom + 1); row++) {
      pixels.fill(255, row * image.width + Math.max(0, left - 1), row * image.width + Math.min(image.width - 1, right + 1) + 1);
    }
  }
  return { ...image, pixels };
}

/** The stroke goes beyond the circle: the first row of ink is at the right, the last at the left. */
function isOverstruck({ width, pixels }: GreyImage, { left, top, right, bottom }: Blob): boolean {
  const middleOf = (row: number) => {
    const dark: number[] = [];
    for (let x = left; x <= right; x++) if ((pixels[row * width + x] ?? 255) < ink) dark.push(x);
    return dark.length === 0 ? 0.5 : ((dark[0] ?? 0) + (dark.at(-1) ?? 0) - 2 * left) / 2 / (right - left + 1);
  };
  return middleOf(top) > 0.65 && middleOf(bottom) < 0.35;
}

function follows(sign: Blob, other: Blob): boolean {
  const height = sign.bottom - sign.top + 1;
  const gap = other.left - sign.right;
  const share = (Math.min(sign.bottom, other.bottom) - Math.max(sign.top, other.top)) / (other.bottom - other.top + 1);
  const size = (other.bottom - other.top + 1) / height;
  return gap > 0 && gap < 1.3 * height && share > 0.4 && size > 0.45 && size < 1.5;
}

/** Two holes, one up and to the left of the other and of about its size. */
function isStruckCircle(image: GreyImage, blob: Blob): boolean {
  const holes = holesOf(image, blob);
  const [first, second] = holes;
  if (holes.length !== 2 || !first || !second) return false;
  const [upper, lower] = first.y < second.y ? [first, second] : [second, first];
  const [width, height] = [blob.right - blob.left + 1, blob.bottom - blob.top + 1];
  if (Math.min(upper.area, lower.area) < 0.3 * Math.max(upper.area, lower.area)) return false;
  return lower.x - upper.x > 0.14 * width && lower.y - upper.y > 0.08 * height;
}

interface Hole {
  readonly area: number;
  readonly x: number;
  readonly y: number;
}

/** Patches of paper that ink closes in; specks of a pixel or three do not count. */
function holesOf({ width, pixels }: GreyImage, { left, top, right, bottom }: Blob): Hole[] {
  const [columns, rows] = [right - left + 3, bottom - top + 3];
  const seen = new Uint8Array(columns * rows);
  for (let row = 1; row < rows - 1; row++) {
    for (let column = 1; column < columns - 1; column++) {
      if ((pixels[(top + row - 1) * width + left + column - 1] ?? 255) < ink) seen[row * columns + column] = 1;
    }
  }
  const holes: Hole[] = [];
  for (let start = 0; start < seen.length; start++) {
    if (seen[start] === 1) continue;
    const hole = flood(seen, columns, start);
    if (start > 0 && hole.area > 3) holes.push(hole);
  }
  return holes;
}

function flood(seen: Uint8Array, columns: number, start: number): Hole {
  let [area, x, y] = [0, 0, 0];
  const open = [start];
  seen[start] = 1;
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    area++;
    x += at % columns;
    y += Math.floor(at / columns);
    for (const next of [at - columns, at + columns, at % columns > 0 ? at - 1 : -1, (at + 1) % columns > 0 ? at + 1 : -1]) {
      if (next < 0 || next >= seen.length || seen[next] === 1) continue;
      seen[next] = 1;
      open.push(next);
    }
  }
  return { area, x: x / area, y: y / area };
}
