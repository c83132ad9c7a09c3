import { describe, expect, test } from 'vitest';
import { dxf, facts, type Tag } from './dxf-file.js';

/** Groups as they are written in a line: `171 1 | 301 CELL_VALUE`. */
const groups = (line: string): Tag[] =>
  line.split(' | ').map((group) => [Number(/^\d+/.exec(group)?.[0]), group.replace(/^\d+ ?/, '')]);

const table = (rows: number, columns: number, ...cells: readonly string[]): Tag[] => [
  ...groups('0 ACAD_TABLE | 5 A1 | 8 BOM | 100 AcDbBlockReference | 2 *T1 | 10 7 | 20 8 | 100 AcDbTable'),
  ...groups(`91 ${rows} | 92 ${columns}`),
  ...cells.flatMap(groups),
];
const start = '171 1 | 172 0 | 173 0 | 91 262144 | 92 0';
/** A value as AutoCAD 2007 and newer write it: its type, the value, and how it is printed. */
const value = (type: number, stored: string, printed: string): string =>
  `301 CELL_VALUE | 93 6 | 90 ${type} | ${stored} | 94 0 | 300 %lu2%pr1 | 302 ${printed} | 304 ACVALUE_END`;
const noValue = '301 CELL_VALUE | 93 0 | 90 0 | 94 0 | 300 | 302 | 304 ACVALUE_END';

describe('values of table cells', () => {
  test('numbers are read as they are printed, else as they are stored; flags and formats are no values', async () => {
    const cells = [value(2, '140 2.5', '2,50'), value(2, '140 2.5', ''), value(1, '91 4', ''), noValue];
    const { tables, texts } = await facts(dxf({ entities: table(2, 2, ...cells.map((cell) => `${start} | ${cell}`)) }));
    expect(tables).toEqual([
      {
        rows: [
          ['2,50', '2.5'],
          ['4', ''],
        ],
      },
    ]);
    expect(texts.map(({ text }) => text)).toEqual(['2,50', '2.5', '4']);
  });

  test('a long printed text comes in pieces', async () => {
    const long = `${start} | 301 CELL_VALUE | 90 4 | 303 one, | 303 two, | 302 three | 304 ACVALUE_END`;
    expect((await facts(dxf({ entities: table(1, 1, long) }))).tables).toEqual([{ rows: [['one,two,three']] }]);
  });

  test('a cell with a block shows the attributes of the block', async () => {
    const cell = `171 2 | 172 0 | 340 1A | 144 1 | 179 1 | 331 1B | 300 17 | ${noValue}`;
    expect((await facts(dxf({ entities: table(1, 1, cell) }))).tables).toEqual([{ rows: [['17']] }]);
  });

  test('a cell with a field shows its value, which the objects hold', async () => {
    const objects = [
      ...groups('0 FIELD | 5 0F1 | 330 A1 | 100 AcDbField | 1 _text | 2 Bush %<\\_FldIdx 0>% | 90 1 | 360 F2 | 301 | 98 0'),
      ...groups('0 FIELD | 5 F2 | 330 F1 | 100 AcDbField | 1 AcObjProp | 2 \\AcObjProp Length | 90 0 | 7 ACFD_FIELD_VALUE'),
      ...groups('90 2 | 140 12.5 | 300 %lu2%pr2 | 302 12,50 | 304 ACVALUE_END | 301 12,50 | 98 5'),
    ];
    const cells = [`344 F1 | ${noValue}`, `344 F9 | ${value(4, '1 kept', 'kept')}`, `344 0 | ${value(4, '1 A', 'A')}`];
    const { tables, texts } = await facts(dxf({ entities: table(1, 3, ...cells.map((cell) => `${start} | ${cell}`)), objects }));
    expect(tables).toEqual([{ rows: [['Bush 12,50', 'kept', 'A']] }]);
    expect(texts.map(({ text }) => text)).toEqual(['Bush 12,50', 'kept', 'A']);
  });
});
