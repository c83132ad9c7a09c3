import { projectionIn, standardToleranceIn, unitsIn } from '../../sheet-words/statements.js';
import { printedUnit } from '../units.js';

/** What a sheet says about itself in sentences rather than cells. */
export interface Statements {
  readonly units: string | null;
  readonly generalTolerance: string | null;
  readonly projection: string | null;
}

const millimetres =
  /\b(?:dim(?:ension)?s?|units?|measurements?|ma(?:ß|ss)e)\b.{0,24}?\b(?:in|are|:)\s*(?:in\s+)?(?:millimet(?:er|re)s?|mm)\b|\ball\s+dim(?:ension)?s?\.?\s+mm\b/i;
const inches =
  /\b(?:dim(?:ension)?s?|units?|measurements?)\b.{0,24}?\b(?:in|are|:)\s*(?:in\s+)?(?:decimal\s+)?inch(?:es)?\b|\ball\s+dim(?:ension)?s?\.?\s+inch(?:es)?\b/i;
const tolerance = /^(?:general\s+|unspecified\s+)?tol(?:erance)?s?\b\.?\s*(?:are|unless[^:]*)?\s*[:=]\s*(.+)$/i;
const standardTolerance = /\b(?:ISO|DIN(?:\s*ISO)?|EN\s*ISO)\s*2768\s*-?\s*(?:\d\s*-?\s*)?[fmcv][HKL]?\b/i;

/** One test that spares most texts the others. */
const anyStatement =
  /dim|unit|einheit|meas|ma(?:ß|ss)|cot|quote|misure|medida|mat|wymiary|rozm|k[óo]ty|[öo]l[çc]|m[åa][lt]|mjere|размер|[位위]|tol|2768|1804|0405|30893|22081|13920|7168|angle|diedr|di[èe]dre|methode|角|각/i;

export function readStatements(texts: readonly string[]): Statements {
  let units: string | null = null;
  let generalTolerance: string | null = null;
  let projection: string | null = null;
  for (const text of texts) {
    if (text.length > 400 || !anyStatement.test(text)) continue;
    units ??= millimetres.test(text) ? 'mm' : inches.test(text) ? 'inch' : unitsIn(text);
    generalTolerance ??= toleranceIn(text);
    projection ??= projectionIn(text);
  }
  return { units: units ?? printedUnit(generalTolerance ?? ''), generalTolerance, projection };
}

function toleranceIn(text: string): string | null {
  const stated = tolerance.exec(text)?.[1]?.trim();
  if (stated !== undefined && /\d/.test(stated) && stated.length <= 80) return stated;
  return standardTolerance.exec(text)?.[0] ?? standardToleranceIn(text);
}
