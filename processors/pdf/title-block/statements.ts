import { projectionIn, standardToleranceIn, unitsIn } from '../../sheet-words/statements.js';
import type { Page } from '../page.js';

/** What a drawing says in words about all of its dimensions. */
export interface Statements {
  readonly units: string | null;
  readonly projection: string | null;
  readonly generalTolerance: string | null;
}

/** Only what is stated counts; millimetres are never assumed. */
export function statementsOf(pages: readonly Page[]): Statements {
  const texts = pages.flatMap((page) => [...page.lines.map((line) => line.text), ...brokenLines(page)]);
  return {
    units: firstOf(texts, unitsIn),
    projection: firstOf(texts, projectionIn),
    generalTolerance: firstOf(texts, standardToleranceIn),
  };
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

function firstOf<T>(texts: readonly string[], read: (text: string) => T | null): T | null {
  for (const text of texts) {
    const found = read(text);
    if (found !== null) return found;
  }
  return null;
}
