import { compose, type Matrix } from './geometry.js';
import type { HiddenLayers } from './layers.js';
import type { PdfiumLibrary } from './library.js';

/** A straight stroke in points of the shown page. */
export interface Segment {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** One run of a pen without lifting it, with its corners (curves as chords). */
export interface Outline {
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly curved: boolean;
  readonly filled: boolean;
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

export interface PageArtwork {
  /** Straight strokes, including the sides of polygons and the middle lines of thin filled bars. */
  readonly segments: Segment[];
  /** Runs of three corners and more that are small enough to be a drawn symbol or a balloon. */
  readonly outlines: Outline[];
  readonly images: number;
  /** Area of the largest image over the page's. */
  readonly imageShare: number;
  readonly objects: number;
  /** Path segments read, curves included. */
  readonly pathSegments: number;
  /** The page has more path segments than were read. */
  readonly truncated: boolean;
}

/** Points; larger runs are part geometry, not symbols. */
const largestOutline = 60;
/** Points; a filled bar thinner than this is a ruling line. */
const thickestBar = 2.2;

const mostCorners = 12;

/** fpdf_edit.h */
const objectText = 1;
const objectPath = 2;
const objectImage = 3;
const objectForm = 5;
const segmentLineTo = 0;
const segmentBezierTo = 1;
const segmentMoveTo = 2;

/** Reads the page's paths, at most `limit` path segments, without those on layers that are off; the texts there are named. */
export function readArtwork(
  pdfium: PdfiumLibrary,
  page: number,
  toShown: Matrix,
  pageArea: number,
  limit: number,
  layers: HiddenLayers,
): PageArtwork & { readonly hiddenTexts: ReadonlySet<number> } {
  const reader = new ArtworkReader(pdfium, pageArea, limit, layers);
  const count = pdfium.c.FPDFPage_CountObjects(page);
  for (let index = 0; index < count; index++) reader.object(pdfium.c.FPDFPage_GetObject(page, index), toShown, 0);
  return reader;
}

/** Form XObjects nest; a file may nest them in a circle. */
const deepestForm = 12;

class ArtworkReader implements PageArtwork {
  readonly segments: Segment[] = [];
  readonly outlines: Outline[] = [];
  images = 0;
  imageShare = 0;
  objects = 0;
  truncated = false;
  pathSegments = 0;
  readonly #pdfium: PdfiumLibrary;
  readonly #pageArea: number;
  readonly #limit: number;
  readonly #layers: HiddenLayers;
  readonly hiddenTexts = new Set<number>();

  constructor(pdfium: PdfiumLibrary, pageArea: number, limit: number, layers: HiddenLayers) {
    this.#pdfium = pdfium;
    this.#layers = layers;
    this.#pageArea = pageArea;
    this.#limit = limit;
  }

  object(object: number, outer: Matrix, depth: number): void {
    const { c } = this.#pdfium;
    if (object === 0 || this.truncated) return;
    if (this.#layers.hide(object)) {
      this.#hide(object, depth);
      return;
    }
    this.objects++;
    const type = c.FPDFPageObj_GetType(object);
    if (type === objectPath) this.#path(object, outer);
    else if (type === objectImage) this.#image(object, outer);
    else if (type === objectForm && depth < deepestForm) {
      const matrix = compose(outer, this.#matrix(object));
      const count = c.FPDFFormObj_CountObjects(object);
      for (let index = 0; index < count; index++) this.object(c.FPDFFormObj_GetObject(object, index), matrix, depth + 1);
    }
  }

  /** Everything in a hidden form is hidden. */
  #hide(object: number, depth: number): void {
    const { c } = this.#pdfium;
    const type = c.FPDFPageObj_GetType(object);
    if (type === objectText) this.hiddenTexts.add(object);
    if (type !== objectForm || depth >= deepestForm) return;
    const count = c.FPDFFormObj_CountObjects(object);
    for (let index = 0; index < count; index++) this.#hide(c.FPDFFormObj_GetObject(object, index), depth + 1);
  }

  #matrix(object: number): Matrix {
    const { c, scratch } = this.#pdfium;
    if (c.FPDFPageObj_GetMatrix(object, scratch) === 0) return [1, 0, 0, 1, 0, 0];
    const at = (index: number) => this.#pdfium.f32(index);
    return [at(0), at(1), at(2), at(3), at(4), at(5)];
  }

  #image(object: number, outer: Matrix): void {
    const [a, b, c, d] = compose(outer, this.#matrix(object));
    this.images++;
    this.imageShare = Math.max(this.imageShare, Math.abs(a * d - b * c) / this.#pageArea);
  }

  #path(object: number, outer: Matrix): void {
    const { c, scratch } = this.#pdfium;
    const [a, b, cc, d, e, f] = compose(outer, this.#matrix(object));
    c.FPDFPath_GetDrawMode(object, scratch, scratch + 4);
    const filled = this.#pdfium.i32(0) !== 0;
    const stroked = this.#pdfium.i32(1) !== 0;
    // Neither filled nor stroked: a clip path.
    if (!filled && !stroked) return;
    const count = c.FPDFPath_CountSegments(object);
    let run: [number, number][] = [];
    let curved = false;
    const lift = () => {
      this.#add(run, curved, filled && !stroked);
      run = [];
      curved = false;
    };
    for (let index = 0; index < count; index++) {
      if (++this.pathSegments > this.#limit) {
        this.truncated = true;
        break;
      }
      const segment = c.FPDFPath_GetPathSegment(object, index);
      const type = c.FPDFPathSegment_GetType(segment);
      c.FPDFPathSegment_GetPoint(segment, scratch, scratch + 4);
      const x = this.#pdfium.f32(0);
      const y = this.#pdfium.f32(1);
      const point: [number, number] = [a * x + cc * y + e, b * x + d * y + f];
      if (type === segmentMoveTo) {
        lift();
        run.push(point);
      } else if (type === segmentLineTo) run.push(point);
      else if (type === segmentBezierTo) {
        // Three segments per curve: two control points and the end. The chord through the ends is enough here.
        curved = true;
        if (++this.#bezier % 3 === 0) run.push(point);
      }
      if (c.FPDFPathSegment_GetClose(segment) !== 0 && run[0] !== undefined) run.push(run[0]);
    }
    this.#bezier = 0;
    lift();
  }

  #bezier = 0;

  #add(points: [number, number][], curved: boolean, filledOnly: boolean): void {
    if (points.length < 2) return;
    const box = boxOf(points);
    const width = box.x1 - box.x0;
    const height = box.y1 - box.y0;
    if (filledOnly && !curved && Math.min(width, height) <= thickestBar) {
      const middleX = (box.x0 + box.x1) / 2;
      const middleY = (box.y0 + box.y1) / 2;
      const bar = width >= height ? { ...box, y0: middleY, y1: middleY } : { ...box, x0: middleX, x1: middleX };
      this.segments.push(bar);
      return;
    }
    // A run of many corners is a curve in chords: its sides rule no cell and point nowhere.
    if (!curved && points.length <= mostCorners) {
      for (let index = 1; index < points.length; index++) {
        const [from, to] = [points[index - 1], points[index]];
        if (from && to) this.segments.push({ x0: from[0], y0: from[1], x1: to[0], y1: to[1] });
      }
    }
    if (points.length > 2 && width <= largestOutline && height <= largestOutline) {
      this.outlines.push({ points, curved, filled: filledOnly, ...box });
    }
  }
}

function boxOf(points: readonly (readonly [number, number])[]): Segment {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    if (x < x0) x0 = x;
    if (x > x1) x1 = x;
    if (y < y0) y0 = y;
    if (y > y1) y1 = y;
  }
  return { x0, y0, x1, y1 };
}
