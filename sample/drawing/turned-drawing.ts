import { turnedNouns } from '../lexicon.js';
import { type Material, materials, millimetresPer } from '../part/stock.js';
import { Random, round } from '../random.js';
import type { PlacedDimension } from './dimension.js';
import type { Drawing, Subject } from './drawing.js';
import { type NumberStyle, numberLabel, threadLabel } from './label.js';
import type { Placement, View } from './part-view.js';
import { onPaper } from './part-view.js';
import { type Primitive, line, path } from './primitives.js';
import {
  type SheetOptions,
  centred,
  chooseNotes,
  dimensionColumn,
  drawSheet,
  drawnRevisions,
  fittingScale,
  sheetStyle,
  titleFields,
  viewRoom,
} from './sheet.js';

interface Step {
  readonly diameter: number;
  readonly length: number;
  readonly fit: string | null;
}

/** A turned part: cylinders on one axis, from left to right. */
interface TurnedPart {
  readonly unit: 'mm' | 'inch';
  readonly steps: readonly Step[];
  readonly chamfer: number;
  readonly thread: { readonly name: string; readonly nominal: number };
  readonly material: Material;
}

function turnedPart(random: Random): TurnedPart {
  const unit = random.chance(0.75) ? 'mm' : 'inch';
  const size = (low: number, high: number): number =>
    unit === 'mm' ? random.int(low, high) : Math.max(1, Math.round((random.int(low, high) / millimetresPer.inch) * 8)) / 8;
  const count = random.int(3, 5);
  const largest = random.int(1, count - 2);
  const steps = Array.from({ length: count }, (_, index) => ({
    diameter: size(
      index === largest ? 40 : 16 + 4 * Math.min(index, count - 1 - index),
      index === largest ? 60 : 24 + 4 * Math.min(index, count - 1 - index),
    ),
    length: size(20, 60),
    fit: unit === 'mm' && random.chance(0.6) ? random.pick(['h6', 'g6', 'k6', 'h7', 'f7']) : null,
  }));
  const thread =
    unit === 'mm'
      ? random.pick([
          { name: 'M6x1', nominal: 6 },
          { name: 'M8x1.25', nominal: 8 },
        ])
      : { name: '1/4-20 UNC', nominal: 0.25 };
  return { unit, steps, chamfer: unit === 'mm' ? random.pick([0.5, 1, 1.5]) : 0.0625, thread, material: random.pick(materials) };
}

/** A drawing of a turned part with fits, chamfers, a tapped end and surface roughness. */
export function turnedDrawing(seed: number, subject: Subject, random: Random, options: Omit<SheetOptions, 'unit'>): Drawing {
  const part = turnedPart(Random.of(seed, 'turned', subject.partKey));
  const style = sheetStyle(random, { ...options, unit: part.unit });
  const room = viewRoom(style, 0);
  const width = part.steps.reduce((sum, step) => sum + step.length, 0);
  const height = Math.max(...part.steps.map((step) => step.diameter));
  const scale = fittingScale(width, height, room, part.unit);
  const place = { origin: centred(width, height, scale, room), factor: scale.factor };
  const fields = titleFields(random, subject, style, {
    title: subject.title ?? Random.of(seed, 'title', subject.partKey).pick(turnedNouns),
    material: part.material.name,
    finish: random.pick(part.material.finishes),
    weight: part.unit === 'mm' ? `${round(weightKg(part), 2)} kg` : null,
    scale,
  });
  const content = {
    fields,
    notes: chooseNotes(random, null),
    bom: [],
    revisions: drawnRevisions(random, subject),
    scale,
    draw: (): View => ({
      primitives: profile(part, place, height / 2),
      dimensions: dimensions(part, place, height / 2, style.number, dimensionColumn(style)),
    }),
  };
  return drawSheet(style, subject, content, room, random);
}

function weightKg(part: TurnedPart): number {
  return (
    part.steps.reduce((sum, { diameter, length }) => sum + (Math.PI / 4) * diameter ** 2 * length, 0) * part.material.density
  );
}

function profile({ steps, chamfer }: TurnedPart, place: Placement, axis: number): Primitive[] {
  const at = (x: number, y: number): { x: number; y: number } => onPaper(place, { x, y });
  const drawn: Primitive[] = [];
  let x = 0;
  steps.forEach(({ diameter, length }, index) => {
    const [left, right] = [index === 0 ? x + chamfer : x, index === steps.length - 1 ? x + length - chamfer : x + length];
    const radius = diameter / 2;
    for (const side of [1, -1]) drawn.push(path([at(left, axis + side * radius), at(right, axis + side * radius)], 'visible'));
    for (const end of [left, right]) drawn.push(path([at(end, axis - radius), at(end, axis + radius)], 'visible'));
    x += length;
  });
  const ends = [
    { x: 0, inner: chamfer, radius: (steps[0]?.diameter ?? 0) / 2 },
    { x, inner: x - chamfer, radius: (steps.at(-1)?.diameter ?? 0) / 2 },
  ];
  for (const end of ends) {
    drawn.push(
      path(
        [
          at(end.inner, axis + end.radius),
          at(end.x, axis + end.radius - chamfer),
          at(end.x, axis - end.radius + chamfer),
          at(end.inner, axis - end.radius),
        ],
        'visible',
      ),
    );
  }
  const [start, stop] = [at(0, axis), at(x, axis)];
  drawn.push(line(start.x - 5, start.y, stop.x + 5, stop.y, 'centre'));
  return drawn;
}

function dimensions(
  { steps, chamfer, thread }: TurnedPart,
  place: Placement,
  axis: number,
  style: NumberStyle,
  column: number,
): PlacedDimension[] {
  const placed: PlacedDimension[] = [];
  const bottom = onPaper(place, { x: 0, y: 0 }).y;
  const top = onPaper(place, { x: 0, y: 2 * axis }).y;
  const total = steps.reduce((sum, step) => sum + step.length, 0);
  let x = 0;
  let level = 2;
  steps.forEach(({ diameter, length, fit }, index) => {
    // Figures of short steps stand beside their arrows, so such a dimension gets a line of its own.
    const narrow = length * place.factor < 26;
    if (narrow) level += 1;
    const [from, to] = [onPaper(place, { x, y: axis - diameter / 2 }), onPaper(place, { x: x + length, y: axis - diameter / 2 })];
    placed.push({
      kind: 'linear',
      from,
      to,
      angleDeg: 0,
      linePoint: { x: from.x, y: bottom - 8 * (narrow ? level : 1 + (index % 2)) },
      label: numberLabel('linear', length, style),
    });
    const [low, high] = [
      onPaper(place, { x: x + length / 2, y: axis - diameter / 2 }),
      onPaper(place, { x: x + length / 2, y: axis + diameter / 2 }),
    ];
    const outer = index === 0 || index === steps.length - 1;
    const side = index === 0 ? onPaper(place, { x: 0, y: 0 }).x - column - 4 : onPaper(place, { x: total, y: 0 }).x + column + 4;
    const label = numberLabel('diameter', diameter, style, fit === null ? {} : { fit });
    if (outer) placed.push({ kind: 'linear', from: low, to: high, angleDeg: 90, linePoint: { x: side, y: low.y }, label });
    else placed.push({ kind: 'callout', at: high, elbow: { x: high.x + 5, y: top + 8 + 8 * (steps.length - index) }, label });
    x += length;
  });
  const [start, stop] = [onPaper(place, { x: 0, y: axis }), onPaper(place, { x: total, y: axis })];
  placed.push({
    kind: 'linear',
    from: start,
    to: stop,
    angleDeg: 0,
    linePoint: { x: start.x, y: bottom - 8 * (level + 1) },
    label: numberLabel('linear', total, style, { reference: true }),
  });
  placed.push({
    kind: 'callout',
    at: stop,
    elbow: { x: stop.x + 14 + column, y: bottom - 6 },
    label: threadLabel(thread.name, thread.nominal, 1, ' DEEP 15'),
  });
  const corner = onPaper(place, { x: chamfer / 2, y: axis - (steps[0]?.diameter ?? 0) / 2 + chamfer / 2 });
  const chamferStyle = { ...style, decimals: style.unit === 'mm' ? 1 : 3 };
  placed.push({
    kind: 'callout',
    at: corner,
    elbow: { x: corner.x - 6, y: bottom - 4 },
    label: numberLabel('chamfer', chamfer, chamferStyle, { quantity: 2, suffix: ' x 45°' }),
  });
  if (style.unit === 'mm') {
    const face = onPaper(place, { x: total - (steps.at(-1)?.length ?? 0) / 3, y: axis + (steps.at(-1)?.diameter ?? 0) / 2 });
    placed.push({
      kind: 'callout',
      at: face,
      elbow: { x: face.x - 3, y: top + 7 },
      label: numberLabel('roughness', 1.6, { ...style, decimals: 1 }),
    });
  }
  return placed;
}
