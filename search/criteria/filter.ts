/** What results may be narrowed by and are counted by. */
export const facetNames = ['project', 'format', 'material', 'revision', 'unit'] as const;
export type FacetName = (typeof facetNames)[number];

/** A result passes when it has any of the values, compared without regard to case. */
export interface FacetFilter {
  readonly facet: FacetName;
  readonly values: readonly string[];
}

/** More than a person picks. */
const maxValues = 50;

const token = /\s*(?:"((?:[^"\\]|\\.)*)"|([[\],=])|([^\s[\],="]+))/uy;

/**
 * Reads `project = 12345 AND format IN [pdf, dxf] AND material = "AISI 304"`: conditions that must all hold, values in double quotes
 * where they hold blanks, brackets or commas, with `\` before a quote.
 * @throws {SyntaxError} that says what was expected
 */
export function parseFilter(text: string): FacetFilter[] {
  const tokens = tokensOf(text);
  const filters: FacetFilter[] = [];
  let at = 0;
  const take = (): Token => tokens[at++] ?? { text: '', kind: 'end' };
  do {
    const name = take();
    const facet = facetNames.find((known) => known === name.text.toLowerCase());
    if (facet === undefined || name.kind !== 'word') throw new SyntaxError(`expected one of ${facetNames.join(', ')}`);
    const operator = take();
    if (isSign(operator, '=')) filters.push({ facet, values: [valueOf(take())] });
    else if (isWord(operator, 'in')) filters.push({ facet, values: listOf(take) });
    else throw new SyntaxError(`expected = or IN after ${facet}`);
  } while (isWord(take(), 'and'));
  if (at <= tokens.length) throw new SyntaxError('expected AND between conditions');
  if (filters.reduce((sum, { values }) => sum + values.length, 0) > maxValues)
    throw new SyntaxError(`more than ${maxValues} values`);
  return filters;
}

interface Token {
  readonly text: string;
  readonly kind: 'word' | 'quoted' | 'sign' | 'end';
}

const isSign = ({ text, kind }: Token, sign: string): boolean => kind === 'sign' && text === sign;
const isWord = ({ text, kind }: Token, word: string): boolean => kind === 'word' && text.toLowerCase() === word;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  while (text.slice(token.lastIndex).trim() !== '') {
    const match = token.exec(text);
    if (match === null) throw new SyntaxError('a quote is not closed');
    const [, quoted, sign, word] = match;
    if (quoted !== undefined) tokens.push({ text: quoted.replace(/\\(.)/gu, '$1'), kind: 'quoted' });
    else tokens.push({ text: sign ?? word ?? '', kind: sign === undefined ? 'word' : 'sign' });
  }
  return tokens;
}

function valueOf({ text, kind }: Token): string {
  if (kind === 'word' || kind === 'quoted') return text;
  throw new SyntaxError('expected a value');
}

function listOf(take: () => Token): string[] {
  if (!isSign(take(), '[')) throw new SyntaxError('expected [ after IN');
  const values = [];
  let next;
  do {
    values.push(valueOf(take()));
    next = take();
  } while (isSign(next, ','));
  if (!isSign(next, ']')) throw new SyntaxError('expected ] at the end of the list');
  return values;
}
