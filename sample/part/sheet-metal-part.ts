import type { Random } from '../random.js';
import { type Extents, type Loop, loopArea, loopExtents, loopLength, slotLoop } from './outline.js';
import { type LengthUnit, type Material, Stock, materials } from './stock.js';
import type { Shape } from './shape.js';
import { shapeFamilies } from './shape-families.js';

/** A sheet-metal part as cut: its flat pattern. All lengths in `unit`; the outline's lower left corner is near the origin. */
export interface SheetMetalPart extends Shape {
  readonly family: string;
  readonly unit: LengthUnit;
  readonly thickness: number;
  readonly material: Material;
  readonly finish: string;
}

/** The part that belongs to a key: the same key gives the same part in each of its documents. */
export function sheetMetalPart(random: Random, unit: LengthUnit): SheetMetalPart {
  const family = random.weighted(shapeFamilies.map((shape) => [shape, shape.weight] as const));
  const material = random.pick(materials);
  const stock = new Stock(unit, random);
  return {
    ...family.build(stock, random),
    family: family.name,
    unit,
    thickness: stock.thickness(),
    material,
    finish: random.pick(material.finishes),
  };
}

export interface FlatPatternMeasures {
  readonly extents: Extents;
  /** Length of the outer outline. */
  readonly perimeter: number;
  /** Area within the outer outline, openings not subtracted. */
  readonly area: number;
  /** Area of the metal: openings subtracted. */
  readonly netArea: number;
  /** Length of all that is cut: outline, cutouts, holes, slots. */
  readonly cutLength: number;
}

export function measure(part: SheetMetalPart): FlatPatternMeasures {
  const openings: Loop[] = [
    ...part.cutouts,
    ...part.slots.map((slot) => slotLoop(slot.centre, slot.length, slot.width, slot.angleDeg)),
  ];
  const perimeter = loopLength(part.outline);
  const area = loopArea(part.outline);
  let cutLength = perimeter;
  let netArea = area;
  for (const loop of openings) {
    cutLength += loopLength(loop);
    netArea -= loopArea(loop);
  }
  for (const { diameter, centres } of part.holes) {
    cutLength += Math.PI * diameter * centres.length;
    netArea -= (Math.PI / 4) * diameter * diameter * centres.length;
  }
  return { extents: loopExtents(part.outline), perimeter, area, netArea, cutLength };
}

/** Weight in kilograms of the part at its material's density. */
export function weightKg(part: SheetMetalPart): number {
  const scale = part.unit === 'mm' ? 1 : 25.4;
  return measure(part).netArea * part.thickness * scale ** 3 * part.material.density;
}
