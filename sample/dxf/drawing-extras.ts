import type { CalloutDimension } from '../drawing/dimension.js';
import type { Drawing } from '../drawing/drawing.js';
import { plainText } from '../drawing/label.js';
import { circle, line } from '../drawing/primitives.js';
import type { Random } from '../random.js';
import { type DxfHabits, localRemark } from './dxf-habits.js';
import { type Entity, insertGridEntity, leaderEntity, mtextEntity, textEntity } from './entity.js';
import { type DrawOptions, primitiveEntities, toModel } from './primitive-entities.js';

/** What offices add to a sheet beside views and title block. */

/** Notes as single texts, or as one MTEXT with a heading in another font and height. */
export function noteEntities(drawing: Drawing, draw: DrawOptions, random: Random): Entity[] {
  const [heading, ...lines] = drawing.noteTexts;
  if (heading === undefined) return [];
  if (draw.version === 'AC1009' || random.chance(0.4)) return primitiveEntities(drawing.noteTexts, draw);
  const content = `{\\fArial|b1|i0|c0|p34;\\H1.2x;\\L${heading.text}\\l}\\P${lines.map(({ text }) => text).join('\\P')}`;
  const at = toModel(draw.frame, { x: heading.at.x, y: heading.at.y + heading.height });
  return [mtextEntity({ layer: 'TEXT' }, content, at, heading.height * draw.frame.factor, 120 * draw.frame.factor, 1)];
}

/** Name of the layer that holds what nobody is meant to see any more. */
export const hiddenLayer = 'NOTES_OLD';

/** A remark in the language of the code page, and on some sheets an old note on a layer that is off or frozen. */
export function remarkEntities(drawing: Drawing, { encoding }: DxfHabits, draw: DrawOptions, random: Random): Entity[] {
  const height = 2.5 * draw.frame.factor;
  const at = (row: number): { x: number; y: number } =>
    toModel(draw.frame, { x: drawing.size.width / 2, y: drawing.size.height - 17 - 5 * row });
  const remarks = [textEntity({ layer: 'TEXT' }, localRemark(encoding, random), { at: at(0), height, angleDeg: 0, justify: 0 })];
  if (random.chance(0.15))
    remarks.push(textEntity({ layer: hiddenLayer }, 'SUPERSEDED - DO NOT BUILD', { at: at(1), height, angleDeg: 0, justify: 0 }));
  return remarks;
}

/** A callout as LEADER with MTEXT, for versions that have both. */
export function leaderEntities({ at, elbow, label }: CalloutDimension, drawing: Drawing, draw: DrawOptions): Entity[] {
  const rightwards = elbow.x >= at.x;
  const landing = { x: elbow.x + (rightwards ? 4 : -4), y: elbow.y };
  const start = { x: landing.x + (rightwards ? 1 : -1), y: landing.y };
  const points = [at, elbow, landing].map((point) => toModel(draw.frame, point));
  const height = drawing.dimensionStyle.textHeight * draw.frame.factor;
  return [
    leaderEntity({ layer: 'DIM' }, points),
    mtextEntity({ layer: 'DIM' }, draw.encodeText(plainText(label)), toModel(draw.frame, start), height, 0, rightwards ? 4 : 6),
  ];
}

/** A legend drawn with one multiple insert. */
export function legendEntities(
  drawing: Drawing,
  draw: DrawOptions,
  blocks: Map<string, readonly Entity[]>,
  random: Random,
): Entity[] {
  const symbol = [circle({ x: 0, y: 0 }, 1.5, 'thin'), line(-2, 0, 2, 0), line(0, -2, 0, 2)];
  blocks.set(
    'ANCHOR',
    primitiveEntities(symbol, { ...draw, frame: { factor: 1, shift: { x: 0, y: 0 } }, layer: '0', paperSpace: false }),
  );
  const corner = toModel(draw.frame, { x: 20, y: drawing.size.height - 38 });
  const grid = { columns: random.int(2, 4), rows: random.int(1, 3), spacing: 6 * draw.frame.factor };
  return [insertGridEntity({ layer: 'SYMBOLS' }, 'ANCHOR', corner, draw.frame.factor, grid)];
}
