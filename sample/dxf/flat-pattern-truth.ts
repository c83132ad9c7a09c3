import { distance } from '../part/outline.js';
import { type SheetMetalPart, measure } from '../part/sheet-metal-part.js';
import { round } from '../random.js';
import type { FlatPatternTruth } from './dxf-truth.js';
import type { FlatHabits } from './flat-habits.js';
import { type FlatPlacement, placedExtents } from './flat-placement.js';

export function flatPatternTruth(
  part: SheetMetalPart,
  flat: FlatHabits,
  unit: 'mm' | 'inch' | null,
  place: FlatPlacement,
): FlatPatternTruth {
  const measures = measure(part);
  const millimetres = unit === null ? null : unit === 'mm' ? 1 : 25.4;
  const length = (value: number): number | null => (millimetres === null ? null : round(value * millimetres, 6));
  const area = (value: number): number | null => (millimetres === null ? null : round(value * millimetres ** 2, 6));
  const box = placedExtents(part, place);
  const counts = new Map<number, number>();
  for (const { diameter, centres } of part.holes) counts.set(diameter, (counts.get(diameter) ?? 0) + centres.length);
  const slots = new Map<string, { length: number; width: number; count: number }>();
  for (const slot of part.slots) {
    const key = `${slot.length}/${slot.width}`;
    slots.set(key, { length: slot.length, width: slot.width, count: (slots.get(key)?.count ?? 0) + 1 });
  }
  const [width, height] = [box.maxX - box.minX, box.maxY - box.minY];
  return {
    unit,
    width: round(width, 6),
    height: round(height, 6),
    perimeter: round(measures.perimeter, 6),
    area: round(measures.area, 6),
    net_area: round(measures.netArea, 6),
    cut_length: round(measures.cutLength, 6),
    width_mm: length(width),
    height_mm: length(height),
    perimeter_mm: length(measures.perimeter),
    area_mm2: area(measures.area),
    net_area_mm2: area(measures.netArea),
    cut_length_mm: length(measures.cutLength),
    holes: [...counts].sort(([a], [b]) => a - b).map(([diameter, count]) => ({ diameter, diameter_mm: length(diameter), count })),
    slots: [...slots.values()].sort((a, b) => a.length - b.length || a.width - b.width),
    cutouts: part.cutouts.length,
    bend_lines: part.bends.map(({ from, to }) => ({
      length: round(distance(from, to), 6),
      layer: flat.bend.layer,
      linetype: flat.bend.linetype,
    })),
  };
}
