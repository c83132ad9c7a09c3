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
    /(?:MASSE|MAßE|(?:MASS|MAß)ANGABEN|ABMESSUNGEN|BEMA(?:SS|ß)UNG|COTES|COTATION|DIMENSIONES|COTAS|QUOTE|MISURE)\s*(?:ALLE\s*)?(?:IN|EN|:)\s*(?:\[?MM\b|MILLIM)/i,
    'mm',
  ],
  [/(?:DIMENSIONS?|UNITS?)\s*(?:ARE)?\s*(?:IN|:)\s*(?:CENTIMET(?:ER|RE)S?|CM\b)/i, 'cm'],
  [/(?:DIMENSIONS?|UNITS?)\s*(?:ARE)?\s*(?:IN|:)\s*(?:MET(?:ER|RE)S?\b)/i, 'm'],
  [/^(?:(?:DIM(?:ENSION)?\s*)?UNITS?|EINHEIT(?:EN)?|UNIT[ÉE]S?|UNIDADES|UNIT[ÀA])\s*[:=]?\s*\[?(?:MM|MILLIM\w+|METRIC)\b/i, 'mm'],
  [/^(?:(?:DIM(?:ENSION)?\s*)?UNITS?)\s*[:=]?\s*\[?(?:INCH(?:ES)?|IN)\b/i, 'inch'],
  [/^(?:ALL\s*)?DIM(?:ENSION)?S?\.?\s*(?:ARE\s*)?(?:IN\s*)?MM\b/i, 'mm'],
  [/单位\s*[:：]?\s*(?:mm|毫米)/i, 'mm'],
];

const standardTolerance =
  /(?:(?:DIN\s*)?(?:EN\s*)?ISO\s*2768(?:\s*[-–:]?\s*\d)?(?:\s*[-–:]?\s*[fmcvFMCV][HKLhkl]?(?:[-–]?E)?)?|DIN\s*7168(?:\s*[-–]?\s*[a-z]+)?)/i;

/** Only what is stated counts; millimetres are never assumed. */
export function statementsOf(pages: readonly Page[]): Statements {
  const texts = pages.flatMap((page) => [...page.lines.map((line) => line.text), ...brokenLines(page)]);
  const units = unitStatements.find(([pattern]) => texts.some((text) => pattern.test(text)))?.[1] ?? null;
  const standard = texts.map((text) => standardTolerance.exec(text)?.[0]).find((match) => match !== undefined);
  return { units, projection: projectionOf(texts), generalTolerance: standard?.trim() ?? null };
}

/** `DIMENSIONS ARE IN` over `MILLIMETERS`: lines that speak of dimensions, each with the line right below it. */
function brokenLines({ lines }: Page): string[] {
  return lines
    .filter((line) => line.cos > 0.99 && /DIM|UNIT|COTES|MASS|MAß|MEASURE/i.test(line.text))
    .flatMap((line) => {
      const next = lines.find(
        (other) =>
          other.cos > 0.99 &&
          line.v - other.v > 0.5 * line.size &&
          line.v - other.v < 2 * line.size &&
          Math.min(Math.abs(other.x0 - line.x0), Math.abs(other.x0 + other.x1 - line.x0 - line.x1) / 2) < 2 * line.size,
      );
      return next ? [`${line.text} ${next.text}`] : [];
    });
}

function projectionOf(texts: readonly string[]): string | null {
  for (const text of texts) {
    if (/\b(?:3RD|THIRD)[\s-]*ANGLE/i.test(text)) return 'third angle';
    if (/\b(?:1ST|FIRST)[\s-]*ANGLE/i.test(text)) return 'first angle';
  }
  return null;
}
