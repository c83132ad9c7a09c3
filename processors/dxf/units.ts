/** Names of `$INSUNITS` values (DXF reference). 0, unitless, and missing mean that the file does not say. */
const insertUnits: readonly (string | null)[] = [
  null,
  'inch',
  'foot',
  'mile',
  'mm',
  'cm',
  'm',
  'km',
  'microinch',
  'mil',
  'yard',
  'angstrom',
  'nm',
  'micron',
  'dm',
  'dam',
  'hm',
  'Gm',
  'au',
  'light year',
  'parsec',
  'US survey foot',
  'US survey inch',
  'US survey yard',
  'US survey mile',
];

export function unitName(insunits: number | string | undefined): string | null {
  return typeof insunits === 'number' ? (insertUnits[insunits] ?? null) : null;
}

/** A unit that is printed with a number, such as `25 mm` or `2.5"`. */
export function printedUnit(label: string): string | null {
  if (/\d\s*mm\b/i.test(label)) return 'mm';
  if (/\d\s*cm\b/i.test(label)) return 'cm';
  if (/\d\s*(?:in(?:ch(?:es)?)?\b|"|''|″)/i.test(label)) return 'inch';
  return null;
}

/** A unit that stands alone, as in a title block: `MM`, `INCHES`. */
export function unitWord(text: string): string | null {
  if (/^\s*(?:mm|millimet(?:er|re)s?)\.?\s*$/i.test(text)) return 'mm';
  if (/^\s*(?:in|inch(?:es)?)\.?\s*$/i.test(text)) return 'inch';
  return null;
}
