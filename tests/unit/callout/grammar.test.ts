import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCallout } from '../../../processors/callout/grammar.js';

const summary = (text: string) =>
  parseCallout(text).map(({ type, value, plus, minus, fit, quantity, unit }) => ({
    type,
    value,
    plus,
    minus,
    fit,
    quantity,
    unit,
  }));
const plain = { plus: null, minus: null, fit: null, quantity: 1, unit: null };

describe('a callout', () => {
  test.each([
    ['12.50', [{ ...plain, type: 'linear', value: 12.5 }]],
    ['33,40', [{ ...plain, type: 'linear', value: 33.4 }]],
    ['.750', [{ ...plain, type: 'linear', value: 0.75 }]],
    ['Ø6.15', [{ ...plain, type: 'diameter', value: 6.15 }]],
    ['⌀ 8', [{ ...plain, type: 'diameter', value: 8 }]],
    ['%%c22', [{ ...plain, type: 'diameter', value: 22 }]],
    ['2xØ8,80 H8', [{ ...plain, type: 'diameter', value: 8.8, fit: 'H8', quantity: 2 }]],
    ['Ø20 H7/g6', [{ ...plain, type: 'diameter', value: 20, fit: 'H7/g6' }]],
    ['R1.00 ±0.10', [{ ...plain, type: 'radial', value: 1, plus: 0.1, minus: -0.1 }]],
    ['TRUE R5.25', [{ ...plain, type: 'radial', value: 5.25 }]],
    ['SR12', [{ ...plain, type: 'radial', value: 12 }]],
    ['35.36 +0.03 -0.05', [{ ...plain, type: 'linear', value: 35.36, plus: 0.03, minus: -0.05 }]],
    ['Ø3,99 0 -0,02', [{ ...plain, type: 'diameter', value: 3.99, plus: 0, minus: -0.02 }]],
    ['45°', [{ ...plain, type: 'angular', value: 45, unit: 'deg' }]],
    [`30° 15'`, [{ ...plain, type: 'angular', value: 30.25, unit: 'deg' }]],
    ['M8x1.25 - 6H ↧ 20', [{ ...plain, type: 'thread', value: 8, unit: 'mm', fit: '6H' }]],
    ['4 x M3', [{ ...plain, type: 'thread', value: 3, unit: 'mm', quantity: 4 }]],
    ['1/4-20 UNC - 2B', [{ ...plain, type: 'thread', value: 0.25, unit: 'inch', fit: '2B' }]],
    ['#10-32 UNF', [{ ...plain, type: 'thread', value: 0.19, unit: 'inch' }]],
    ['1/8 NPT', [{ ...plain, type: 'thread', value: 0.125, unit: 'inch' }]],
    ['2x45° 4 фаски', [{ ...plain, type: 'chamfer', value: 2, quantity: 4 }]],
    ['2x2x45°', [{ ...plain, type: 'chamfer', value: 2, quantity: 2 }]],
    ['Ø9 - 6 Bohrungen', [{ ...plain, type: 'diameter', value: 9, quantity: 6 }]],
    ['Ø9 - 0.2', [{ ...plain, type: 'diameter', value: 9, plus: 0, minus: -0.2 }]],
    ['4 Bohrungen versenkt', []],
    ['G1/2-A', [{ ...plain, type: 'thread', value: 0.5, unit: 'inch' }]],
    ['UNF 10-32', [{ ...plain, type: 'thread', value: 0.19, unit: 'inch' }]],
    ['M3 HELICOIL', [{ ...plain, type: 'thread', value: 3, unit: 'mm' }]],
    ['100 ±IT12/2', [{ ...plain, type: 'linear', value: 100 }]],
    ['2 X 45°', [{ ...plain, type: 'chamfer', value: 2 }]],
    ['4 x CHAMFER 0,2', [{ ...plain, type: 'chamfer', value: 0.2, quantity: 4 }]],
    ['C0.5', [{ ...plain, type: 'chamfer', value: 0.5 }]],
    ['Ra 1.6', [{ ...plain, type: 'roughness', value: 1.6 }]],
    ['L Rz 2.5', [{ ...plain, type: 'roughness', value: 2.5 }]],
    [`4'-8 1/2"`, [{ ...plain, type: 'linear', value: 56.5, unit: 'inch' }]],
    ['1 1/2"', [{ ...plain, type: 'linear', value: 1.5, unit: 'inch' }]],
    ['25 mm', [{ ...plain, type: 'linear', value: 25, unit: 'mm' }]],
    ['(Ø6)', [{ ...plain, type: 'diameter', value: 6 }]],
    ['Ø5 THRU ALL', [{ ...plain, type: 'diameter', value: 5 }]],
    ['4x Ø5.5 THRU', [{ ...plain, type: 'diameter', value: 5.5, quantity: 4 }]],
    ['Ø 6,80 ↧ 26,25', [{ ...plain, type: 'diameter', value: 6.8 }]],
    ['R.25', [{ ...plain, type: 'radial', value: 0.25 }]],
    ['2 1/2', [{ ...plain, type: 'linear', value: 2.5 }]],
    ['PCD 80', [{ ...plain, type: 'diameter', value: 80 }]],
    ['Ø80 PCD', [{ ...plain, type: 'diameter', value: 80 }]],
    ['LK80', [{ ...plain, type: 'diameter', value: 80 }]],
    [
      '6x Ø5.5 EQ SP ON P.C.D. Ø80',
      [
        { ...plain, type: 'diameter', value: 5.5, quantity: 6 },
        { ...plain, type: 'diameter', value: 80 },
      ],
    ],
    ['4x Ø6 gleichmäßig verteilt', [{ ...plain, type: 'diameter', value: 6, quantity: 4 }]],
    ['4x Ø6 EQUI-SPACED', [{ ...plain, type: 'diameter', value: 6, quantity: 4 }]],
    ['4 Bohrungen Ø6 durchgehend', [{ ...plain, type: 'diameter', value: 6, quantity: 4 }]],
    ['4 TROUS Ø6 débouchants', [{ ...plain, type: 'diameter', value: 6, quantity: 4 }]],
    ['Ø.201 ↧ .75', [{ ...plain, type: 'diameter', value: 0.201 }]],
    ['Ø10 x 20 DEEP', [{ ...plain, type: 'diameter', value: 10 }]],
    ['M10 20 TIEF', [{ ...plain, type: 'thread', value: 10, unit: 'mm' }]],
    ['M6 prof. 10', [{ ...plain, type: 'thread', value: 6, unit: 'mm' }]],
    ['M8 x 1.25 x 20', [{ ...plain, type: 'thread', value: 8, unit: 'mm' }]],
    ['4x90°', [{ ...plain, type: 'angular', value: 90, unit: 'deg', quantity: 4 }]],
    ['8x45°', [{ ...plain, type: 'chamfer', value: 8 }]],
    ['1x45° Fase', [{ ...plain, type: 'chamfer', value: 1 }]],
    ['Ø20-0.1', [{ ...plain, type: 'diameter', value: 20, plus: 0, minus: -0.1 }]],
    [`45° ±30'`, [{ ...plain, type: 'angular', value: 45, unit: 'deg', plus: 0.5, minus: -0.5 }]],
    ['1/8-27 NPT', [{ ...plain, type: 'thread', value: 0.125, unit: 'inch' }]],
    ['UNC 1/4-20', [{ ...plain, type: 'thread', value: 0.25, unit: 'inch' }]],
    ['G1/4" A', [{ ...plain, type: 'thread', value: 0.25, unit: 'inch' }]],
    ['R3 TYP', [{ ...plain, type: 'radial', value: 3 }]],
    ['8.20/8.00', [{ ...plain, type: 'linear', value: 8.2, plus: 8.2, minus: 8 }]],
    ['0,126~0,13', [{ ...plain, type: 'linear', value: 0.126, plus: 0.13, minus: 0.126 }]],
    ['Ø20 H7(+0,021/0)', [{ ...plain, type: 'diameter', value: 20, fit: 'H7', plus: 0.021, minus: 0 }]],
    ['10 -0.2', [{ ...plain, type: 'linear', value: 10, plus: 0, minus: -0.2 }]],
    ['⌵ Ø10 X 90°', [{ ...plain, type: 'diameter', value: 10 }]],
    ['25.4 [1.00]', [{ ...plain, type: 'linear', value: 25.4 }]],
    ['10-32 UNF-2B', [{ ...plain, type: 'thread', value: 0.19, unit: 'inch', fit: '2B' }]],
    ['8-32 TAP', [{ ...plain, type: 'thread', value: 0.164, unit: 'inch' }]],
    ['4-φ6', [{ ...plain, type: 'diameter', value: 6, quantity: 4 }]],
    ['2 PLACES R5', [{ ...plain, type: 'radial', value: 5, quantity: 2 }]],
    ['5 x 20 (=100)', [{ ...plain, type: 'linear', value: 20, quantity: 5 }]],
    ['S Ø 20', [{ ...plain, type: 'diameter', value: 20 }]],
    ['SW 13', [{ ...plain, type: 'linear', value: 13 }]],
    [`±4'-0"`, [{ ...plain, type: 'linear', value: 48, unit: 'inch' }]],
    ['2X R.125 TYP', [{ ...plain, type: 'radial', value: 0.125, quantity: 2 }]],
    ['R. 5', [{ ...plain, type: 'radial', value: 5 }]],
    ['1/2 R', [{ ...plain, type: 'radial', value: 0.5 }]],
    ['SPHERICAL RADIUS 10', [{ ...plain, type: 'radial', value: 10 }]],
    ['12-3/8', [{ ...plain, type: 'linear', value: 12.375 }]],
    ['8½"', [{ ...plain, type: 'linear', value: 8.5, unit: 'inch' }]],
    [`5'-6`, [{ ...plain, type: 'linear', value: 66, unit: 'inch' }]],
    [`1'-0 1/2"`, [{ ...plain, type: 'linear', value: 12.5, unit: 'inch' }]],
    [`1'000`, [{ ...plain, type: 'linear', value: 1000 }]],
    ['12 050', [{ ...plain, type: 'linear', value: 12050 }]],
    ['80 P.C.D.', [{ ...plain, type: 'diameter', value: 80 }]],
    ['Ø80 PCD 6 HOLES EQ SP', [{ ...plain, type: 'diameter', value: 80 }]],
    ['Lochkreis 80', [{ ...plain, type: 'diameter', value: 80 }]],
    ['8x Ø5 équidistants', [{ ...plain, type: 'diameter', value: 5, quantity: 8 }]],
    ['4 x Bohrung Ø6', [{ ...plain, type: 'diameter', value: 6, quantity: 4 }]],
    ['4 отв. Ø6', [{ ...plain, type: 'diameter', value: 6, quantity: 4 }]],
    ['4-M6 深12', [{ ...plain, type: 'thread', value: 6, unit: 'mm', quantity: 4 }]],
    ['(4) HOLES Ø6', [{ ...plain, type: 'diameter', value: 6, quantity: 4 }]],
    ['(4) 1/2" DIA. HOLES', [{ ...plain, type: 'diameter', value: 0.5, unit: 'inch', quantity: 4 }]],
    ['1/2" DIA. (4) PLACES', [{ ...plain, type: 'diameter', value: 0.5, unit: 'inch', quantity: 4 }]],
    ['.250 REAM', [{ ...plain, type: 'diameter', value: 0.25 }]],
    ['2X .250 THRU', [{ ...plain, type: 'diameter', value: 0.25, quantity: 2 }]],
    ['3 EQ SP 120°', [{ ...plain, type: 'angular', value: 120, unit: 'deg', quantity: 3 }]],
    ['3 x 120° (=360°)', [{ ...plain, type: 'angular', value: 120, unit: 'deg', quantity: 3 }]],
    ['2X 45°', [{ ...plain, type: 'angular', value: 45, unit: 'deg', quantity: 2 }]],
    ['2X 45° X 1.5', [{ ...plain, type: 'chamfer', value: 1.5, quantity: 2 }]],
    ['4X 2x45°', [{ ...plain, type: 'chamfer', value: 2, quantity: 4 }]],
    ['2-C1', [{ ...plain, type: 'chamfer', value: 1, quantity: 2 }]],
    ['.06 X 45° CHAM', [{ ...plain, type: 'chamfer', value: 0.06 }]],
    ['1/16 X 45°', [{ ...plain, type: 'chamfer', value: 0.0625 }]],
    ['1/4-18 NPT', [{ ...plain, type: 'thread', value: 0.25, unit: 'inch' }]],
    ['NPT 1/4', [{ ...plain, type: 'thread', value: 0.25, unit: 'inch' }]],
    ['1/4-20', [{ ...plain, type: 'thread', value: 0.25, unit: 'inch' }]],
    ['6-32', [{ ...plain, type: 'thread', value: 0.138, unit: 'inch' }]],
    ['DRILL & TAP M6', [{ ...plain, type: 'thread', value: 6, unit: 'mm' }]],
    ['M6 - 6H x 12 DEEP', [{ ...plain, type: 'thread', value: 6, unit: 'mm', fit: '6H' }]],
    ['3x M3 Tiefe 8', [{ ...plain, type: 'thread', value: 3, unit: 'mm', quantity: 3 }]],
    ['63 RMS', [{ ...plain, type: 'roughness', value: 63 }]],
    ['5 SPACES @ 20 = 100', [{ ...plain, type: 'linear', value: 20, quantity: 5 }]],
    ['12-0.1', [{ ...plain, type: 'linear', value: 12, plus: 0, minus: -0.1 }]],
    ['.500±.005 [12.7±0.13]', [{ ...plain, type: 'linear', value: 0.5, plus: 0.005, minus: -0.005 }]],
    ['25.40 +0.05/-0 [1.000 +.002/-.000]', [{ ...plain, type: 'linear', value: 25.4, plus: 0.05, minus: -0 }]],
    ['2 x M4 - 8 DEEP', [{ ...plain, type: 'thread', value: 4, unit: 'mm', quantity: 2 }]],
    ['M6 TAP 12 DP', [{ ...plain, type: 'thread', value: 6, unit: 'mm' }]],
    ['5/16"-18 UNC X 1" LG', [{ ...plain, type: 'thread', value: 0.3125, unit: 'inch' }]],
    ['6-M4 EQ.SP.', [{ ...plain, type: 'thread', value: 4, unit: 'mm', quantity: 6 }]],
    ['4*Ø6', [{ ...plain, type: 'diameter', value: 6, quantity: 4 }]],
    ['Ø12.7 TYP 4 PLCS', [{ ...plain, type: 'diameter', value: 12.7, quantity: 4 }]],
    ['O.D. 25', [{ ...plain, type: 'diameter', value: 25 }]],
    ["Ø20 S'FACE", [{ ...plain, type: 'diameter', value: 20 }]],
    ['13 A/F', [{ ...plain, type: 'linear', value: 13 }]],
    ['L = 250', [{ ...plain, type: 'linear', value: 250 }]],
    ['1.6 Ra', [{ ...plain, type: 'roughness', value: 1.6 }]],
    ['TAPER 1:10 45', [{ ...plain, type: 'linear', value: 45 }]],
    [
      'SLOT 6 x 20',
      [
        { ...plain, type: 'linear', value: 6 },
        { ...plain, type: 'linear', value: 20 },
      ],
    ],
    [
      '10 x 10',
      [
        { ...plain, type: 'linear', value: 10 },
        { ...plain, type: 'linear', value: 10 },
      ],
    ],
    [
      '6x6',
      [
        { ...plain, type: 'linear', value: 6 },
        { ...plain, type: 'linear', value: 6 },
      ],
    ],
    [
      '4 x 25 (100)',
      [
        { ...plain, type: 'linear', value: 25, quantity: 4 },
        { ...plain, type: 'linear', value: 100 },
      ],
    ],
    ['Ø3 (4x)', [{ ...plain, type: 'diameter', value: 3, quantity: 4 }]],
    ['4 TROUS Ø6', [{ ...plain, type: 'diameter', value: 6, quantity: 4 }]],
    [
      '80 X 40',
      [
        { ...plain, type: 'linear', value: 80 },
        { ...plain, type: 'linear', value: 40 },
      ],
    ],
    ['12 (x4)', [{ ...plain, type: 'linear', value: 12, quantity: 4 }]],
    ['Ø20 TAPER 1:10', [{ ...plain, type: 'diameter', value: 20 }]],
    [
      '4 HOLES Ø6.5 ON 80 PCD',
      [
        { ...plain, type: 'diameter', value: 6.5, quantity: 4 },
        { ...plain, type: 'diameter', value: 80 },
      ],
    ],
    ['0.5 MIN R', [{ ...plain, type: 'radial', value: 0.5 }]],
    ['20*', [{ ...plain, type: 'linear', value: 20 }]],
  ])('%s', (text, expected) => {
    const got = summary(text);
    expect(got).toHaveLength(expected.length);
    got.forEach((dimension, index) => {
      const want = expected[index];
      expect(dimension).toMatchObject({ ...want, value: expect.closeTo(want?.value ?? NaN, 9) as number });
    });
  });

  test.each([
    'Detail A - Tooth Profile (20 : 1)',
    'SCALE 1:2',
    'Center Pulley AT3 T10 - 11.8.2020',
    'SHEET 1 OF 3',
    '21-CouplingBox_20221120',
    'AISI 304',
    'https://example.org/v1.2',
    'A-A',
    'ISO 2768-mK',
    '2:1',
    '(1 : 5)',
    '2020-08-11',
    '08/11/20',
    '66960-001',
    '123-456-7890',
    '100%',
    '4 PLCS',
    'TAPER 1:10',
    '0.1 A',
    '⌖ Ø0.1 A B C',
    '12 34 56',
    '1.',
    '05',
    '1.2 kg',
    '5/1/2024',
    'B (4:1)',
    '6 HOLES EQUALLY SPACED',
    '(2x)',
    '001',
    '-3',
    'Approx. 30 parts were made in 2019',
    'TAPER 1:10',
    '0.1 A',
    '12 34 56',
  ])('is not: %s', (text) => {
    expect(parseCallout(text)).toEqual([]);
  });

  test.each([
    ['М10х1-7Н', { type: 'thread', value: 10, fit: '7H' }],
    ['Ø20Н7', { type: 'diameter', value: 20, fit: 'H7' }],
    ['4 отв. Ø8', { type: 'diameter', value: 8, quantity: 4 }],
    ['2 фаски 1×45°', { type: 'chamfer', value: 1, quantity: 2 }],
    ['4-Ø8 通孔', { type: 'diameter', value: 8, quantity: 4 }],
    ['4×φ9 均布', { type: 'diameter', value: 9, quantity: 4 }],
    ['4-M6 EQS', { type: 'thread', value: 6, quantity: 4 }],
    ['４－Φ９', { type: 'diameter', value: 9, quantity: 4 }],
    ['4-9キリ', { type: 'diameter', value: 9, quantity: 4 }],
    ['M10×P1.5', { type: 'thread', value: 10 }],
    ['M8 / 16', { type: 'thread', value: 8 }],
    ['M8x20/25', { type: 'thread', value: 8 }],
    ['M8 ↓16', { type: 'thread', value: 8 }],
    ['BSPP 1/4', { type: 'thread', value: 0.25 }],
    ['G1"', { type: 'thread', value: 1 }],
    ['PG9', { type: 'thread', value: null }],
    ['4 furos Ø8', { type: 'diameter', value: 8, quantity: 4 }],
    ['N.4 fori Ø8', { type: 'diameter', value: 8, quantity: 4 }],
    ['4 otwory Ø8', { type: 'diameter', value: 8, quantity: 4 }],
    ['1.250,00', { type: 'linear', value: 1250 }],
    ['12,345.6', { type: 'linear', value: 12345.6 }],
    ['[25.4] 1.000', { type: 'linear', value: 1 }],
    ['Ø20 H7 (20.021/20.000)', { type: 'diameter', value: 20, fit: 'H7', plus: 0.021, minus: 0 }],
    ['8x45° (=360°)', { type: 'angular', value: 45, quantity: 8 }],
    ['Ø(20)', { type: 'diameter', value: 20, reference: true }],
    ['20 [REF]', { type: 'linear', value: 20, reference: true }],
    ['2.000 IN', { type: 'linear', value: 2, unit: 'inch' }],
    ['⌒30', { type: 'arc_length', value: 30 }],
  ])('as other archives print it: %s', (text, said) => {
    expect(parseCallout(text)).toMatchObject([said]);
  });

  test.each([
    ['3x Ø5.5/Ø10x90°', [5.5, 10]],
    ['20x30', [20, 30]],
    ['2×Φ6.6沉孔Φ11深6.5', [6.6, 11]],
  ])('with more than one size: %s', (text, sizes) => {
    expect(parseCallout(text).map(({ value }) => value)).toEqual(sizes);
  });

  test('is none where Chinese speaks of all of a kind', () => {
    expect(parseCallout('未注圆角R2')).toEqual([]);
  });

  test('marks what stands in parentheses as reference', () => {
    expect(parseCallout('(12.7)')).toMatchObject([{ reference: true, value: 12.7, label: '(12.7)' }]);
  });

  test('gives back any number that is printed, with either decimal sign', () => {
    const number = fc.tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 999 }));
    fc.assert(
      fc.property(number, fc.constantFrom('.', ','), fc.constantFrom('', 'Ø', 'R'), ([whole, part], sign, prefix) => {
        const decimals = String(part).padStart(3, '0');
        const [parsed] = parseCallout(`${prefix}${whole}${sign}${decimals}`);
        expect(parsed?.value).toBeCloseTo(Number(`${whole}.${decimals}`), 9);
      }),
    );
  });

  test('is read or refused, but never thrown on', () => {
    const alphabet = Array.from('0123456789.,+-±ØR°xM/"\'() TYPHh');
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...alphabet), { maxLength: 30 }), (letters) => {
        for (const dimension of parseCallout(letters.join(''))) expect(dimension.quantity).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});
