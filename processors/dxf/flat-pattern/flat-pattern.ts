import type { Container, Drawing } from '../drawing.js';
import type { BlockGraph } from '../block-graph.js';
import { keyOf } from '../block-graph.js';
import { placedContainers } from '../placed-containers.js';
import { titleBlockName } from '../sheet/attribute-title.js';
import { bendLines, type BendCandidate, type BendLine } from './bend-lines.js';
import { closedContour, distinctContours, findContours, type Contour } from './contours.js';
import { bendDirection, lineRole } from './line-role.js';
import { nest, surrounds, type NestedContour } from './nesting.js';
import { openingOf, type Bounds } from './opening.js';
import { lengthOf, type Segment } from './segment.js';
import { isClosedShape, segmentsOf } from './shape-segments.js';

/** The cut shape of a sheet-metal part. Lengths in drawing units, areas in their squares. */
export interface FlatPattern {
  /** Bounds of the largest part's outline. */
  readonly bounds: Bounds;
  /** Length of its outer outline. */
  readonly perimeter: number;
  /** Area within the outer outline, openings not subtracted. */
  readonly area: number;
  readonly netArea: number;
  /** Length of everything that is cut, all parts of the file together. */
  readonly cutLength: number;
  readonly parts: number;
  readonly holes: readonly { readonly diameter: number; readonly count: number }[];
  readonly slots: readonly { readonly length: number; readonly width: number; readonly count: number }[];
  readonly cutouts: readonly { readonly width: number; readonly height: number; readonly count: number }[];
  readonly bends: readonly BendLine[];
  /** Length of etched and marked lines. */
  readonly markLength: number;
}

/** Beyond this a drawing is a plan, not a part. */
const maxSegments = 40_000;
/** Share of the cut length that closed contours must hold: without a form on the sheet, and with one. */
const closedShare = { bare: 0.6, withForm: 0.85 };
/** Files of several parts are still patterns when they are few and the largest is no trifle. */
const maxParts = 10;
const mainShare = 0.25;
/** Ends nearer than this share of the drawing's size are joined. */
const joinTolerance = 2e-5;

interface Lines {
  /** Pieces that have to be joined to contours. */
  readonly cuts: Segment[];
  /** Curves that are closed as drawn. */
  readonly closed: Segment[][];
  readonly bends: BendCandidate[];
  markLength: number;
}

/**
 * The flat pattern that a model space shows, or null when it shows something else.
 * @param forms places of title blocks and tables: frames around them and lines within them are no cuts
 */
export function findFlatPattern(
  drawing: Drawing,
  graph: BlockGraph,
  nameOf: (id: number) => string,
  forms: readonly Bounds[],
): FlatPattern | null {
  if (drawing.geometry.isTruncated) return null;
  const lines = collect(drawing, graph, nameOf);
  if (lines === null) return null;
  const isCut = (segment: Segment | undefined): boolean =>
    segment !== undefined && !forms.some((form) => surrounds(widened(form), segmentBounds(segment)));
  const loose = lines.cuts.filter(isCut);
  const closed = lines.closed.filter(([first]) => isCut(first));
  const size = sizeOf([...loose, ...closed.flat()]);
  if (size === 0) return null;
  const tolerance = joinTolerance * size;
  const search = findContours(loose, tolerance);
  const drawn = closed.flatMap((segments) => closedContour(segments) ?? []);
  const contours = withoutFrames(distinctContours([...drawn, ...search.contours], tolerance), forms);
  return isPattern(contours, search.openLength, size, forms.length > 0) ? describe(contours, lines) : null;
}

/** Whether the contours are a part with its openings, or a few, rather than a picture that happens to hold closed lines. */
function isPattern(contours: readonly NestedContour[], openLength: number, size: number, hasForm: boolean): boolean {
  const [main] = contours;
  if (main === undefined) return false;
  const total = contours.reduce((sum, { contour }) => sum + contour.length, 0);
  if (total < (hasForm ? closedShare.withForm : closedShare.bare) * (total + openLength)) return false;
  const parts = contours.filter(({ depth }) => depth % 2 === 0).length;
  const mainTotal = contours.reduce(
    (sum, { contour, parent }, index) => sum + (index === 0 || parent === 0 ? contour.length : 0),
    0,
  );
  const { minX, minY, maxX, maxY } = main.bounds;
  if (Math.hypot(maxX - minX, maxY - minY) < mainShare * size) return false;
  return parts === 1 || (parts <= maxParts && mainTotal >= mainShare * total);
}

function describe(contours: readonly NestedContour[], lines: Lines): FlatPattern | null {
  const [main] = contours;
  if (main === undefined) return null;
  const openings = contours.filter(({ parent }) => parent === 0);
  const holes = new Tally();
  const slots = new Tally();
  const cutouts = new Tally();
  let openArea = 0;
  for (const { contour } of openings) {
    openArea += contour.area;
    const opening = openingOf(contour);
    if (opening.kind === 'hole') holes.add(opening.diameter);
    else if (opening.kind === 'slot') slots.add(opening.length, opening.width);
    else cutouts.add(opening.width, opening.height);
  }
  return {
    bounds: main.bounds,
    perimeter: main.contour.length,
    area: main.contour.area,
    netArea: main.contour.area - openArea,
    cutLength: contours.reduce((sum, { contour }) => sum + contour.length, 0),
    parts: contours.filter(({ depth }) => depth % 2 === 0).length,
    holes: holes.list().map(({ sizes: [diameter = 0], count }) => ({ diameter, count })),
    slots: slots.list().map(({ sizes: [length = 0, width = 0], count }) => ({ length, width, count })),
    cutouts: cutouts.list().map(({ sizes: [width = 0, height = 0], count }) => ({ width, height, count })),
    bends: bendLines(lines.bends, main, openings),
    markLength: lines.markLength,
  };
}

/** Equal sizes counted together; they differ by less than a ten-thousandth. */
class Tally {
  private readonly groups: { readonly sizes: readonly number[]; count: number }[] = [];

  add(...sizes: readonly number[]): void {
    const known = this.groups.find((group) =>
      group.sizes.every((size, index) => Math.abs(size - (sizes[index] ?? 0)) <= 1e-4 * size),
    );
    if (known === undefined) this.groups.push({ sizes, count: 1 });
    else known.count += 1;
  }

  /** By rising first size. */
  list(): readonly { readonly sizes: readonly number[]; readonly count: number }[] {
    return this.groups.sort((a, b) => (a.sizes[0] ?? 0) - (b.sizes[0] ?? 0));
  }
}

/** Frames go around forms; what is left is nested anew. */
function withoutFrames(contours: readonly Contour[], forms: readonly Bounds[]): NestedContour[] {
  const nested = nest(contours);
  if (forms.length === 0) return nested;
  const kept = nested.filter(({ bounds }) => !forms.some((form) => surrounds(bounds, form)));
  return nest(kept.map(({ contour }) => contour));
}

/** Sorts the lines of model space by their role; null when there are too many. */
function collect(drawing: Drawing, graph: BlockGraph, nameOf: (id: number) => string): Lines | null {
  const lines: Lines = { cuts: [], closed: [], bends: [], markLength: 0 };
  const roles = new Map<string, ReturnType<typeof lineRole>>();
  const layers = new Map([...drawing.layers.values()].map((layer) => [layer.name.toUpperCase(), layer]));
  let count = 0;
  const wanted = (_: unknown, block: Container): boolean => block.role === 'block' && !titleBlockName.test(block.name);
  for (const { container, map, placement } of placedContainers(drawing, graph, drawing.model, wanted)) {
    for (const shape of drawing.geometry.shapesOf(container.id)) {
      const own = nameOf(shape.layer);
      const layer = own === '0' && placement !== null ? nameOf(placement.layer) : own;
      const record = layers.get(keyOf(layer));
      if (record?.isFrozen === true || record?.isOff === true) continue;
      const ownLinetype = shape.linetype < 0 ? 'BYLAYER' : nameOf(shape.linetype);
      const linetype = /^bylayer$/i.test(ownLinetype) ? (record?.linetype ?? '') : ownLinetype;
      const key = `${layer}\n${linetype}`;
      let line = roles.get(key);
      if (line === undefined) roles.set(key, (line = lineRole(layer, linetype)));
      if (line.role === 'other') continue;
      const segments = segmentsOf(shape, map);
      count += segments.length;
      if (count > maxSegments) return null;
      if (line.role === 'cut' && isClosedShape(shape, segments)) {
        lines.closed.push(segments);
        continue;
      }
      for (const segment of segments) {
        if (line.role === 'cut') lines.cuts.push(segment);
        else if (line.role === 'mark') lines.markLength += lengthOf(segment);
        else if (segment.bulge === 0)
          lines.bends.push({ ...segment, byLayer: line.byLayer, direction: bendDirection(layer), layer });
      }
    }
  }
  return lines;
}

function sizeOf(segments: readonly Segment[]): number {
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  for (const { x0, y0, x1, y1 } of segments) {
    minX = Math.min(minX, x0, x1);
    minY = Math.min(minY, y0, y1);
    maxX = Math.max(maxX, x0, x1);
    maxY = Math.max(maxY, y0, y1);
  }
  const size = Math.hypot(maxX - minX, maxY - minY);
  return Number.isFinite(size) ? size : 0;
}

function segmentBounds({ x0, y0, x1, y1 }: Segment): Bounds {
  return { minX: Math.min(x0, x1), minY: Math.min(y0, y1), maxX: Math.max(x0, x1), maxY: Math.max(y0, y1) };
}

/** A form's lines stand somewhat outside its texts. */
function widened({ minX, minY, maxX, maxY }: Bounds): Bounds {
  const margin = 0.15 * Math.max(maxX - minX, maxY - minY);
  return { minX: minX - margin, minY: minY - margin, maxX: maxX + margin, maxY: maxY + margin };
}
