import { text as textPrimitive } from '../drawing/primitives.js';
import { strokeText } from '../drawing/stroke-lettering.js';
import type { Extents, Point } from '../part/outline.js';
import type { SheetMetalPart } from '../part/sheet-metal-part.js';
import type { Random } from '../random.js';
import { type DxfHabits, localRemark } from './dxf-habits.js';
import { type Entity, type Pen, attributeDefinition, insertEntity, polylineEntity, textEntity } from './entity.js';
import type { FlatHabits } from './flat-habits.js';

export interface FlatPatternStamp {
  readonly partNumber: string;
  readonly revision: string;
  readonly quantity: number;
}

/** What the shop writes below the part: texts, a small block with attributes, or engraved strokes. */
export function markingEntities(
  part: SheetMetalPart,
  { partNumber, revision, quantity }: FlatPatternStamp,
  flat: FlatHabits,
  { encoding }: DxfHabits,
  box: Extents,
  blocks: Map<string, readonly Entity[]>,
  random: Random,
): Entity[] {
  if (flat.marking === 'none') return [];
  const height = part.unit === 'mm' ? 5 : 0.2;
  const pen: Pen = { layer: random.pick(['TEXT', 'ETCH', 'MARK']) };
  const at = (row: number): Point => ({ x: box.minX, y: box.minY - height * (2.5 + 1.8 * row) });
  const place = (row: number): { at: Point; height: number; angleDeg: number; justify: 0 } => ({
    at: at(row),
    height,
    angleDeg: 0,
    justify: 0,
  });
  if (flat.marking === 'lettering') {
    return strokeText(textPrimitive(partNumber, at(0).x, at(0).y, height)).map((stroke) =>
      polylineEntity(
        pen,
        stroke.map((point) => ({ ...point, bulge: 0 })),
        false,
        encoding.version,
      ),
    );
  }
  if (flat.marking === 'text') {
    const lines = [`P/N: ${partNumber}`, `MATL: ${part.material.name}`, `THK: ${part.thickness}`, `QTY: ${quantity}`];
    if (random.chance(0.4)) lines.push(localRemark(encoding, random));
    return lines.map((content, row) => textEntity(pen, content, place(row)));
  }
  const attributes = [
    { tag: 'PART_NO', value: partNumber },
    { tag: 'REV', value: revision },
    { tag: 'MATERIAL', value: part.material.name },
    { tag: 'THICKNESS', value: String(part.thickness) },
    { tag: 'QTY', value: String(quantity) },
  ].map(({ tag, value }, row) => ({ tag, value, place: place(row) }));
  blocks.set(
    'PARTINFO',
    attributes.map((attribute, row) =>
      attributeDefinition(
        pen,
        { ...attribute, place: { ...attribute.place, at: { x: 0, y: -1.8 * height * row } } },
        attribute.tag,
      ),
    ),
  );
  return [insertEntity(pen, 'PARTINFO', at(0), 1, attributes)];
}
