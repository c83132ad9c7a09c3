/** Millimetres in one of each length unit that a query may name. */
const mmPerUnit: Readonly<Record<string, number>> = {
  mm: 1,
  um: 0.001,
  cm: 10,
  m: 1000,
  inch: 25.4,
  ft: 304.8,
};

const aliases: Readonly<Record<string, string>> = {
  millimetre: 'mm',
  millimeter: 'mm',
  µm: 'um',
  μm: 'um',
  in: 'inch',
  inches: 'inch',
  '"': 'inch',
  '″': 'inch',
  foot: 'ft',
  feet: 'ft',
  "'": 'ft',
  degree: 'deg',
  degrees: 'deg',
  '°': 'deg',
};

/** The units a query may name, besides their usual other spellings. */
export const queryUnits = ['mm', 'um', 'cm', 'm', 'inch', 'ft', 'deg'] as const;
export type QueryUnit = (typeof queryUnits)[number];

/** The unit behind a spelling, or null for one that is not known. */
export function parseUnit(spelling: string): QueryUnit | null {
  const lower = spelling.trim().toLowerCase();
  const name = aliases[lower] ?? lower;
  return queryUnits.find((unit) => unit === name) ?? null;
}

/** Factor from a length unit to millimetres; null for angles. */
export function mmPer(unit: QueryUnit): number | null {
  return mmPerUnit[unit] ?? null;
}

export interface Interval {
  /** Inclusive; infinite where the query left the end open. */
  readonly from: number;
  readonly to: number;
}

/**
 * Numbers that differ by less are the same dimension: values come from geometry and from unit conversion, both in
 * binary floating point. One millionth is far below any tolerance on a drawing.
 */
function slack(value: number): number {
  return Math.max(1e-9, Math.abs(value) * 1e-6);
}

export interface ValueCriterion {
  readonly value?: number | undefined;
  readonly tolerance?: number | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** The interval that satisfies all given criteria, or null when none is given. It is empty (from > to) when they exclude each other. */
export function intervalOf(criterion: ValueCriterion): Interval | null {
  const { value, tolerance = 0, min, max } = criterion;
  if (value === undefined && min === undefined && max === undefined) return null;
  const froms = [Number.NEGATIVE_INFINITY];
  const tos = [Number.POSITIVE_INFINITY];
  if (value !== undefined) {
    froms.push(value - tolerance - slack(value));
    tos.push(value + tolerance + slack(value));
  }
  if (min !== undefined) froms.push(min - slack(min));
  if (max !== undefined) tos.push(max + slack(max));
  return { from: Math.max(...froms), to: Math.min(...tos) };
}

/** The same interval in millimetres. */
export function scaled(interval: Interval, factor: number): Interval {
  return { from: interval.from * factor, to: interval.to * factor };
}
