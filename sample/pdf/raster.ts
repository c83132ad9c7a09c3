import type { LineStyle, Primitive } from '../drawing/primitives.js';
import { strokeText } from '../drawing/stroke-lettering.js';
import { type Point, polar, radians } from '../part/outline.js';
import type { Random } from '../random.js';

/** How a sheet went through the scanner. */
export interface ScanOptions {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly dpi: number;
  readonly skewDeg: number;
  /** Peak deviation of the paper's grey. */
  readonly noise: number;
  readonly jpegQuality: number;
}

const penMm: Readonly<Record<LineStyle, number>> = {
  border: 0.7,
  visible: 0.5,
  thin: 0.22,
  hidden: 0.3,
  centre: 0.22,
  phantom: 0.22,
};
const dashMm: Partial<Record<LineStyle, readonly number[]>> = {
  hidden: [3, 1.5],
  centre: [8, 1.5, 1.5, 1.5],
  phantom: [8, 1.5, 1.5, 1.5, 1.5, 1.5],
};

/**
 * A sheet as a scanner sees it: grey pixels, slightly turned, with noise and specks, as JPEG.
 * Drawn by a rasteriser of our own, because a renderer with system fonts gives other bytes on other machines.
 */
export async function scan(primitives: readonly Primitive[], options: ScanOptions, random: Random): Promise<Buffer> {
  // Loaded where a picture is made: a worker must start where the native library does not load.
  const { default: sharp } = await import('sharp');
  const raster = new Raster(options);
  for (const primitive of primitives) raster.draw(primitive);
  raster.age(options.noise, random);
  return sharp(raster.pixels, { raw: { width: raster.width, height: raster.height, channels: 1 } })
    .jpeg({ quality: options.jpegQuality, mozjpeg: false, progressive: false })
    .withMetadata({ density: options.dpi })
    .toBuffer();
}

class Raster {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  readonly #perMm: number;
  readonly #cos: number;
  readonly #sin: number;
  readonly #middle: Point;

  constructor({ widthMm, heightMm, dpi, skewDeg }: ScanOptions) {
    this.#perMm = dpi / 25.4;
    this.width = Math.round(widthMm * this.#perMm);
    this.height = Math.round(heightMm * this.#perMm);
    this.pixels = new Uint8Array(this.width * this.height).fill(255);
    this.#cos = Math.cos(radians(skewDeg));
    this.#sin = Math.sin(radians(skewDeg));
    this.#middle = { x: widthMm / 2, y: heightMm / 2 };
  }

  draw(primitive: Primitive): void {
    switch (primitive.kind) {
      case 'path':
        this.#polyline(
          primitive.closed ? [...primitive.points, ...primitive.points.slice(0, 1)] : primitive.points,
          penMm[primitive.style],
          dashMm[primitive.style],
        );
        break;
      case 'arc': {
        const sweep =
          primitive.endDeg > primitive.startDeg
            ? primitive.endDeg - primitive.startDeg
            : primitive.endDeg + 360 - primitive.startDeg;
        const steps = Math.max(8, Math.ceil(sweep / 6));
        const points = Array.from({ length: steps + 1 }, (_, step) =>
          polar(primitive.centre, primitive.radius, primitive.startDeg + (sweep * step) / steps),
        );
        this.#polyline(points, penMm[primitive.style], dashMm[primitive.style]);
        break;
      }
      case 'fill':
        this.#hatch(primitive.points);
        break;
      case 'text':
        for (const stroke of strokeText(primitive))
          this.#polyline(stroke, Math.max(0.2, primitive.height * (primitive.bold ? 0.16 : 0.11)));
    }
  }

  /** Paper grey, noise from a repeated table, and a few specks. */
  age(noise: number, random: Random): void {
    const table = Int8Array.from({ length: 65_521 }, () => Math.round((random.next() + random.next() - 1) * noise));
    const paper = random.int(240, 250);
    for (let index = 0; index < this.pixels.length; index++) {
      const ink = this.pixels[index] ?? 255;
      const grey = 25 + ((paper - 25) * ink) / 255 + (table[index % table.length] ?? 0);
      this.pixels[index] = Math.max(0, Math.min(255, Math.round(grey)));
    }
    for (let speck = random.int(20, 80); speck > 0; speck--) {
      this.pixels[random.int(0, this.pixels.length - 1)] = random.int(60, 160);
    }
  }

  #pixel({ x, y }: Point): Point {
    const [dx, dy] = [x - this.#middle.x, y - this.#middle.y];
    return {
      x: (this.#middle.x + dx * this.#cos - dy * this.#sin) * this.#perMm,
      y: this.height - (this.#middle.y + dx * this.#sin + dy * this.#cos) * this.#perMm,
    };
  }

  #polyline(points: readonly Point[], penWidthMm: number, dash?: readonly number[]): void {
    const half = Math.max(0.6, (penWidthMm * this.#perMm) / 2);
    let phase = 0;
    for (let index = 1; index < points.length; index++) {
      const [from, to] = [points[index - 1], points[index]];
      if (from === undefined || to === undefined) continue;
      if (dash === undefined) this.#segment(this.#pixel(from), this.#pixel(to), half);
      else phase = this.#dashed(from, to, dash, phase, half);
    }
  }

  #dashed(from: Point, to: Point, dash: readonly number[], phase: number, half: number): number {
    const length = Math.sqrt((to.x - from.x) ** 2 + (to.y - from.y) ** 2);
    const total = dash.reduce((sum, part) => sum + part, 0);
    const at = (t: number): Point =>
      this.#pixel({ x: from.x + ((to.x - from.x) * t) / length, y: from.y + ((to.y - from.y) * t) / length });
    let position = 0;
    while (position < length) {
      let rest = (phase + position) % total;
      let part = 0;
      while (rest >= (dash[part] ?? total)) rest -= dash[part++] ?? total;
      const end = Math.min(length, position + Math.max(0.01, (dash[part] ?? total) - rest));
      if (part % 2 === 0) this.#segment(at(position), at(end), half);
      position = end;
    }
    return (phase + length) % total;
  }

  /** A thick line with round ends: coverage falls from 1 to 0 over one pixel at the rim. */
  #segment(from: Point, to: Point, half: number): void {
    const reach = half + 1;
    const [x0, x1] = [
      Math.max(0, Math.floor(Math.min(from.x, to.x) - reach)),
      Math.min(this.width - 1, Math.ceil(Math.max(from.x, to.x) + reach)),
    ];
    const [y0, y1] = [
      Math.max(0, Math.floor(Math.min(from.y, to.y) - reach)),
      Math.min(this.height - 1, Math.ceil(Math.max(from.y, to.y) + reach)),
    ];
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const lengthSquared = dx * dx + dy * dy;
    for (let y = y0; y <= y1; y++) {
      const [left, right] = this.#span(from, to, y, reach, x0, x1);
      for (let x = left; x <= right; x++) {
        const t =
          lengthSquared === 0 ? 0 : Math.max(0, Math.min(1, ((x + 0.5 - from.x) * dx + (y + 0.5 - from.y) * dy) / lengthSquared));
        const away = Math.sqrt((x + 0.5 - from.x - t * dx) ** 2 + (y + 0.5 - from.y - t * dy) ** 2);
        const coverage = Math.max(0, Math.min(1, half + 0.5 - away));
        const index = y * this.width + x;
        const shade = Math.round(255 * (1 - coverage));
        if (shade < (this.pixels[index] ?? 255)) this.pixels[index] = shade;
      }
    }
  }

  /** The pixels of a row that a long slanted line can touch. */
  #span(from: Point, to: Point, y: number, reach: number, x0: number, x1: number): [number, number] {
    const dy = to.y - from.y;
    if (Math.abs(dy) < 1e-6) return [x0, x1];
    const slope = (to.x - from.x) / dy;
    const middle = from.x + (y + 0.5 - from.y) * slope;
    const wide = reach * Math.sqrt(1 + slope * slope) + 1;
    return [Math.max(x0, Math.floor(middle - wide)), Math.min(x1, Math.ceil(middle + wide))];
  }

  #hatch(points: readonly Point[]): void {
    const [tip, ...base] = points;
    const [a, b] = base;
    if (tip === undefined || a === undefined || b === undefined) return;
    const steps = 8;
    for (let step = 0; step <= steps; step++) {
      const t = step / steps;
      this.#segment(this.#pixel(tip), this.#pixel({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t }), 0.6);
    }
  }
}
