import type { Random } from '../random.js';
import type { PlacedDimension } from './dimension.js';
import type { Drawing, Subject } from './drawing.js';
import { type NumberStyle, numberLabel } from './label.js';
import { type Placement, type View, onPaper } from './part-view.js';
import { type Primitive, path, text } from './primitives.js';
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

const roomNames = ['KITCHEN', 'LOBBY', 'SERVERY', 'PANTRY', 'OFFICE', 'STORAGE', 'PREP', 'DISH ROOM'] as const;

/** A floor plan: rooms in a row with counters, in feet and inches, chains of dimensions along the walls. */
export function planDrawing(subject: Subject, random: Random, options: Omit<SheetOptions, 'unit'>): Drawing {
  const style = sheetStyle(random, { ...options, unit: 'feet-inch' });
  const bays = Array.from({ length: random.int(2, 4) }, () => random.step(96, 240, 3));
  const depth = random.step(144, 300, 6);
  const width = bays.reduce((sum, bay) => sum + bay, 0);
  const room = viewRoom(style, 0);
  const scale = fittingScale(width, depth, room, 'feet-inch');
  const place = { origin: centred(width, depth, scale, room), factor: scale.factor };
  const fields = titleFields(random, subject, style, {
    title: subject.title ?? 'FLOOR PLAN',
    material: null,
    finish: null,
    weight: null,
    scale,
  });
  const content = {
    fields,
    notes: chooseNotes(random, null),
    bom: [],
    revisions: drawnRevisions(random, subject),
    scale,
    draw: (): View => floor(bays, depth, place, style.number, dimensionColumn(style), random),
  };
  return drawSheet(style, subject, content, room, random);
}

function floor(
  bays: readonly number[],
  depth: number,
  place: Placement,
  style: NumberStyle,
  column: number,
  random: Random,
): View {
  const at = (x: number, y: number): { x: number; y: number } => onPaper(place, { x, y });
  const names = random.shuffle(roomNames);
  const primitives: Primitive[] = [];
  const dimensions: PlacedDimension[] = [];
  const base = at(0, 0);
  const across = (x0: number, x1: number, level: number): void => {
    dimensions.push({
      kind: 'linear',
      from: at(x0, 0),
      to: at(x1, 0),
      angleDeg: 0,
      linePoint: { x: base.x, y: base.y - 9 * level },
      label: numberLabel('linear', x1 - x0, style),
    });
  };
  const width = bays.reduce((sum, bay) => sum + bay, 0);
  const wall = 6;
  primitives.push(
    path([at(-wall, -wall), at(width + wall, -wall), at(width + wall, depth + wall), at(-wall, depth + wall)], 'visible', true),
  );
  let x = 0;
  bays.forEach((bay, index) => {
    primitives.push(path([at(x, 0), at(x + bay, 0), at(x + bay, depth), at(x, depth)], 'visible', true));
    const counter = random.pick([24, 30, 36]);
    primitives.push(path([at(x, depth - counter), at(x + bay * 0.8, depth - counter), at(x + bay * 0.8, depth)], 'thin'));
    const middle = at(x + bay / 2, depth * 0.45);
    primitives.push(text(names[index] ?? 'ROOM', middle.x, middle.y, 2.6, { align: 'middle' }));
    across(x, x + bay, 1);
    x += bay;
  });
  across(0, width, 2);
  dimensions.push({
    kind: 'linear',
    from: at(0, 0),
    to: at(0, depth),
    angleDeg: 90,
    linePoint: { x: base.x - column, y: base.y },
    label: numberLabel('linear', depth, style),
  });
  return { primitives, dimensions };
}
