import type { Page } from '../page.js';

/** What a drawing says in words about all of its dimensions. */
export interface Statements {
  readonly units: string | null;
  readonly projection: string | null;
  readonly generalTolerance: string | null;
}

const unitStatements: readonly (readonly [RegExp, string])[] = [
  [
    /(?:DIMENSIONS?|DIMS?\.?|MEASUREMENTS?|UNITS?|LENGTHS?)\s*(?:ARE|IS)?\s*(?:GIVEN\s*|STATED\s*|SHOWN\s*)?(?:IN|:|=)?\s*(?:IN\s*)?\[?(?:MILLIMET(?:ER|RE)S?|MM\b)/i,
    'mm',
  ],
  [
    /(?:DIMENSIONS?|DIMS?\.?|MEASUREMENTS?|UNITS?|LENGTHS?)\s*(?:ARE|IS)?\s*(?:GIVEN\s*|STATED\s*|SHOWN\s*)?(?:IN|:|=)\s*(?:IN\s*)?\[?(?:INCH(?:ES)?|IN\.?(?=$|[\s\].,;])|")/i,
    'inch',
  ],
  [
    /(?:MASSE|MASSANGABEN|ABMESSUNGEN|MAßE|COTES|DIMENSIONES|COTAS|QUOTE|MISURE)\s*(?:ALLE\s*)?(?:IN|EN|:)\s*(?:\[?MM\b|MILLIM)/i,
    'mm',
  ],
  [/(?:DIMENSIONS?|UNITS?)\s*(?:ARE)?\s*(?:IN|:)\s*(?:CENTIMET(?:ER|RE)S?|CM\b)/i, 'cm'],
  [/(?:DIMENSIONS?|UNITS?)\s*(?:ARE)?\s*(?:IN|:)\s*(?:MET(?:ER|RE)S?\b)/i, 'm'],
  [/单位\s*[:：]?\s*(?:mm|毫米)/i, 'mm'],
];

const standardTolerance =
  /(?:(?:DIN\s*)?(?:EN\s*)?ISO\s*2768(?:\s*[-–:]?\s*\d)?(?:\s*[-–:]?\s*[fmcvFMCV][HKLhkl]?(?:[-–]?E)?)?|DIN\s*7168(?:\s*[-–]?\s*[a-z]+)?)/i;

/** Only what is stated counts; millimetres are never assumed. */
export function statementsOf(pages: readonly Page[]): Statements {
  const texts = pages.flatMap((page) => page.lines.map((line) => line.text));
  const units = unitStatements.find(([pattern]) => texts.some((text) => pattern.test(text)))?.[1] ?? null;
  const standard = texts.map((text) => standardTolerance.exec(text)?.[0]).find((match) => match !== undefined);
  return { units, projection: projectionOf(texts), generalTolerance: standard?.trim() ?? null };
}

function projectionOf(texts: readonly string[]): string | null {
  for (const text of texts) {
    if (/\b(?:3RD|THIRD)[\s-]*ANGLE/i.test(text)) return 'third angle';
    if (/\b(?:1ST|FIRST)[\s-]*ANGLE/i.test(text)) return 'first angle';
  }
  return null;
}
