import { densityUnit, lengthUnit, massUnit, powerUnit } from '../units.js';
import { isRecord, numberOf, pick, textOf, vectorOf } from './shape.js';
import type { JsonRecord, Vector } from './shape.js';
import { statedUnits } from './unit-statement.js';
import type { UnitStatement } from './unit-statement.js';

/** A number as the export has it and, where its unit is stated, in the fleet's unit. */
export interface Quantity {
  readonly raw: number;
  /** As stated, e.g. `g/cm^3`, or composed of the stated units of length and mass; null where nothing is stated. */
  readonly unit: string | null;
  /** In mm, mm^2, mm^3, kg or kg/mm^3; null where the unit is not stated. */
  readonly value: number | null;
}

export interface ExportedMass {
  readonly mass: Quantity | null;
  readonly volume: Quantity | null;
  readonly area: Quantity | null;
  readonly density: Quantity | null;
  readonly centreOfGravity: { readonly raw: Vector; readonly unit: string | null; readonly value: Vector | null } | null;
  /** `stated` when at least one number could be converted, else `unknown`. Nothing is assumed. */
  readonly unitSource: 'stated' | 'unknown';
}

const massKeys = ['mass', 'weight', 'total_mass'];
const volumeKeys = ['volume', 'total_volume'];
const areaKeys = ['surface_area', 'area', 'total_area', 'surf_area'];
const densityKeys = ['density', 'average_density', 'avg_density'];
const gravityKeys = [
  'center_of_gravity',
  'centre_of_gravity',
  'cog',
  'gravity_center',
  'center_of_mass',
  'centre_of_mass',
  'centroid',
];

/** Reads `mass_properties`, `massprops` or `mp`; null where there are none. `model` is what the rest of the export states of units. */
export function readMassProperties(root: JsonRecord, model: UnitStatement): ExportedMass | null {
  const record = pick(root, ['mass_properties', 'massprops', 'mass_props', 'mp']);
  if (!isRecord(record)) return null;
  const own = statedUnits(record);
  const units: UnitStatement = { length: own.length ?? model.length, mass: own.mass ?? model.mass };
  const length = units.length;
  const kg = units.mass?.kg ?? null;
  const power = (exponent: 2 | 3): number | null => (length === null ? null : length.mm ** exponent);
  const name = (exponent: 2 | 3): string | null => (length === null ? null : `${length.name}^${exponent}`);
  const volumeFactor = power(3);

  const mass = quantity(record, massKeys, (unit) => massUnit(unit)?.kg ?? null, kg, units.mass?.name ?? null);
  const volume = quantity(record, volumeKeys, (unit) => powerUnit(unit, 3), volumeFactor, name(3));
  const area = quantity(record, areaKeys, (unit) => powerUnit(unit, 2), power(2), name(2));
  const density = quantity(
    record,
    densityKeys,
    densityUnit,
    kg === null || volumeFactor === null ? null : kg / volumeFactor,
    units.mass === null || length === null ? null : `${units.mass.name}/${length.name}^3`,
  );
  const centreOfGravity = gravity(record, units);
  const converted = [mass?.value, volume?.value, area?.value, density?.value, centreOfGravity?.value].some(
    (value) => value !== null && value !== undefined,
  );
  return { mass, volume, area, density, centreOfGravity, unitSource: converted ? 'stated' : 'unknown' };
}

/** A number, or `{value, unit}`; a unit beside it (`mass_unit`, `volume_units`) or in it wins over the model's. */
function quantity(
  record: JsonRecord,
  keys: readonly string[],
  factorOf: (unit: string) => number | null,
  modelFactor: number | null,
  modelUnit: string | null,
): Quantity | null {
  for (const key of keys) {
    const entry = pick(record, [key]);
    const raw = numberOf(isRecord(entry) ? pick(entry, ['value', key]) : entry);
    if (raw === null) continue;
    const inside = isRecord(entry) ? textOf(pick(entry, ['unit', 'units'])) : null;
    const unit = inside ?? textOf(pick(record, [`${key}_unit`, `${key}_units`]));
    const factor = unit === null ? modelFactor : factorOf(unit);
    return { raw, unit: unit ?? modelUnit, value: factor === null ? null : raw * factor };
  }
  return null;
}

function gravity(record: JsonRecord, units: UnitStatement): ExportedMass['centreOfGravity'] {
  const entry = pick(record, gravityKeys);
  const raw = vectorOf(isRecord(entry) && 'value' in entry ? entry['value'] : entry);
  if (raw === null) return null;
  const stated = isRecord(entry) ? textOf(pick(entry, ['unit', 'units'])) : null;
  const length = stated === null ? units.length : lengthUnit(stated);
  const [x, y, z] = raw;
  return {
    raw,
    unit: stated ?? length?.name ?? null,
    value: length === null ? null : [x * length.mm, y * length.mm, z * length.mm],
  };
}
