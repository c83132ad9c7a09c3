import { lengthUnit } from '../../../creo/units.js';
import type { StepEntities } from '../entities.js';
import { numberOf, readUnit } from '../units.js';
import { isTyped, meaningful, referencesIn, type StepValue } from '../values.js';

/** A length or an angle that the file states in words; angles are in degrees, whatever the file has them in. */
export interface Measure {
  /** `nominal value`, `upper limit`; null where the file gives none. */
  readonly name: string | null;
  readonly value: number;
  readonly isAngle: boolean;
  /** As the fleet names it, `deg` for angles; null where the file states none. */
  readonly unit: string | null;
  /** Metres or radians in one of the unit of the file. */
  readonly si: number | null;
  /** Digits behind the point that the author shows; null where the file does not tell. */
  readonly decimals: number | null;
  /** `maximum`, `minimum`, `average`; null for a plain value. */
  readonly qualifier: string | null;
}

const degreesPerRadian = 180 / Math.PI;

/** Null for what is no measure with a number. */
export function readMeasure(entities: StepEntities, value: StepValue | undefined): Measure | null {
  const [id] = referencesIn(value);
  if (id === undefined) return null;
  const parts = entities.entities(id);
  const [first] = parts;
  if (first === undefined) return null;
  const isComplex = parts.length > 1;
  const isItem = first.keyword === 'MEASURE_REPRESENTATION_ITEM';
  const [amount, unitRef] = isComplex
    ? (parts.find(({ keyword, values }) => keyword.endsWith('MEASURE_WITH_UNIT') && values.length > 1)?.values ?? [])
    : first.values.slice(isItem ? 1 : 0);
  const number = numberOf(amount);
  if (number === null) return null;
  const unit = readUnit(entities, unitRef);
  const isAngle = isTyped(amount) && amount.keyword.includes('PLANE_ANGLE');
  const named = isComplex ? entities.values(id, 'REPRESENTATION_ITEM')?.[0] : isItem ? first.values[0] : undefined;
  const inDegrees = isAngle && unit !== null;
  return {
    name: meaningful(named)?.toLowerCase() ?? null,
    value: inDegrees ? rounded(number * unit.si * degreesPerRadian) : number,
    isAngle,
    unit: unit === null ? null : isAngle ? 'deg' : (lengthUnit(unit.name)?.name ?? unit.name),
    si: unit?.si ?? null,
    ...qualifiersOf(entities, entities.values(id, 'QUALIFIED_REPRESENTATION_ITEM')?.[0]),
  };
}

/** A measure's value in the unit of another. */
export function inUnitOf(measure: Measure, other: Measure): number {
  if (measure.isAngle || measure.si === null || other.si === null || measure.si === other.si) return measure.value;
  return rounded((measure.value * measure.si) / other.si);
}

function qualifiersOf(entities: StepEntities, value: StepValue | undefined): Pick<Measure, 'decimals' | 'qualifier'> {
  let decimals: number | null = null;
  let qualifier: string | null = null;
  for (const id of referencesIn(value)) {
    const format = entities.values(id, 'VALUE_FORMAT_TYPE_QUALIFIER')?.[0];
    // ISO 13584-42: `NR2 3.2` has two digits behind the point.
    const digits = typeof format === 'string' ? /^\s*NR2\s+\d*\.(\d+)\s*$/.exec(format)?.[1] : undefined;
    if (digits !== undefined && Number(digits) <= mostDecimals) decimals = Number(digits);
    qualifier = meaningful(entities.values(id, 'TYPE_QUALIFIER')?.[0])?.toLowerCase() ?? qualifier;
  }
  return { decimals, qualifier };
}

const mostDecimals = 12;

/** Without the last digits of a conversion: 0.7853981633974483 rad are 45 degrees. */
export function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

/** As an author would print it. */
export function printed(value: number, decimals: number | null): string {
  return decimals === null ? String(rounded(value)) : value.toFixed(decimals);
}
