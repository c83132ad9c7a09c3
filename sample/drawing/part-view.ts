import { type Extents, type Point, distance, edgesOf, loopExtents, polar, slotLoop } from '../part/outline.js';
import type { HoleGroup } from '../part/shape.js';
import type { SheetMetalPart } from '../part/sheet-metal-part.js';
import type { Random } from '../random.js';
import type { PlacedDimension } from './dimension.js';
import { type Label, type LabelOptions, type NumberStyle, type Tolerance, numberLabel, threadLabel } from './label.js';
import { type LineStyle, type Primitive, circle, line, path } from './primitives.js';

/** Part coordinates to paper. */
export interface Placement {
  readonly origin: Point;
  /** Paper millimetres per drawing unit of the part. */
  readonly factor: number;
}

export interface View {
  readonly primitives: readonly Primitive[];
  readonly dimensions: readonly PlacedDimension[];
}

export const onPaper = ({ origin, factor }: Placement, { x, y }: Point): Point => ({
  x: origin.x + x * factor,
  y: origin.y + y * factor,
});

/** The outline with its openings, bend lines and centre marks. */
export function partOutline(part: SheetMetalPart, place: Placement): Primitive[] {
  const at = (point: Point): Point => onPaper(place, point);
  const edges = (loop: SheetMetalPart['outline'], style: LineStyle): Primitive[] =>
    edgesOf(loop).map((edge) =>
      edge.kind === 'line'
        ? path([at(edge.from), at(edge.to)], style)
        : {
            kind: 'arc',
            centre: at(edge.centre),
            radius: edge.radius * place.factor,
            startDeg: edge.startDeg,
            endDeg: edge.endDeg,
            style,
          },
    );
  const drawn = [part.outline, ...part.cutouts].flatMap((loop) => edges(loop, 'visible'));
  for (const slot of part.slots) drawn.push(...edges(slotLoop(slot.centre, slot.length, slot.width, slot.angleDeg), 'visible'));
  for (const { diameter, centres } of part.holes) {
    const radius = (diameter / 2) * place.factor;
    for (const centre of centres)
      drawn.push(circle(at(centre), radius), ...(centres.length > 30 ? [] : centreMark(at(centre), radius + 1.5)));
  }
  for (const bend of part.bends) drawn.push(path([at(bend.from), at(bend.to)], 'phantom'));
  return drawn;
}

function centreMark({ x, y }: Point, reach: number): Primitive[] {
  return [line(x - reach, y, x + reach, y, 'centre'), line(x, y - reach, x, y + reach, 'centre')];
}

/**
 * The dimensions that a shop needs of the part, placed around its view: sizes below and left, callouts to the upper right.
 * `column` is the distance between upright dimension lines in paper mm.
 */
export function partDimensions(
  part: SheetMetalPart,
  place: Placement,
  style: NumberStyle,
  column: number,
  random: Random,
): PlacedDimension[] {
  const box = loopExtents(part.outline);
  const [low, high] = [onPaper(place, { x: box.minX, y: box.minY }), onPaper(place, { x: box.maxX, y: box.maxY })];
  const dimensions: PlacedDimension[] = [];
  const horizontal = (fromX: number, toX: number, y: number, level: number, options: LabelOptions = {}): void => {
    dimensions.push({
      kind: 'linear',
      from: onPaper(place, { x: fromX, y }),
      to: onPaper(place, { x: toX, y }),
      angleDeg: 0,
      linePoint: { x: low.x, y: low.y - 1 - 9 * level },
      label: numberLabel('linear', Math.abs(toX - fromX), style, options),
    });
  };
  const vertical = (fromY: number, toY: number, x: number, level: number, options: LabelOptions = {}): void => {
    dimensions.push({
      kind: 'linear',
      from: onPaper(place, { x, y: fromY }),
      to: onPaper(place, { x, y: toY }),
      angleDeg: 90,
      linePoint: { x: low.x - 1 - column * level, y: low.y },
      label: numberLabel('linear', Math.abs(toY - fromY), style, options),
    });
  };
  const first = part.holes[0];
  const bend = part.bends.find(({ from, to }) => Math.abs(from.y - to.y) < 1e-9);
  if (first !== undefined && part.family !== 'flange' && random.chance(0.2)) {
    dimensions.push(...ordinates(first, box, bend === undefined ? [] : [bend.from.y], place, style));
  } else if (part.family !== 'flange') {
    horizontal(box.minX, box.maxX, box.minY, 3, random.chance(0.3) ? { tolerance: lengthTolerance(style, random) } : {});
    vertical(box.minY, box.maxY, box.minX, 3, random.chance(0.2) ? { tolerance: lengthTolerance(style, random) } : {});
    if (first !== undefined) holePositions(first, box, place.factor, horizontal, vertical, style, random);
    if (bend !== undefined) vertical(box.minY, bend.from.y, box.minX, 4);
  }
  // Higher features take the higher places, so that leaders do not cross.
  const callouts = roundLabels(part, style, random).sort((a, b) => b.centre.y - a.centre.y || a.centre.x - b.centre.x);
  // Above a gusset stands the dimension of its slanted edge.
  const highest = part.family === 'gusset' ? low.y + 14 : high.y + 5;
  callouts.forEach(({ label, centre, radius }, index) => {
    const elbow = { x: high.x + 7, y: highest - 8 * index };
    const middle = onPaper(place, centre);
    const towardDeg = (Math.atan2(elbow.y - middle.y, elbow.x - middle.x) * 180) / Math.PI;
    const edge = polar(middle, radius * place.factor, towardDeg);
    if (label.type === 'diameter' || label.type === 'radius')
      dimensions.push({ kind: label.type, centre: middle, edge, elbow, label });
    else dimensions.push({ kind: 'callout', at: edge, elbow, label });
  });
  if (part.family === 'gusset') dimensions.push(...gussetEdge(part, place, style));
  return dimensions;
}

type Placer = (from: number, to: number, across: number, level: number, options?: LabelOptions) => void;

/** Below this many millimetres the figures stand outside the arrows, and the next dimension must give way. */
const narrow = 24;

function holePositions(
  group: HoleGroup,
  box: Extents,
  factor: number,
  horizontal: Placer,
  vertical: Placer,
  style: NumberStyle,
  random: Random,
): void {
  const xs = group.centres.map(({ x }) => x);
  const ys = group.centres.map(({ y }) => y);
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  horizontal(box.minX, x0, y0, 1);
  if (x1 > x0)
    horizontal(
      x0,
      x1,
      y0,
      (x0 - box.minX) * factor < narrow ? 2 : 1,
      random.chance(0.3) ? { tolerance: lengthTolerance(style, random) } : {},
    );
  vertical(box.minY, y0, x0, 1);
  if (y1 > y0) vertical(y0, y1, x0, (y0 - box.minY) * factor < narrow ? 2 : 1);
}

interface RoundLabel {
  readonly label: Label;
  readonly centre: Point;
  readonly radius: number;
}

function roundLabels(part: SheetMetalPart, style: NumberStyle, random: Random): RoundLabel[] {
  // The hole nearest to the callouts, which stand at the upper right, on gussets at the lower right.
  const reach = ({ x, y }: Point): number => (part.family === 'gusset' ? x - y : x + y);
  const labels: RoundLabel[] = part.holes.map(({ diameter, centres, thread }) => {
    const centre = centres.reduce((best, point) => (reach(point) > reach(best) ? point : best), centres[0] ?? { x: 0, y: 0 });
    const through = random.chance(0.4) ? ' THRU' : '';
    const label =
      thread === null
        ? numberLabel('diameter', diameter, style, { quantity: centres.length, ...holeOptions(diameter, style, random, through) })
        : threadLabel(thread.name, thread.nominal, centres.length, through);
    return { label, centre, radius: diameter / 2 };
  });
  if (part.family === 'flange') {
    const box = loopExtents(part.outline);
    const centre = { x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2 };
    labels.unshift({ label: numberLabel('diameter', box.maxX - box.minX, style), centre, radius: (box.maxX - box.minX) / 2 });
  }
  const slot = part.slots.at(-1);
  if (slot !== undefined) {
    const end = polar(slot.centre, (slot.length - slot.width) / 2, slot.angleDeg);
    labels.push({
      label: numberLabel('radius', slot.width / 2, style, { quantity: 2 * part.slots.length }),
      centre: end,
      radius: slot.width / 2,
    });
  }
  if (part.cornerRadius > 0) {
    const box = loopExtents(part.outline);
    const centre = { x: box.maxX - part.cornerRadius, y: box.maxY - part.cornerRadius };
    labels.push({ label: numberLabel('radius', part.cornerRadius, style, { quantity: 4 }), centre, radius: part.cornerRadius });
  } else if (part.cornerRadius < 0) {
    const box = loopExtents(part.outline);
    const at = { x: box.maxX + part.cornerRadius / 2, y: box.maxY + part.cornerRadius / 2 };
    labels.push({
      label: numberLabel('chamfer', -part.cornerRadius, style, { quantity: 4, suffix: ' x 45°' }),
      centre: at,
      radius: 0,
    });
  }
  return labels;
}

function holeOptions(diameter: number, style: NumberStyle, random: Random, through: string): LabelOptions {
  const inches = style.unit !== 'mm';
  const kind = random.weighted([
    ['plain', 6] as const,
    ['fit', inches ? 0 : 2] as const,
    ['deviation', 2] as const,
    ['limits', 0.7] as const,
  ]);
  if (kind === 'fit') return { fit: random.pick(['H7', 'H8', 'H9']) };
  const step = inches ? 0.001 : 0.01;
  if (kind === 'deviation')
    return { tolerance: { kind: 'deviation', upper: inches ? random.int(2, 6) * step : random.int(5, 20) * step, lower: 0 } };
  if (kind === 'limits') return { tolerance: { kind: 'limits', upper: diameter + 5 * step, lower: diameter } };
  return through === '' ? {} : { suffix: through };
}

export function lengthTolerance(style: NumberStyle, random: Random): Tolerance {
  const step = style.unit === 'mm' ? 0.05 : 0.002;
  if (random.chance(0.6)) return { kind: 'symmetric', amount: random.int(1, 6) * step };
  return { kind: 'deviation', upper: random.int(1, 4) * step, lower: -random.int(0, 4) * step };
}

/** Outer edges, outermost holes and given heights as ordinates from the lower left corner, whose own ordinates are the zeros. */
function ordinates(
  group: HoleGroup,
  box: Extents,
  heights: readonly number[],
  place: Placement,
  style: NumberStyle,
): PlacedDimension[] {
  const origin = { x: box.minX, y: box.minY };
  const corner = onPaper(place, origin);
  // Figures need 5 mm from one to the next; the edges come first and so are never left out.
  const apart = (low: number, high: number, holes: readonly number[], others: readonly number[]): number[] =>
    [low, high, Math.min(...holes), Math.max(...holes), ...others].filter(
      (value, index, all) => all.findIndex((other) => Math.abs(other - value) * place.factor < 5) === index,
    );
  const across = apart(
    box.minX,
    box.maxX,
    group.centres.map(({ x }) => x),
    [],
  ).map((x): PlacedDimension => {
    const feature = onPaper(place, { x, y: box.minY });
    return {
      kind: 'ordinate',
      axis: 'x',
      origin: corner,
      feature,
      end: { x: feature.x, y: feature.y - 7 },
      label: numberLabel('linear', x - box.minX, style),
    };
  });
  const upwards = apart(
    box.minY,
    box.maxY,
    group.centres.map(({ y }) => y),
    heights,
  ).map((y): PlacedDimension => {
    const feature = onPaper(place, { x: box.minX, y });
    return {
      kind: 'ordinate',
      axis: 'y',
      origin: corner,
      feature,
      end: { x: feature.x - 7, y: feature.y },
      label: numberLabel('linear', y - box.minY, style),
    };
  });
  return [...across, ...upwards];
}

/** The slanted edge of a gusset: its length, and its angle to the horizontal at the upper corner. */
function gussetEdge(part: SheetMetalPart, place: Placement, style: NumberStyle): PlacedDimension[] {
  const [, , right, top] = part.outline;
  if (right === undefined || top === undefined) throw new RangeError('a gusset has five corners');
  const slope = (Math.atan2(right.y - top.y, right.x - top.x) * 180) / Math.PI;
  const [from, to] = [onPaper(place, top), onPaper(place, right)];
  return [
    { kind: 'angular', vertex: from, startDeg: slope, endDeg: 0, radius: 12, label: numberLabel('angle', -slope, style) },
    {
      kind: 'linear',
      from,
      to,
      angleDeg: slope,
      linePoint: polar(from, 14, slope + 90),
      label: numberLabel('linear', distance(top, right), style),
    },
  ];
}
