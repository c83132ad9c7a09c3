import { rootShares } from './histogram.js';
import { unitVector } from './vector.js';

/** Grey values row by row, 0 black to 255 white. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

const side = 48;
const cells = 6;
const orientations = 8;
const coarse = 8;
const rings = 16;
const harmonics = 10;
/** A pixel belongs to the picture when it differs from the background by more. */
const threshold = 24;
const weights = { gradients: 0.7, occupancy: 0.3, polar: 0.8 };

/**
 * A picture of a part on an even background, cropped to the part and brought to one size: oriented gradients in 6 x 6 cells (Dalal and
 * Triggs, CVPR 2005), coverage in 8 x 8, and the strength of ten angular frequencies in each of 16 rings around the centre, which turning
 * the picture does not change.
 * @returns 512 numbers of length 1, or null for an empty picture
 */
export function embedImage(raster: Raster): number[] | null {
  const box = foreground(raster);
  if (box === null) return null;
  const picture = resampled(raster, box);
  return unitVector([
    ...scaled(gradients(picture), weights.gradients),
    ...scaled(occupancy(picture), weights.occupancy),
    ...scaled(polar(picture), weights.polar),
  ]);
}

/** The mean of the views of one model. */
export function poolViews(views: readonly (readonly number[])[]): number[] | null {
  const [first] = views;
  if (first === undefined) return null;
  return unitVector(first.map((_, at) => views.reduce((sum, view) => sum + (view[at] ?? 0), 0)));
}

interface Foreground {
  readonly background: number;
  readonly centreX: number;
  readonly centreY: number;
  readonly half: number;
}

/** The square around what differs from the border's middle grey. */
function foreground({ width, height, grey }: Raster): Foreground | null {
  const border: number[] = [];
  for (let x = 0; x < width; x++) border.push(grey[x] ?? 0, grey[(height - 1) * width + x] ?? 0);
  for (let y = 0; y < height; y++) border.push(grey[y * width] ?? 0, grey[y * width + width - 1] ?? 0);
  const background = border.sort((a, b) => a - b)[border.length >> 1] ?? 255;
  let [minX, minY, maxX, maxY] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (Math.abs((grey[y * width + x] ?? 0) - background) <= threshold) continue;
      minX = Math.min(minX, x);
      maxX = Math.max(maxX, x);
      minY = Math.min(minY, y);
      maxY = Math.max(maxY, y);
    }
  }
  if (maxX < 0) return null;
  const half = Math.max(maxX - minX + 1, maxY - minY + 1) / 2;
  return { background, centreX: (minX + maxX + 1) / 2, centreY: (minY + maxY + 1) / 2, half };
}

/** Difference from the background, 0..1, in a square of `side` pixels; each is the mean of what it covers. */
function resampled({ width, height, grey }: Raster, { background, centreX, centreY, half }: Foreground): Float64Array {
  const picture = new Float64Array(side * side);
  const pitch = (2 * half) / side;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const [x0, y0] = [centreX - half + column * pitch, centreY - half + row * pitch];
      let sum = 0;
      let count = 0;
      for (let y = Math.floor(y0); y < Math.max(y0 + pitch, Math.floor(y0) + 1); y++) {
        for (let x = Math.floor(x0); x < Math.max(x0 + pitch, Math.floor(x0) + 1); x++) {
          const inside = x >= 0 && y >= 0 && x < width && y < height;
          sum += inside ? Math.abs((grey[y * width + x] ?? 0) - background) : 0;
          count += 1;
        }
      }
      picture[row * side + column] = count === 0 ? 0 : sum / count / 255;
    }
  }
  return picture;
}

function gradients(picture: Float64Array): Float64Array {
  const bins = new Float64Array(cells * cells * orientations);
  const at = (x: number, y: number): number => picture[y * side + x] ?? 0;
  for (let y = 1; y < side - 1; y++) {
    for (let x = 1; x < side - 1; x++) {
      const [dx, dy] = [at(x + 1, y) - at(x - 1, y), at(x, y + 1) - at(x, y - 1)];
      const strength = Math.hypot(dx, dy);
      if (strength === 0) continue;
      const turn = ((Math.atan2(dy, dx) / Math.PI + 1) % 1) * orientations;
      const cell = Math.floor((y * cells) / side) * cells + Math.floor((x * cells) / side);
      const low = Math.floor(turn) % orientations;
      const share = turn - Math.floor(turn);
      const [first, second] = [cell * orientations + low, cell * orientations + ((low + 1) % orientations)];
      bins[first] = (bins[first] ?? 0) + strength * (1 - share);
      bins[second] = (bins[second] ?? 0) + strength * share;
    }
  }
  return rootShares(bins);
}

function occupancy(picture: Float64Array): Float64Array {
  const bins = new Float64Array(coarse * coarse);
  picture.forEach((value, index) => {
    const [x, y] = [index % side, Math.floor(index / side)];
    const at = Math.floor((y * coarse) / side) * coarse + Math.floor((x * coarse) / side);
    bins[at] = (bins[at] ?? 0) + value;
  });
  return rootShares(bins);
}

function polar(picture: Float64Array): Float64Array {
  const strengths = new Float64Array(rings * harmonics);
  const samples = 64;
  const middle = side / 2;
  for (let ring = 0; ring < rings; ring++) {
    const radius = ((ring + 0.5) / rings) * middle;
    const values = Array.from({ length: samples }, (_, sample) => {
      const angle = (2 * Math.PI * sample) / samples;
      const [x, y] = [Math.floor(middle + radius * Math.cos(angle)), Math.floor(middle + radius * Math.sin(angle))];
      return picture[y * side + x] ?? 0;
    });
    for (let harmonic = 0; harmonic < harmonics; harmonic++) {
      let [real, imaginary] = [0, 0];
      values.forEach((value, sample) => {
        const angle = (2 * Math.PI * harmonic * sample) / samples;
        real += value * Math.cos(angle);
        imaginary += value * Math.sin(angle);
      });
      strengths[ring * harmonics + harmonic] = Math.hypot(real, imaginary) * Math.sqrt(ring + 0.5);
    }
  }
  return rootShares(strengths);
}

const scaled = (values: Float64Array, weight: number): Float64Array => values.map((value) => value * weight);
