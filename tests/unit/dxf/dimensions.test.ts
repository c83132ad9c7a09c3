import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measurePoints, type DimensionTags } from '../../../processors/dxf/dimension-geometry.js';
import type { DimensionFact, Extraction } from '../../../queues/contract/facts.js';
import { dxf, entitiesOnly, facts, tags, type Tag } from './dxf-file.js';

type Flat = readonly (string | number)[];

const linear = [13, 0, 23, 0, 14, 10, 24, 0] as const;

async function dimension(...own: Flat): Promise<DimensionFact> {
  return await first(entitiesOnly(...tags(0, 'DIMENSION', 8, 'DIM', ...own)));
}

async function first(file: Buffer): Promise<DimensionFact> {
  const { dimensions } = await facts(file);
  const [found] = dimensions;
  if (found === undefined || dimensions.length > 1) throw new Error(`${dimensions.length} dimensions`);
  return found;
}

describe('what a dimension measures', () => {
  test.each([
    ['rotated: along its direction', 'linear', 3, [70, 32, 50, 90, 13, 0, 23, 0, 14, 4, 24, 3]],
    ['rotated without a direction: horizontally', 'linear', 4, [70, 32, 13, 0, 23, 0, 14, 4, 24, 3]],
    [
      'rotated and oblique: the extension lines lean, the length stays',
      'linear',
      4,
      [70, 32, 52, 60, 13, 0, 23, 0, 14, 4, 24, 3],
    ],
    ['aligned: the distance', 'linear', 5, [70, 33, 13, 0, 23, 0, 14, 4, 24, 3]],
    ['aligned in space', 'linear', 13, [70, 33, 13, 0, 23, 0, 33, 0, 14, 4, 24, 3, 34, 12]],
    ['diameter: between the two points on the circle', 'diameter', 10, [70, 35, 10, 0, 20, 0, 15, 6, 25, 8]],
    ['radius: from the centre', 'radial', 10, [70, 36, 10, 0, 20, 0, 15, 6, 25, 8]],
    [
      'three points: the side that the arc is on',
      'angular',
      270,
      [70, 37, 15, 0, 25, 0, 13, 1, 23, 0, 14, 0, 24, 1, 10, -1, 20, -1],
    ],
    ['three points: the other side', 'angular', 90, [70, 37, 15, 0, 25, 0, 13, 1, 23, 0, 14, 0, 24, 1, 10, 1, 20, 1]],
    [
      'two lines: the sector that holds the arc',
      'angular',
      135,
      [70, 34, 13, 0, 23, 0, 14, 10, 24, 0, 15, 0, 25, 0, 10, 5, 20, 5, 16, -5, 26, 2],
    ],
    ['ordinate along X, from the datum', 'ordinate', 4, [70, 38 + 64, 10, 1, 20, 1, 13, 5, 23, 9, 14, 9, 24, 9]],
    ['ordinate along Y, from the datum', 'ordinate', 8, [70, 38, 10, 1, 20, 1, 13, 5, 23, 9, 14, 9, 24, 9]],
    ['ordinate in a turned system', 'ordinate', 5, [70, 38 + 64, 51, -90, 10, 0, 20, 0, 13, 7, 23, 5]],
  ] as const)('%s', async (_, type, value, own) => {
    const found = await dimension(...own);
    expect(found).toMatchObject({ dimension_type: type, measured_or_stored: 'measured', layer: 'DIM' });
    expect(found.value).toBeCloseTo(value, 9);
  });

  test('arc length and jogged radius are entities of their own', async () => {
    const arc = tags(0, 'ARC_DIMENSION', 8, '0', 70, 5, 13, 2, 23, 0, 14, 0, 24, 2, 15, 0, 25, 0, 10, 3, 20, 3);
    expect(await first(entitiesOnly(...arc))).toMatchObject({ dimension_type: 'arc_length', value: Math.PI });
    const jogged = tags(0, 'LARGE_RADIAL_DIMENSION', 8, '0', 70, 41, 10, 0, 20, 0, 13, 1, 23, 1, 14, 2, 24, 2, 15, 30, 25, 40);
    expect(await first(entitiesOnly(...jogged))).toMatchObject({ dimension_type: 'radial', value: 50 });
  });

  test('a positive stored measurement counts before the points; angles are stored in radians', async () => {
    expect(await dimension(70, 32, ...linear, 42, 12.5)).toMatchObject({ value: 12.5, measured_or_stored: 'stored' });
    expect((await dimension(70, 34, 42, Math.PI / 3)).value).toBeCloseTo(60, 9);
    for (const none of [0, -1]) {
      expect(await dimension(70, 32, ...linear, 42, none)).toMatchObject({ value: 10, measured_or_stored: 'measured' });
    }
  });

  test('in a tilted plane the direction is that of the plane', async () => {
    const found = await dimension(70, 32, 50, 90, 210, 0, 220, -1, 230, 0, 13, 0, 23, 0, 33, 0, 14, 5, 24, 0, 34, 7);
    expect(found.value).toBeCloseTo(7, 9);
  });

  test('one with neither points nor measurement is kept with what is printed', async () => {
    expect(await dimension(70, 32, 1, '25 REF')).toMatchObject({ value: null, label: '25 REF', measured_or_stored: 'printed' });
    expect(await dimension()).toMatchObject({ value: null, label: '' });
  });

  test('turning and moving the drawing changes no measurement', () => {
    const coordinate = fc.integer({ min: -1000, max: 1000 });
    const point = fc.tuple(coordinate, coordinate);
    const kind = fc.constantFrom(0, 1, 3, 4, 6);
    fc.assert(
      fc.property(
        kind,
        fc.array(point, { minLength: 5, maxLength: 5 }),
        fc.double({ min: 0, max: 360, noNaN: true }),
        point,
        (flags, points, turn, shift) => {
          const codes = [10, 13, 14, 15, 16];
          const tagsAt = (degrees: number, [dx, dy]: readonly [number, number]): DimensionTags => {
            const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
            const place = ([x, y]: readonly [number, number]): [number, number, number] => [
              x * cos - y * sin + dx,
              x * sin + y * cos + dy,
              0,
            ];
            return {
              entity: 'DIMENSION',
              flags,
              stored: null,
              points: new Map(codes.map((code, at) => [code, place(points[at] ?? [0, 0])])),
              angle: degrees,
              // Group 51 counts clockwise.
              horizontal: -degrees,
              normal: [0, 0, 1],
            };
          };
          const still = measurePoints(tagsAt(0, [0, 0])) ?? NaN;
          const moved = measurePoints(tagsAt(turn, shift)) ?? NaN;
          expect(moved).toBeCloseTo(still, 6);
        },
      ),
    );
  });
});

describe('what is printed', () => {
  const style = (...own: Flat): Tag[] => tags(0, 'TABLE', 2, 'DIMSTYLE', 0, 'DIMSTYLE', 2, 'SHOP', 70, 0, ...own, 0, 'ENDTAB');
  const styled = async (own: Flat, ...more: Flat): Promise<DimensionFact> =>
    await first(dxf({ tables: style(...own), entities: tags(0, 'DIMENSION', 8, '0', 3, 'Shop', 70, 32, ...linear, ...more) }));

  test.each([
    ['', '10.0000'],
    ['<>', '10.0000'],
    [' ', ''],
    ['4X <>', '4X 10.0000'],
    ['%%c<> H7', 'Ø10.0000 H7'],
    ['(<>)', '(10.0000)'],
    ['SEE NOTE', 'SEE NOTE'],
    ['{\\H0.7x;<>}\\PTYP', '10.0000\nTYP'],
  ])('override "%s"', async (override, label) => {
    expect((await dimension(70, 32, ...linear, 1, override)).label).toBe(label);
  });

  test('what an override says besides: quantity, fit, the diameter of a section, a thread, a chamfer', async () => {
    expect(await dimension(70, 32, ...linear, 1, '4X %%c<> H7')).toMatchObject({
      quantity: 4,
      fit: 'H7',
      dimension_type: 'diameter',
    });
    expect(await dimension(70, 32, ...linear, 1, 'M10x1.5 (2 PLACES)')).toMatchObject({ quantity: 2, dimension_type: 'thread' });
    expect(await dimension(70, 32, ...linear, 1, '<>x45%%d')).toMatchObject({ dimension_type: 'chamfer' });
  });

  test.each([
    ['<>x45%%d', { dimension_type: 'chamfer', quantity: 1, fit: null }],
    ['2-C2', { dimension_type: 'chamfer', quantity: 2 }],
    ['4x10', { dimension_type: 'linear', quantity: 4, fit: null }],
    ['4xM8x1', { dimension_type: 'thread', quantity: 4, fit: null }],
    ['G1/4', { dimension_type: 'thread' }],
    ['4-%%c8', { dimension_type: 'diameter', quantity: 4 }],
    ['φ<>H7', { dimension_type: 'diameter', fit: 'H7' }],
    ['{\\fAIGDT|b0|i0;n}<>', { dimension_type: 'diameter', label: 'Ø10.0000' }],
    ['%%c20Н7', { dimension_type: 'diameter', fit: 'H7' }],
    ['<> DIA', { dimension_type: 'diameter' }],
    ['R<> TYP', { dimension_type: 'radial' }],
    ['2 OFF <>', { dimension_type: 'linear', quantity: 2 }],
    ['<> REF', { tolerance_type: 'reference' }],
    ['<> +0.2', { tolerance_plus: 0.2, tolerance_minus: 0, tolerance_type: 'asymmetric' }],
    ['<>-0.1', { tolerance_plus: 0, tolerance_minus: -0.1, tolerance_type: 'asymmetric' }],
    ['25.10/25.05', { tolerance_plus: 25.1, tolerance_minus: 25.05, tolerance_type: 'limits' }],
    ['%%c{\\S25.10^25.05;}', { tolerance_plus: 25.1, tolerance_minus: 25.05, tolerance_type: 'limits' }],
  ])('an override is read as a callout: "%s"', async (override, said) => {
    expect(await dimension(70, 32, ...linear, 1, override)).toMatchObject(said);
  });

  test('the style: factor, decimals, separator, zeros, what stands around', async () => {
    expect((await styled([144, 25.4, 271, 1])).label).toBe('254.0');
    expect((await styled([271, 2, 278, 44])).label).toBe('10,00');
    expect((await styled([271, 3, 78, 8])).label).toBe('10');
    expect((await styled([271, 0, 3, '<> mm'])).label).toBe('10 mm');
    expect((await styled([277, 5, 271, 4], 42, 2.375)).label).toBe('2 3/8');
    expect((await styled([277, 4, 271, 3], 42, 40.5)).label).toBe(`3'-4 1/2"`);
    expect((await styled([144, 25.4])).value).toBe(10);
  });

  test('tolerances: of the style, of the dimension before it, of the override before both; in the unit of the value', async () => {
    const deviations = [71, 1, 47, 0.2, 48, 0.1] as const;
    const own = [1001, 'ACAD', 1000, 'DSTYLE', 1002, '{', 1070, 47, 1040, 0.5, 1070, 144, 1040, 2, 1002, '}'] as const;
    const stack = [1, '<>{\\H0.7x;\\S+0.03^ -0.01;}'] as const;
    const of = ({ tolerance_plus, tolerance_minus, tolerance_type }: DimensionFact): unknown[] => [
      tolerance_plus,
      tolerance_minus,
      tolerance_type,
    ];
    expect(of(await styled(deviations))).toEqual([0.2, -0.1, 'asymmetric']);
    expect(of(await styled(deviations, ...own))).toEqual([0.25, -0.05, 'asymmetric']);
    expect(of(await styled(deviations, ...stack))).toEqual([0.03, -0.01, 'asymmetric']);
    expect(of(await styled([71, 1, 47, 0.1, 48, 0.1]))).toEqual([0.1, -0.1, 'symmetric']);
    expect(of(await styled([72, 1, 47, 0.1, 48, 0.2]))).toEqual([10.1, 9.8, 'limits']);
    expect(of(await styled([], 1, '<>%%p0.05'))).toEqual([0.05, -0.05, 'symmetric']);
    expect(of(await styled([147, -0.625]))).toEqual([null, null, 'basic']);
    expect(of(await styled([], 1, '(<>)'))).toEqual([null, null, 'reference']);
    expect(of(await styled([]))).toEqual([null, null, null]);
  });

  test('R12: the variables of the header stand in for a style', async () => {
    const file = dxf({
      header: tags(9, '$DIMLFAC', 40, 2, 9, '$DIMTOL', 70, 1, 9, '$DIMTP', 40, 0.4, 9, '$DIMTM', 40, 0.4),
      entities: tags(0, 'DIMENSION', 8, '0', 70, 0, ...linear),
    });
    expect(await first(file)).toMatchObject({ value: 10, label: '20.0000', tolerance_plus: 0.2, tolerance_minus: -0.2 });
  });

  test('a picture that repeats the code of the override says nothing of its own', async () => {
    const picture = tags(0, 'BLOCK', 2, '*D7', 70, 1, 10, 0, 20, 0, 0, 'TEXT', 8, '0', 1, '4x <>', 0, 'ENDBLK');
    const file = dxf({ blocks: picture, entities: tags(0, 'DIMENSION', 8, '0', 2, '*D7', 70, 32, 1, '4x <>', ...linear) });
    expect((await first(file)).label).toBe('4x 10.0000');
  });

  test('the picture of a dimension is what is printed, and no text of the drawing', async () => {
    const picture = tags(0, 'BLOCK', 2, '*D7', 70, 1, 10, 0, 20, 0, 0, 'MTEXT', 8, '0', 1, '\\A1;10,00', 0, 'ENDBLK');
    const file = dxf({ blocks: picture, entities: tags(0, 'DIMENSION', 8, '0', 2, '*D7', 70, 32, ...linear) });
    const { dimensions, texts, blocks } = await facts(file);
    expect(dimensions[0]?.label).toBe('10,00');
    expect(texts).toEqual([]);
    expect(blocks).toEqual([]);
  });

  test('the unit is that of the header, degrees for angles, else unknown and not guessed', async () => {
    const of = async (header: readonly Tag[], ...own: Flat): Promise<unknown> =>
      await first(dxf({ header, entities: tags(0, 'DIMENSION', 8, '0', ...own) }));
    expect(await of(tags(9, '$INSUNITS', 70, 4), 70, 32, ...linear)).toMatchObject({ unit: 'mm', unit_source: 'header' });
    expect(await of([], 70, 34, 42, 1)).toMatchObject({ unit: 'deg', unit_source: 'dimension' });
    expect(await of(tags(9, '$INSUNITS', 70, 0), 70, 32, ...linear)).toMatchObject({ unit: null, unit_source: 'unknown' });
  });
});

describe('a drawing that has the size of its paper', () => {
  /** A title block of attributes. */
  const titled = (...attributes: (readonly [string, string])[]): Tag[] => [
    ...tags(0, 'INSERT', 8, '0', 2, 'TITLE', 10, 0, 20, 0, 66, 1),
    ...attributes.flatMap(([tag, value], at) => tags(0, 'ATTRIB', 8, '0', 10, 0, 20, at * 5, 40, 2, 1, value, 2, tag)),
    ...tags(0, 'SEQEND'),
  ];
  const block = tags(0, 'BLOCK', 8, '0', 2, 'TITLE', 70, 2, 10, 0, 20, 0, 0, 'ENDBLK');
  const factor = (value: number): Tag[] => tags(1001, 'ACAD', 1000, 'DSTYLE', 1002, '{', 1070, 144, 1040, value, 1002, '}');
  const ask = (scale: string, lengthFactor: number, insunits: number, units?: string): Promise<DimensionFact> => {
    const attributes = [
      ['DWG_NO', 'A-1'],
      ['TITLE', 'PLATE'],
      ['SCALE', scale],
    ] as const;
    return first(
      dxf({
        header: tags(9, '$INSUNITS', 70, insunits),
        blocks: block,
        entities: [
          ...titled(...attributes, ...(units === undefined ? [] : [['UNITS', units] as const])),
          ...tags(0, 'DIMENSION', 8, 'DIM', 70, 32, ...linear, 1, '<> %%p0.2'),
          ...factor(lengthFactor),
        ],
      }),
    );
  };

  test.each([
    ['prints lengths of the part', '1:4', 4, 4, { value: 40, unit: 'mm' }],
    ['prints inches over paper in millimetres', '1:4', 4 / 25.4, 1, { value: 40 / 25.4, unit: 'inch' }],
    ['prints millimetres over paper in inches', '2:1', 12.7, 1, { value: 127, unit: 'mm' }],
  ] as const)('%s', async (_, scale, lengthFactor, insunits, { value, unit }) => {
    const found = await ask(scale, lengthFactor, insunits);
    expect(found).toMatchObject({ unit, tolerance_plus: 0.2, tolerance_minus: -0.2 });
    expect(found.value).toBeCloseTo(value, 9);
  });

  test.each([
    ['another scale', '1:5', 4],
    ['no scale', 'NONE', 100],
    ['full size', '1:1', 100],
  ])('a factor beside %s leaves the measurement as it is, and its tolerance in its unit', async (_, scale, lengthFactor) => {
    const found = await ask(scale, lengthFactor, 4);
    expect(found).toMatchObject({ value: 10, unit: 'mm' });
    expect(found.tolerance_plus).toBeCloseTo(0.2 / lengthFactor, 12);
  });

  test('is in the unit that it prints beside its lengths', async () => {
    const drawing = (...labels: string[]): Promise<Extraction> =>
      facts(entitiesOnly(...labels.flatMap((label) => tags(0, 'DIMENSION', 8, 'DIM', 70, 32, ...linear, 1, label))));
    expect((await drawing('<>"', '8\'-9"')).metadata.units).toBe('inch');
    expect((await drawing('<>"', '25 mm')).metadata.units).toBeNull();
    expect((await drawing('<>')).metadata.units).toBeNull();
  });

  test('says its units where the header does not', async () => {
    expect(await ask('1:2', 2, 0)).toMatchObject({ value: 20, unit: null, unit_source: 'unknown' });
    expect(await ask('1:2', 2, 0, 'MM')).toMatchObject({ value: 20, unit: 'mm', unit_source: 'stated' });
    expect(await ask('1:2', 2, 0, 'INCHES')).toMatchObject({ unit: 'inch', unit_source: 'stated' });
  });
});
