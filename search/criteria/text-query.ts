/** One thing the asker wants to see: a word (or its beginning), or a phrase. */
export interface TextUnit {
  readonly text: string;
  readonly phrase: boolean;
}

/** Any branch may hold; within a branch every unit must. Branches name units by their place. */
export interface TextQuery {
  readonly units: readonly TextUnit[];
  readonly branches: readonly (readonly number[])[];
}

/** More than anyone types, and little enough for the planner. */
export const maxUnits = 16;

const token = /"([^"]*)(?:"|$)|(\|)|([^\s"|]+)/gu;
const searchable = /[\p{L}\p{N}]/u;

/**
 * Reads what a person types: words are ANDed and match as prefixes, `|` starts an alternative, quotes hold a phrase together.
 * A quote that is never closed runs to the end. Words without a letter or a digit say nothing and are left out.
 * No operator of Postgres' own syntax is understood, so nothing typed can be a syntax error.
 */
export function parseTextQuery(typed: string): TextQuery {
  const units: TextUnit[] = [];
  const branches: number[][] = [[]];
  for (const [, quoted, bar, word] of typed.matchAll(token)) {
    if (bar !== undefined) {
      branches.push([]);
      continue;
    }
    const text = (quoted ?? (word ?? '').replace(/\*+$/u, '')).trim();
    if (!searchable.test(text)) continue;
    const number = indexOfUnit(units, { text, phrase: quoted !== undefined });
    const branch = branches.at(-1);
    if (branch !== undefined && !branch.includes(number)) branch.push(number);
  }
  return { units, branches: branches.filter((branch) => branch.length > 0) };
}

/** A unit that was typed twice is looked up once. */
function indexOfUnit(units: TextUnit[], unit: TextUnit): number {
  const known = units.findIndex((other) => other.text === unit.text && other.phrase === unit.phrase);
  return known >= 0 ? known : units.push(unit) - 1;
}

/** A word as a prefix lexeme in tsquery syntax, quoted so that Postgres reads nothing into it. */
export function prefixLexeme(word: string): string {
  const quoted = word.toLowerCase().replace(/\\/g, '\\\\').replace(/'/g, "''");
  return `'${quoted}':*`;
}
