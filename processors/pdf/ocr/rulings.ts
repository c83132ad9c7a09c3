import type { Segment } from '../pdfium/paths.js';
import { transposed } from './raster.js';
import type { GreyImage } from './recogniser.js';

/** Grey value below which a pixel is ink. */
const ink = 150;
/** Pixels; letters have no strokes as long, title blocks no lines as short. */
const shortest = 60;
const thickest = 9;
const bridged = 3;

/** The straight level and upright lines of a picture. */
export interface PictureLines {
  readonly level: readonly Bar[];
  readonly upright: readonly Bar[];
}

export function linesIn(image: GreyImage): PictureLines {
  // Turned about its diagonal: a walk down each column would fetch another line of the cache at every pixel.
  return { level: bars(image), upright: bars(transposed(image)) };
}

/** The lines of a scanned page as strokes in points. */
export function segmentsOf({ level, upright }: PictureLines, { height }: GreyImage, dpi: number): Segment[] {
  const perPixel = 72 / dpi;
  const middle = (bar: Bar) => ((bar.first + bar.last + 1) / 2) * perPixel;
  const top = height * perPixel;
  return [
    ...level.map((bar) => ({ x0: bar.from * perPixel, x1: bar.to * perPixel, y0: top - middle(bar), y1: top - middle(bar) })),
    ...upright.map((bar) => ({ x0: middle(bar), x1: middle(bar), y0: top - bar.to * perPixel, y1: top - bar.from * perPixel })),
  ];
}

/**
 * The picture without its long lines, which a recogniser takes for letters or joins to them. Where ink goes on at both sides
 * of a line, something crosses it and stays.
 */
export function withoutLines(image: GreyImage, { level, upright }: PictureLines): GreyImage {
  const { width, height } = image;
  const pixels = Uint8Array.from(image.pixels);
  const erase = (bar: Bar, at: (along: number, across: number) => number, rows: number) => {
    const [before, after] = [Math.max(0, bar.first - 2), Math.min(rows - 1, bar.last + 2)];
    for (let along = bar.from; along < bar.to; along++) {
      const crossed = (image.pixels[at(along, before)] ?? 255) < ink && (image.pixels[at(along, after)] ?? 255) < ink;
      if (crossed) continue;
      for (let across = before + 1; across < after; across++) pixels[at(along, across)] = 255;
    }
  };
  for (const bar of level) erase(bar, (along, across) => across * width + along, height);
  for (const bar of upright) erase(bar, (along, across) => along * width + across, width);
  return { width, height, pixels };
}

/** Rows (or columns) `first` to `last` of ink, from pixel `from` to before pixel `to`. */
interface Bar {
  first: number;
  last: number;
  from: number;
  to: number;
}

/** Runs in neighbouring rows are one bar; bars thicker than a pen are shading. */
function bars({ width, height, pixels }: GreyImage): Bar[] {
  const finished: Bar[] = [];
  let open: Bar[] = [];
  for (let row = 0; row < height; row++) {
    const found = runsInRow(pixels.subarray(row * width, (row + 1) * width));
    const next: Bar[] = [];
    for (const [from, to] of found) {
      const bar = open.find((other) => other.from <= to && other.to >= from && other.last === row - 1);
      if (bar) {
        bar.last = row;
        bar.from = Math.min(bar.from, from);
        bar.to = Math.max(bar.to, to);
        if (!next.includes(bar)) next.push(bar);
      } else next.push({ first: row, last: row, from, to });
    }
    finished.push(...open.filter((bar) => !next.includes(bar)));
    open = next;
  }
  return [...finished, ...open].filter((bar) => bar.last - bar.first < thickest);
}

function runsInRow(pixels: Uint8Array): [number, number][] {
  const found: [number, number][] = [];
  let start = -1;
  let last = -1;
  for (let along = 0; along < pixels.length; along++) {
    if ((pixels[along] ?? 255) >= ink) continue;
    if (start >= 0 && along - last > bridged) {
      if (last - start >= shortest) found.push([start, last + 1]);
      start = -1;
    }
    if (start < 0) start = along;
    last = along;
  }
  if (start >= 0 && last - start >= shortest) found.push([start, last + 1]);
  return found;
}
