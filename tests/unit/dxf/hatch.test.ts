import { describe, expect, test } from 'vitest';
import { joinedLoops, patternStrokes } from '../../../processors/dxf/hatch.js';
import { readDrawing } from '../../../processors/dxf/read-drawing.js';
import { ReadWarnings } from '../../../processors/dxf/read-warnings.js';
import { entitiesOnly, tags, type Tag } from './dxf-file.js';

type Flat = readonly (string | number)[];

const hatch = (paths: Flat, rest: Flat = [], head: Flat = []): Tag[] =>
  tags(
    ...[0, 'HATCH', 8, '0', 62, 3, 100, 'AcDbHatch', 10, 900, 20, 900, ...head, 2, 'ANSI31', 70, 0, 71, 0, 91, 1, ...paths],
    ...rest,
  );
/** The end of the loops and a family of lines at 45 degrees, then a seed point. */
const pattern = [
  75, 1, 76, 1, 52, 0, 41, 1, 77, 0, 78, 1, 53, 45, 43, 0, 44, 0, 45, -2, 46, 2, 79, 2, 49, 3, 49, -1, 98, 1, 10, 800, 20, 800,
];

function hatches(...entities: readonly Tag[]): ReturnType<typeof readDrawing>['drawing']['hatches'] {
  const warnings = new ReadWarnings();
  const { drawing } = readDrawing(entitiesOnly(...entities), warnings);
  expect(warnings.list()).toEqual([]);
  return drawing.hatches;
}

const rounded = (numbers: readonly number[] = []): number[] => numbers.map((value) => Math.round(value * 1000) / 1000 + 0);
const square = (left: number, size: number): number[] => [
  left,
  left,
  left + size,
  left,
  left + size,
  left + size,
  left,
  left + size,
];

describe('reading a hatch', () => {
  test('a polyline with a bulge, and the lines of the pattern; neither elevation nor seed is a corner', () => {
    const [found] = hatches(...hatch([92, 3, 72, 1, 73, 1, 93, 2, 10, 0, 20, 0, 42, 1, 10, 4, 20, 0, 42, 0, 97, 0], pattern));
    expect(found).toMatchObject({ container: 0, color: 3, isSolid: false, isMirrored: false });
    expect(found?.lines).toEqual([{ angle: 45, x: 0, y: 0, stepX: -2, stepY: 2, dashes: [3, -1] }]);
    const [loop = []] = found?.loops ?? [];
    expect(Math.min(...loop.filter((_, at) => at % 2 === 1))).toBeCloseTo(-2);
    expect(Math.max(...loop)).toBeCloseTo(4);
  });

  test('edges: lines, arcs either way round, ellipses and splines, each from where the last ended', () => {
    const lines = [72, 1, 10, 0, 20, 0, 11, 8, 21, 0, 72, 1, 10, 8, 20, 0, 11, 8, 21, 2];
    const arcs = [72, 2, 10, 7, 20, 2, 40, 1, 50, 0, 51, 90, 73, 1, 72, 2, 10, 7, 20, 4, 40, 1, 50, 90, 51, 180, 73, 0];
    const ellipse = [72, 3, 10, 3, 20, 4, 11, 3, 21, 0, 40, 0.5, 50, 0, 51, 180, 73, 1];
    const spline = [72, 4, 94, 1, 73, 0, 74, 0, 95, 4, 96, 2, 40, 0, 40, 0, 40, 1, 40, 1, 10, 0, 20, 4, 10, 0, 20, 0];
    const [found] = hatches(...hatch([92, 1, 93, 6, ...lines, ...arcs, ...ellipse, ...spline, 97, 1, 330, 'CDE'], pattern));
    const loop = rounded(found?.loops[0]);
    const pairs = Array.from({ length: loop.length / 2 }, (_, at) => `${loop[2 * at]} ${loop[2 * at + 1]}`);
    const corners = ['0 0', '8 0', '8 2', '8 2', '7 3', '7 3', '6 4', '6 4', '3 5.5', '0 4', '0 4', '0 0'];
    let at = 0;
    for (const pair of pairs) if (pair === corners[at]) at += 1;
    expect(corners.slice(at)).toEqual([]);
  });

  test('one that is not shown, has no area or stands aslant is left out; one from behind is mirrored', () => {
    const paths = [92, 3, 72, 0, 73, 1, 93, 3, 10, 0, 20, 0, 10, 4, 20, 0, 10, 4, 20, 4, 97, 0];
    expect(hatches(...hatch(paths, pattern, [60, 1]), ...hatch(paths, pattern, [210, 1, 220, 0, 230, 0]))).toEqual([]);
    expect(hatches(...hatch([92, 3, 72, 0, 73, 1, 93, 1, 10, 0, 20, 0, 97, 0], pattern))).toEqual([]);
    expect(hatches(...hatch(paths, pattern, [210, 0, 220, 0, 230, -1]))).toMatchObject([
      { isMirrored: true, lines: [{ angle: 45 }] },
    ]);
  });
});

describe('the lines of a pattern', () => {
  const level = { angle: 0, x: 0, y: 0, stepX: 0, stepY: 5, dashes: [] };

  test('end at the loops and leave out the inner ones', () => {
    expect(patternStrokes({ loops: [square(1, 18), square(8, 4)], lines: [level] })).toEqual([
      [1, 5, 19, 5],
      [1, 10, 8, 10],
      [12, 10, 19, 10],
      [1, 15, 19, 15],
    ]);
  });

  test('cross when there are two families, and are dashed from where each begins', () => {
    const upright = { angle: 90, x: 3, y: 0, stepX: -100, stepY: 0, dashes: [] };
    const broken = { ...level, y: 2, stepY: 100, dashes: [3, -1] };
    expect(patternStrokes({ loops: [square(0, 10)], lines: [upright, broken] })?.map(rounded)).toEqual([
      [3, 0, 3, 10],
      [0, 2, 3, 2],
      [4, 2, 7, 2],
      [8, 2, 10, 2],
    ]);
  });

  test('are left out when they are too many to be told apart, or none apart at all', () => {
    expect(patternStrokes({ loops: [square(0, 10)], lines: [{ ...level, stepY: 0.001 }] })).toBeNull();
    expect(patternStrokes({ loops: [square(0, 10)], lines: [{ ...level, stepX: 5, stepY: 0 }] })).toBeNull();
  });
});

test('loops are joined to one polygon whose area is what is filled, whichever way they run', () => {
  const areaOf = (corners: readonly number[]): number => {
    let twice = 0;
    for (let at = 0; at < corners.length; at += 2) {
      const next = (at + 2) % corners.length;
      twice += (corners[at] ?? 0) * (corners[next + 1] ?? 0) - (corners[next] ?? 0) * (corners[at + 1] ?? 0);
    }
    return twice / 2;
  };
  const turned = [1, 1, 1, 9, 9, 9, 9, 1];
  expect(areaOf(joinedLoops([square(0, 10), square(1, 8), square(2, 2), square(20, 3)]) ?? [])).toBeCloseTo(100 - 64 + 4 + 9);
  expect(joinedLoops(Array.from({ length: 1000 }, () => square(0, 10)))).toBeNull();
  expect(areaOf(joinedLoops([turned, square(0, 10)]) ?? [])).toBeCloseTo(100 - 64);
});
