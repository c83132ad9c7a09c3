import { assemblyNouns } from '../lexicon.js';
import { Random } from '../random.js';
import type { PlacedDimension } from './dimension.js';
import type { Drawing, Subject } from './drawing.js';
import { type NumberStyle, numberLabel } from './label.js';
import { type Placement, type View, onPaper } from './part-view.js';
import { type Primitive, circle, path, text } from './primitives.js';
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
import { bomRows } from './tables.js';

/** An assembly: the front of a cabinet with its panels, item balloons and a parts list on the title block. */
export function assemblyDrawing(seed: number, subject: Subject, random: Random, options: Omit<SheetOptions, 'unit'>): Drawing {
  const shape = Random.of(seed, 'assembly', subject.partKey);
  const unit = shape.chance(0.5) ? 'mm' : 'inch';
  const style = sheetStyle(random, { ...options, unit });
  const [columns, rows] = [shape.int(2, 3), shape.int(1, 2)];
  const [width, height] =
    unit === 'mm' ? [shape.step(600, 1800, 50), shape.step(500, 900, 50)] : [shape.step(24, 72, 1), shape.step(20, 36, 1)];
  const bom = bomRows(shape, subject.drawingNumber, shape.int(5, 8));
  const room = viewRoom(style, bom.length);
  const scale = fittingScale(width, height, room, unit);
  const place = { origin: centred(width, height, scale, room), factor: scale.factor };
  const fields = titleFields(random, subject, style, {
    title: subject.title ?? shape.pick(assemblyNouns),
    material: 'SEE PARTS LIST',
    finish: null,
    weight: null,
    scale,
  });
  const content = {
    fields,
    notes: chooseNotes(random, null).slice(0, 2),
    bom,
    revisions: drawnRevisions(random, subject),
    scale,
    draw: (): View => front(width, height, columns, rows, bom.length, place, style.number, dimensionColumn(style)),
  };
  return drawSheet(style, subject, content, room, random);
}

function front(
  width: number,
  height: number,
  columns: number,
  rows: number,
  items: number,
  place: Placement,
  style: NumberStyle,
  column: number,
): View {
  const at = (x: number, y: number): { x: number; y: number } => onPaper(place, { x, y });
  const box = (x0: number, y0: number, x1: number, y1: number): Primitive =>
    path([at(x0, y0), at(x1, y0), at(x1, y1), at(x0, y1)], 'visible', true);
  const frame = Math.min(width, height) * 0.05;
  const [stepX, stepY] = [(width - frame) / columns, (height - frame) / rows];
  const primitives: Primitive[] = [box(0, 0, width, height)];
  for (let columnIndex = 0; columnIndex < columns; columnIndex++) {
    for (let row = 0; row < rows; row++) {
      const [x, y] = [frame + columnIndex * stepX, frame + row * stepY];
      primitives.push(
        box(x, y, x + stepX - frame, y + stepY - frame),
        circle(at(x + (stepX - frame) * 0.88, y + (stepY - frame) / 2), 1.2),
      );
    }
  }
  const top = at(0, height).y;
  for (let item = 0; item < items; item++) {
    const target = at(width * ((item + 0.6) / items), height * (item % 2 === 0 ? 0.9 : 0.6));
    const balloon = { x: at(width * ((item + 0.5) / items), 0).x, y: top + 9 + (item % 2) * 9 };
    primitives.push(
      path([target, { x: balloon.x, y: balloon.y - 3.4 }]),
      circle(balloon, 3.4, 'thin'),
      text(String(item + 1), balloon.x, balloon.y - 1.2, 2.4, { align: 'middle' }),
    );
  }
  const base = at(0, 0);
  const linear = (x0: number, y0: number, x1: number, y1: number, level: number): void => {
    const upright = x0 === x1;
    dimensions.push({
      kind: 'linear',
      from: at(x0, y0),
      to: at(x1, y1),
      angleDeg: upright ? 90 : 0,
      linePoint: upright ? { x: base.x - column * level, y: base.y } : { x: base.x, y: base.y - 9 * level },
      label: numberLabel('linear', upright ? y1 - y0 : x1 - x0, style),
    });
  };
  const dimensions: PlacedDimension[] = [];
  linear(0, 0, width, 0, 2);
  linear(0, 0, 0, height, 1);
  linear(frame, 0, frame + stepX - frame, 0, 1);
  return { primitives, dimensions };
}
