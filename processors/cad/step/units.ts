import type { StepEntities } from './entities.js';
import { isEnum, isReference, isTyped, referencesIn, type StepValue } from './values.js';

/** A unit as the file states it. */
export interface StepUnit {
  /** `mm`, `inch`, `kg/m^3`. */
  readonly name: string;
  /** SI base units (m, kg, s, rad, ...) in one of it. */
  readonly si: number;
  /** Exponents of length and mass, by which a density is told from a ratio. */
  readonly length: number;
  readonly mass: number;
}

/** ISO 10303-41, `si_prefix`. */
const prefixes: Readonly<Record<string, readonly [symbol: string, factor: number]>> = {
  EXA: ['E', 1e18],
  PETA: ['P', 1e15],
  TERA: ['T', 1e12],
  GIGA: ['G', 1e9],
  MEGA: ['M', 1e6],
  KILO: ['k', 1e3],
  HECTO: ['h', 1e2],
  DECA: ['da', 1e1],
  DECI: ['d', 1e-1],
  CENTI: ['c', 1e-2],
  MILLI: ['m', 1e-3],
  MICRO: ['µ', 1e-6],
  NANO: ['n', 1e-9],
  PICO: ['p', 1e-12],
  FEMTO: ['f', 1e-15],
  ATTO: ['a', 1e-18],
};

/** ISO 10303-41, `si_unit_name`: symbol, and SI base units in one of it. */
const siUnits: Readonly<Record<string, readonly [symbol: string, factor: number]>> = {
  METRE: ['m', 1],
  GRAM: ['g', 1e-3],
  SECOND: ['s', 1],
  AMPERE: ['A', 1],
  KELVIN: ['K', 1],
  MOLE: ['mol', 1],
  CANDELA: ['cd', 1],
  RADIAN: ['rad', 1],
  STERADIAN: ['sr', 1],
  HERTZ: ['Hz', 1],
  NEWTON: ['N', 1],
  PASCAL: ['Pa', 1],
  JOULE: ['J', 1],
  WATT: ['W', 1],
  VOLT: ['V', 1],
  OHM: ['Ω', 1],
  DEGREE_CELSIUS: ['°C', 1],
};

/** Units that refer to themselves would never end. */
const maxDepth = 8;

/** Null for none, and for one that is not understood. */
export function readUnit(entities: StepEntities, value: StepValue | undefined, depth = 0): StepUnit | null {
  if (!isReference(value) || depth > maxDepth) return null;
  const derived = entities.values(value.ref, 'DERIVED_UNIT');
  if (derived !== null) return derivedUnit(entities, derived[0], depth);
  const kinds = new Set(entities.entities(value.ref).map(({ keyword }) => keyword));
  const dimension = { length: Number(kinds.has('LENGTH_UNIT')), mass: Number(kinds.has('MASS_UNIT')) };
  const si = entities.values(value.ref, 'SI_UNIT');
  if (si !== null) return siUnit(si, dimension);
  const conversion = entities.values(value.ref, 'CONVERSION_BASED_UNIT');
  if (conversion === null) return null;
  const factor = conversionFactor(entities, conversion[1], depth);
  if (typeof conversion[0] !== 'string' || factor === null) return null;
  return { name: conversion[0].trim().toLowerCase(), si: factor, ...dimension };
}

function siUnit([prefix, unit]: readonly StepValue[], dimension: Pick<StepUnit, 'length' | 'mass'>): StepUnit | null {
  const base = isEnum(unit) ? siUnits[unit.name] : undefined;
  const scale = isEnum(prefix) ? prefixes[prefix.name] : (['', 1] as const);
  if (base === undefined || scale === undefined) return null;
  return { name: scale[0] + base[0], si: scale[1] * base[1], ...dimension };
}

/** `MEASURE_WITH_UNIT(LENGTH_MEASURE(25.4),#mm)`, under any of its names. */
function conversionFactor(entities: StepEntities, value: StepValue | undefined, depth: number): number | null {
  if (!isReference(value)) return null;
  for (const { keyword, values } of entities.entities(value.ref)) {
    if (!keyword.endsWith('MEASURE_WITH_UNIT') || values.length < 2) continue;
    const amount = numberOf(values[0]);
    const unit = readUnit(entities, values[1], depth + 1);
    if (amount !== null && unit !== null) return amount * unit.si;
  }
  return null;
}

function derivedUnit(entities: StepEntities, elements: StepValue | undefined, depth: number): StepUnit | null {
  let whole: StepUnit = { name: '', si: 1, length: 0, mass: 0 };
  const [above, below]: string[][] = [[], []];
  for (const id of referencesIn(elements)) {
    const element = entities.values(id, 'DERIVED_UNIT_ELEMENT');
    const unit = readUnit(entities, element?.[0], depth + 1);
    const exponent = numberOf(element?.[1]);
    if (unit === null || exponent === null) return null;
    if (exponent !== 0) (exponent > 0 ? above : below)?.push(powerOf(unit.name, Math.abs(exponent)));
    whole = {
      ...whole,
      si: whole.si * unit.si ** exponent,
      length: whole.length + unit.length * exponent,
      mass: whole.mass + unit.mass * exponent,
    };
  }
  const name = [above?.join('·') === '' ? '1' : above?.join('·'), ...(below ?? [])].join('/');
  return name === '1' ? null : { ...whole, name };
}

function powerOf(name: string, exponent: number): string {
  return exponent === 1 ? name : `${name}^${exponent}`;
}

/** A number, bare or with its type around it. */
export function numberOf(value: StepValue | undefined): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return isTyped(value) ? numberOf(value.values[0]) : null;
}
