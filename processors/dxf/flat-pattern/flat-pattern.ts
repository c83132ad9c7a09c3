import type { BlockGraph } from '../block-graph.js';
import type { Drawing } from '../drawing.js';
import { bendLines, type BendLine } from './bend-lines.js';
import { surrounds, type Bounds, type Contour } from './contour.js';
import { distinctContours, findContours } from './contours.js';
import { collectLines, type PatternLines } from './pattern-lines.js';
import { nest, type NestedContour } from './nesting.js';
import { openingOf } from './opening.js';

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

/** Share of the cut length that closed contours must hold: without a form on the sheet, and with one. */
const closedShare = { bare: 0.6, withForm: 0.85 };
/** Files of several parts are still patterns when they are few and the largest is no trifle. */
const maxParts = 10;
const mainShare = 0.25;
/** Ends nearer than this share of the drawing's size are joined. */
const joinTolerance = 2e-5;

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
  const lines = collectLines(drawing, graph, nameOf, forms);
  if (lines === null || lines.size === 0) return null;
  const tolerance = joinTolerance * lines.size;
  const search = findContours(lines.cuts, tolerance);
  const contours = withoutFrames(distinctContours([...lines.closed, ...search.contours], tolerance), forms);
  return isPattern(contours, search.openLength, lines.size, forms.length > 0) ? describe(contours, lines) : null;
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
  const { minX, minY, maxX, maxY } = main.contour.bounds;
  if (Math.hypot(maxX - minX, maxY - minY) < mainShare * size) return false;
  return parts === 1 || (parts <= maxParts && mainTotal >= mainShare * total);
}

function describe(contours: readonly NestedContour[], lines: PatternLines): FlatPattern | null {
  const [main] = contours;
  if (main === undefined) return null;
  const { minX, minY, maxX, maxY } = main.contour.bounds;
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
    bounds: { minX, minY, maxX, maxY },
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
  const kept = nested.filter(({ contour }) => !forms.some((form) => surrounds(contour.bounds, form)));
  return nest(kept.map(({ contour }) => contour));
}
