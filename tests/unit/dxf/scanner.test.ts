import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openTags } from '../../../processors/dxf/open-tags.js';
import { ReadWarnings } from '../../../processors/dxf/read-warnings.js';
import type { TagSource } from '../../../processors/dxf/tag-source.js';
import { kindOf, TagWriter, type Encoding, type Tag } from '../../../sample/dxf/tags.js';

function scan(bytes: Uint8Array): { tags: [number, string | number][]; warnings: string[] } {
  const warnings = new ReadWarnings();
  const source = openTags(bytes, warnings);
  const found: [number, string | number][] = [];
  while (source.next()) found.push([source.code, valueOf(source)]);
  return { tags: found, warnings: warnings.list() };
}

function valueOf(source: TagSource): string | number {
  const kind = kindOf(source.code);
  if (kind === 'string') return source.bytes.toString('utf8', source.start, source.end);
  // Minus nought is nought.
  return (kind === 'double' ? source.exactReal() : source.integer()) + 0;
}

function written(tags: readonly Tag[], encoding: Partial<Encoding>): Buffer {
  const writer = new TagWriter({ version: 'AC1015', binary: false, codePage: 'utf8', lineEnd: '\n', ...encoding });
  writer.write([0, 'SECTION'], ...tags);
  return writer.finish();
}

const lines = (...each: readonly string[]): Buffer => Buffer.from(each.join('\n') + '\n');
const line = lines('0', 'LINE', '8', 'OUT', '10', '1.5', '62', '3');
const lineTags = [[0, 'LINE'] as const, [8, 'OUT'] as const, [10, 1.5] as const, [62, 3] as const];

describe('the tag scanner', () => {
  /** Any tag that every form of the file can hold. */
  const tag: fc.Arbitrary<Tag> = fc.oneof(
    fc.tuple(fc.constantFrom(1, 2, 3, 8, 100, 300), fc.string({ unit: fc.constantFrom(...Array.from('ABCxyz 0189-_*$äøЖ図')) })),
    fc.tuple(
      fc.constantFrom(10, 20, 40, 50, 140, 210, 1010),
      fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((value) => Number(value.toFixed(10))),
    ),
    fc.tuple(fc.constantFrom(60, 70, 170, 280, 1070), fc.integer({ min: -32768, max: 32767 })),
    fc.tuple(fc.constantFrom(90, 420, 440, 1071), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
  );

  test.each([
    ['ASCII', {}],
    ['binary of R12', { binary: true, version: 'AC1009' }],
    ['binary from R13 on', { binary: true }],
  ] as const)('reads back what was written: %s', (_, encoding) => {
    fc.assert(
      fc.property(fc.array(tag, { maxLength: 40 }), (all) => {
        const { tags: found, warnings } = scan(written(all, encoding));
        expect(warnings).toEqual([]);
        expect(found.slice(1)).toEqual(all.map(([code, value]) => [code, typeof value === 'number' ? value + 0 : value]));
      }),
    );
  });

  test('any kind of line end gives the same tags', () => {
    const text = line.toString('latin1');
    for (const end of ['\r\n', '\r', '\r\r\n']) expect(scan(Buffer.from(text.replaceAll('\n', end))).tags).toEqual(lineTags);
  });

  test('a stray line end of the other kind belongs to its value', () => {
    expect(scan(Buffer.from('0\rTEXT\r1\rwi\nde\r62\r3\r')).tags).toEqual([
      [0, 'TEXT'],
      [1, 'wi\nde'],
      [62, 3],
    ]);
    expect(scan(lines('0', 'TEXT', '1', 'wi\rde', '62', '3')).tags[1]).toEqual([1, 'wi\rde']);
  });

  test('blanks around group codes, a byte order mark, comments and a missing last line end change nothing', () => {
    expect(scan(lines('  0', 'LINE', '\t8  ', 'OUT', ' 10 ', '1.5', '    62', '     3')).tags).toEqual(lineTags);
    expect(scan(Buffer.concat([Buffer.from('\ufeff'), line])).tags).toEqual(lineTags);
    expect(scan(lines('999', 'made by hand', '0', 'LINE', '999', '0', '8', 'OUT', '10', '1.5', '62', '3')).tags).toEqual(
      lineTags,
    );
    expect(scan(line.subarray(0, -1)).tags).toEqual(lineTags);
  });

  test('UTF-16 in either byte order, and lines with a blank one after each', () => {
    const little = Buffer.from(`\ufeff${line.toString('latin1')}`, 'utf16le');
    expect(scan(little).tags).toEqual(lineTags);
    const big = Buffer.from(little).swap16();
    for (const bytes of [big, little.subarray(2), big.subarray(2)]) expect(scan(bytes).tags).toEqual(lineTags);
    const long = Buffer.concat(Array.from({ length: 5 }, () => line));
    const doubled = scan(Buffer.from(long.toString('latin1').replaceAll('\n', '\r\n\r\n')));
    expect(doubled.tags).toEqual(scan(long).tags);
    expect(doubled.warnings).toHaveLength(1);
  });

  test('a stray line costs itself alone and is named with its number', () => {
    const { tags: found, warnings } = scan(lines('0', 'LINE', 'what is this', '8', 'OUT', '10', '1.5', '62', '3'));
    expect(found).toEqual(lineTags);
    expect(warnings).toEqual(['line 3: "what is this" is not a group code, line skipped']);
  });

  test('a value that is lost puts the pairs out of step for one tag only', () => {
    const { tags: found } = scan(lines('8', '0', 'LINE', '10', '1.5', '0', 'CIRCLE', '40', '2.5'));
    expect(found.slice(-3)).toEqual([
      [10, 1.5],
      [0, 'CIRCLE'],
      [40, 2.5],
    ]);
  });

  test('numbers as programs write them', () => {
    const real = (text: string): number => scan(lines('40', text)).tags[0]?.[1] as number;
    expect(real('1e-3')).toBe(0.001);
    expect(real('-.5')).toBe(-0.5);
    expect(real('1.D+2')).toBe(100);
    expect(real('12,5')).toBe(12.5);
    expect(real('123456789012345678901234567890')).toBe(123456789012345678901234567890);
    expect(real('0.1000000000000000055511151231257827')).toBe(0.1);
    expect(scan(lines('70', '1.0')).tags).toEqual([[70, 1]]);
  });

  test('a number that is none is nought, with line and group code in the warning', () => {
    const { tags: found, warnings } = scan(lines('0', 'LINE', '10', 'abc'));
    expect(found[1]).toEqual([10, 0]);
    expect(warnings).toEqual(['line 3, group code 10: "abc" is not a number']);
    for (const text of ['nan', 'inf', '1.#QNAN', '-1.#IND', '1e999', '-', ''])
      expect(scan(lines('40', text)).tags).toEqual([[40, 0]]);
  });

  test('any double survives as the nearest double, and fast reading stays within two units in the last place', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const source = openTags(lines('40', String(value)), new ReadWarnings());
        source.next();
        expect(source.exactReal() + 0).toBe(value + 0);
        expect(Math.abs(source.real() - value)).toBeLessThanOrEqual(Math.abs(value) * 2 ** -51);
      }),
    );
  });

  test('a binary file that ends within a tag says where', () => {
    const whole = written([[10, 1.5]], { binary: true });
    const { tags: found, warnings } = scan(whole.subarray(0, -3));
    expect(found).toEqual([[0, 'SECTION']]);
    expect(warnings).toEqual([`byte ${whole.length - 10}: the file ends within a tag`]);
  });

  test('no bytes make it throw or spin', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom('', 'AutoCAD Binary DXF\r\n\x1a\0', '0\nSECTION\n'),
        (noise, head) => {
          expect(scan(Buffer.concat([Buffer.from(head, 'latin1'), noise])).tags.length).toBeLessThanOrEqual(noise.length + 2);
        },
      ),
      { numRuns: 500 },
    );
  });
});
