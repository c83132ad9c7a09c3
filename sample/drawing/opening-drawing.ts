import type { Random } from '../random.js';
import type { PlacedDimension } from './dimension.js';
import type { Drawing, Subject } from './drawing.js';
import { numberLabel } from './label.js';
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

/** Inches. */
interface Opening {
  readonly width: number;
  readonly height: number;
  readonly face: number;
  readonly head: number;
  readonly leaf: number;
  readonly rightHand: boolean;
}

/** The elevation of a door frame with a side light, in feet and inches. */
export function openingDrawing(
  subject: Subject,
  hand: string | null,
  random: Random,
  options: Omit<SheetOptions, 'unit'>,
): Drawing {
  const style = sheetStyle(random, { ...options, unit: 'feet-inch' });
  const opening: Opening = {
    width: random.step(52, 110, 0.5),
    height: random.step(84, 118, 0.25),
    face: random.pick([2, 2.25, 2.5]),
    head: random.pick([2, 4]),
    leaf: random.pick([34, 36, 40]),
    rightHand: hand !== 'LHR' && hand !== 'LH',
  };
  const room = viewRoom(style, 0);
  const scale = fittingScale(opening.width, opening.height, room, 'feet-inch');
  const place = { origin: centred(opening.width, opening.height, scale, room), factor: scale.factor };
  const fields = titleFields(random, subject, style, {
    title: subject.title ?? `DOOR FRAME ELEVATION`,
    material: random.pick(['16 GA GALVANIZED STEEL', '304 STAINLESS STEEL', '14 GA COLD ROLLED STEEL']),
    finish: random.pick(['#4 BRUSHED', 'PRIMED', 'POWDER COAT RAL 9005']),
    weight: null,
    scale,
  });
  const content = {
    fields,
    notes: chooseNotes(random, null),
    bom: [],
    revisions: drawnRevisions(random, subject),
    scale,
    draw: (): View => elevation(opening, place, hand, style.number, dimensionColumn(style)),
  };
  return drawSheet(style, subject, content, room, random);
}

function elevation(
  opening: Opening,
  place: Placement,
  hand: string | null,
  style: Parameters<typeof numberLabel>[2],
  column: number,
): View {
  const { width, height, face, head, leaf, rightHand } = opening;
  const at = (x: number, y: number): { x: number; y: number } => onPaper(place, { x, y });
  const frame = (x0: number, y0: number, x1: number, y1: number): Primitive =>
    path([at(x0, y0), at(x1, y0), at(x1, y1), at(x0, y1)], 'visible', true);
  const mullion = face + leaf;
  const clear = height - head;
  const hinge = rightHand ? mullion : face;
  const strike = rightHand ? face : mullion;
  const primitives: Primitive[] = [
    frame(0, 0, width, height),
    frame(face, 0, mullion, clear),
    frame(mullion + face, 12, width - face, clear),
    path([at(hinge, clear), at(strike, clear / 2), at(hinge, 0)], 'hidden'),
    path([at(-6, 0), at(width + 6, 0)], 'border'),
  ];
  const label = at(face + leaf / 2, clear * 0.72);
  primitives.push(
    text(hand ?? 'CASED OPENING', label.x, label.y, 3, { align: 'middle' }),
    text('FIN. FLOOR', at(width, 0).x + 4, at(0, 0).y + 1.5, 2),
  );
  const base = at(0, 0);
  const dimensions: PlacedDimension[] = [];
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
  const up = (y0: number, y1: number, level: number): void => {
    dimensions.push({
      kind: 'linear',
      from: at(0, y0),
      to: at(0, y1),
      angleDeg: 90,
      linePoint: { x: base.x - column * level, y: base.y },
      label: numberLabel('linear', y1 - y0, style),
    });
  };
  across(face, mullion, 1);
  across(mullion + face, width - face, 1);
  across(0, width, 2);
  up(0, clear, 1);
  up(0, height, 2);
  return { primitives, dimensions };
}
