import { partNouns } from '../lexicon.js';
import { loopExtents } from '../part/outline.js';
import { type SheetMetalPart, sheetMetalPart, weightKg } from '../part/sheet-metal-part.js';
import type { LengthUnit } from '../part/stock.js';
import { Random, round } from '../random.js';
import type { Drawing, Subject } from './drawing.js';
import { partDimensions, partOutline } from './part-view.js';
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

/** The unit and the part of a key are the same in its flat pattern, its drawings and its model data. */
export function partOf(seed: number, partKey: string): SheetMetalPart {
  const random = Random.of(seed, 'part', partKey);
  const unit: LengthUnit = random.chance(0.6) ? 'mm' : 'inch';
  return sheetMetalPart(random, unit);
}

export function partTitle(seed: number, partKey: string, family: string): string {
  return Random.of(seed, 'title', partKey).pick(partNouns[family] ?? ['PART']);
}

/** A drawing of one sheet-metal part: its developed view with all sizes, notes, revisions and title block. */
export function partDrawing(seed: number, subject: Subject, random: Random, options: Omit<SheetOptions, 'unit'>): Drawing {
  const part = partOf(seed, subject.partKey);
  const style = sheetStyle(random, { ...options, unit: part.unit });
  const room = viewRoom(style, 0);
  const box = loopExtents(part.outline);
  const [width, height] = [box.maxX - box.minX, box.maxY - box.minY];
  const scale = fittingScale(width, height, room, part.unit);
  const place = { origin: centred(width, height, scale, room), factor: scale.factor };
  const weight = weightKg(part);
  const fields = titleFields(random, subject, style, {
    title: subject.title ?? partTitle(seed, subject.partKey, part.family),
    material: part.material.name,
    finish: part.finish,
    weight: part.unit === 'mm' ? `${round(weight, 2)} kg` : `${round(weight * 2.20462, 2)} LB`,
    scale,
  });
  const thickness = part.unit === 'mm' ? `SHEET THICKNESS ${part.thickness} MM.` : `SHEET THICKNESS ${part.thickness} IN.`;
  const content = {
    fields,
    notes: chooseNotes(random, thickness),
    bom: [],
    revisions: drawnRevisions(random, subject),
    scale,
    draw: () => ({
      primitives: partOutline(part, place),
      dimensions: partDimensions(part, place, style.number, dimensionColumn(style), random),
    }),
  };
  return drawSheet(style, subject, content, room, random);
}
