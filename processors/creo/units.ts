/** A unit of length as the fleet names it, with its size in millimetres. */
export interface LengthUnit {
  readonly name: string;
  readonly mm: number;
}

const lengthUnits: readonly (readonly [LengthUnit, RegExp])[] = [
  [{ name: 'mm', mm: 1 }, /^(mm|millimet(er|re)s?|milli-?meters?)$/],
  [{ name: 'cm', mm: 10 }, /^(cm|centimet(er|re)s?)$/],
  [{ name: 'm', mm: 1000 }, /^(m|met(er|re)s?)$/],
  [{ name: 'inch', mm: 25.4 }, /^(in|inch|inches|")$/],
  [{ name: 'foot', mm: 304.8 }, /^(ft|foot|feet|')$/],
  [{ name: 'micron', mm: 0.001 }, /^(micron|microns|um|µm|micromet(er|re)s?)$/],
];

/** Kilograms in one unit of mass; the international pound is exact by definition, the slug is 32.174049 lb (NIST SP 811, B.8). */
const massUnits: readonly (readonly [string, number, RegExp])[] = [
  ['kg', 1, /^(kg|kgs|kilograms?|kilogrammes?)$/],
  ['g', 0.001, /^(g|gr|grams?|grammes?)$/],
  ['lb', 0.45359237, /^(lb|lbs|lbm|pounds?|pound-?mass|lb_?m)$/],
  ['tonne', 1000, /^(t|tonnes?|metric[ _]?tons?|mg_mass)$/],
  ['oz', 0.028349523125, /^(oz|ounces?)$/],
  ['slug', 14.59390294, /^slugs?$/],
];

export interface MassUnit {
  readonly name: string;
  readonly kg: number;
}

/** Null for a unit that is not known: its values stay raw. */
export function lengthUnit(spelling: string): LengthUnit | null {
  const key = spelling.trim().toLowerCase();
  return lengthUnits.find(([, pattern]) => pattern.test(key))?.[0] ?? null;
}

export function massUnit(spelling: string): MassUnit | null {
  const key = spelling.trim().toLowerCase();
  const found = massUnits.find(([, , pattern]) => pattern.test(key));
  return found === undefined ? null : { name: found[0], kg: found[1] };
}

/** `mm^2`, `mm2`, `sq in`, `in²` -> square millimetres in one unit; `power` 3 for volumes (`cc`, `l` included). Null where not known. */
export function powerUnit(spelling: string, power: 2 | 3): number | null {
  const key = spelling.trim().toLowerCase().replace(/²/g, '^2').replace(/³/g, '^3');
  if (power === 3 && /^(cc|ml|millilit(er|re)s?)$/.test(key)) return 1000;
  if (power === 3 && /^(l|lit(er|re)s?)$/.test(key)) return 1_000_000;
  const match = /^(?:(sq|square|cu|cubic)[ .]+)?([a-zµ"']+?)(?:\^?([23]))?$/.exec(key);
  if (match === null) return null;
  const [, word, base = '', digit] = match;
  const stated = digit === undefined ? (word === undefined ? null : word.startsWith('sq') ? 2 : 3) : Number(digit);
  if (stated !== power) return null;
  const unit = lengthUnit(base);
  return unit === null ? null : unit.mm ** power;
}

/** Density in kilograms per cubic millimetre for one unit, e.g. `g/cm^3`, `kg/m3`, `lbm/in^3`. Null where not known. */
export function densityUnit(spelling: string): number | null {
  const [mass, volume, ...rest] = spelling.split('/');
  if (mass === undefined || volume === undefined || rest.length > 0) return null;
  const kg = massUnit(mass)?.kg;
  const mm3 = powerUnit(volume, 3);
  return kg === undefined || mm3 === null ? null : kg / mm3;
}
