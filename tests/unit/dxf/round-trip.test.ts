import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Encoding } from '../../../sample/dxf/tags.js';
import { dxf, facts, tags, type Tag } from './dxf-file.js';

/** Whatever way a drawing is stored, it is read as it was written. */

const coordinate = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((thousandths) => thousandths / 1000);
// No % and no \, which begin codes; 図 is in the Japanese code page and not in the western one, ä the other way round.
const words = fc
  .string({ unit: fc.constantFrom(...Array.from('ABCxyz019 -.,äØ図')), minLength: 1, maxLength: 20 })
  .map((text) => `<${text}>`);
const size = fc.integer({ min: 1, max: 5_000_000 }).map((thousandths) => thousandths / 1000);

interface Written {
  readonly texts: readonly string[];
  readonly sizes: readonly number[];
  readonly entities: readonly Tag[];
}

const drawing: fc.Arbitrary<Written> = fc
  .tuple(
    fc.array(fc.tuple(words, coordinate, coordinate), { maxLength: 8 }),
    fc.array(fc.tuple(size, coordinate, coordinate), { maxLength: 8 }),
  )
  .map(([texts, sizes]) => ({
    texts: texts.map(([text]) => text),
    sizes: sizes.map(([value]) => value),
    entities: [
      ...texts.flatMap(([text, x, y]) => tags(0, 'TEXT', 8, '0', 10, x, 20, y, 30, 0, 40, 2.5, 1, text)),
      ...sizes.flatMap(([value, x, y]) =>
        tags(
          ...[0, 'DIMENSION', 8, '0', 10, x, 20, y + 5, 30, 0, 70, 32, 42, value],
          ...[13, x, 23, y, 33, 0, 14, x + value, 24, y, 34, 0],
        ),
      ),
    ],
  }));

const encodings: readonly (Encoding & { readonly codePageName: string })[] = [
  ...(['\n', '\r\n'] as const).flatMap((lineEnd) => [
    { version: 'AC1015', binary: false, codePage: 'ANSI_1252', codePageName: 'ANSI_1252', lineEnd } as const,
    { version: 'AC1009', binary: false, codePage: 'dos932', codePageName: 'dos932', lineEnd } as const,
    { version: 'AC1032', binary: false, codePage: 'utf8', codePageName: 'ANSI_1252', lineEnd } as const,
    { version: 'AC1015', binary: false, codePage: 'utf8-claims-1252', codePageName: 'ANSI_1252', lineEnd } as const,
  ]),
  { version: 'AC1009', binary: true, codePage: 'ANSI_1252', codePageName: 'ANSI_1252', lineEnd: '\n' },
  { version: 'AC1015', binary: true, codePage: 'dos932', codePageName: 'dos932', lineEnd: '\n' },
  { version: 'AC1032', binary: true, codePage: 'utf8', codePageName: 'ANSI_1252', lineEnd: '\n' },
];

describe('a drawing is read as it was written', () => {
  test.each(encodings)('$version, binary $binary, $codePage, line end $lineEnd', async ({ codePageName, ...encoding }) => {
    const header = tags(9, '$ACADVER', 1, encoding.version, 9, '$DWGCODEPAGE', 3, codePageName);
    await fc.assert(
      fc.asyncProperty(drawing, async ({ texts, sizes, entities }) => {
        const found = await facts(dxf({ header, entities }, encoding));
        expect(found.texts.map(({ text }) => text)).toEqual(texts);
        expect(found.dimensions.map(({ value }) => value)).toEqual(sizes);
        expect(found.metadata.warnings ?? []).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
