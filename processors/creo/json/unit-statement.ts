import { lengthUnit, massUnit } from '../units.js';
import type { LengthUnit, MassUnit } from '../units.js';
import { isRecord, pick, textOf } from './shape.js';
import type { JsonRecord } from './shape.js';

/** The units that an export states for its numbers; null where it does not. Nothing is ever assumed. */
export interface UnitStatement {
  readonly length: LengthUnit | null;
  readonly mass: MassUnit | null;
}

export const nothingStated: UnitStatement = { length: null, mass: null };

const unitKeys = ['units', 'unit', 'unit_system', 'units_system', 'principal_units', 'system_of_units'];
const lengthKeys = ['length', 'length_unit', 'length_units', 'linear', 'distance'];
const massKeys = ['mass', 'mass_unit', 'mass_units', 'weight'];

/** Looks into `units` (text or object) and beside it (`length_unit`, `mass_unit`) of each record in turn; the first statement wins. */
export function statedUnits(...records: (JsonRecord | null)[]): UnitStatement {
  let length: LengthUnit | null = null;
  let mass: MassUnit | null = null;
  for (const record of records) {
    if (record === null) continue;
    const units = pick(record, unitKeys);
    const inside = isRecord(units) ? fromRecord(units, true) : fromLabel(textOf(units));
    const beside = fromRecord(record, false);
    length ??= inside.length ?? beside.length;
    mass ??= inside.mass ?? beside.mass;
  }
  return { length, mass };
}

/** In a record of units `length` is a unit; elsewhere only `length_unit` and the like are. */
function fromRecord(record: JsonRecord, unitsOnly: boolean): UnitStatement {
  const explicit = (keys: readonly string[]): string | null =>
    textOf(pick(record, unitsOnly ? keys : keys.filter((key) => key.includes('unit'))));
  const length = explicit(lengthKeys);
  const mass = explicit(massKeys);
  const label = unitsOnly ? fromLabel(textOf(pick(record, ['name', 'system', 'label']))) : nothingStated;
  return {
    length: (length === null ? null : lengthUnit(length)) ?? label.length,
    mass: (mass === null ? null : massUnit(mass)) ?? label.mass,
  };
}

/** Creo's systems of units. Those of length, force and time derive the mass: N s^2/mm is a tonne. */
const systems: readonly (readonly [RegExp, string, string | null])[] = [
  [/^mm[nN]s$|millimeter newton se/i, 'mm', 'tonne'],
  [/^mmks$|millimeter kilogram se/i, 'mm', 'kg'],
  [/^cgs$|centimeter gram se/i, 'cm', 'g'],
  [/^mks$|meter kilogram se/i, 'm', 'kg'],
  [/inch lbm se/i, 'inch', 'lb'],
  [/^ips$|inch pound se/i, 'inch', null],
  [/^fps$|foot pound se/i, 'ft', null],
];

function fromLabel(label: string | null): UnitStatement {
  if (label === null) return nothingStated;
  const system = systems.find(([pattern]) => pattern.test(label));
  if (system !== undefined) {
    const [, length, mass] = system;
    return { length: lengthUnit(length), mass: mass === null ? null : massUnit(mass) };
  }
  return { length: lengthUnit(label), mass: massUnit(label) };
}
