import { describe, expect, test } from 'vitest';
import type { Extraction } from '../../../queues/contract/facts.js';
import { dxf, entitiesOnly, facts, tags, type Tag } from './dxf-file.js';

type Corner = readonly [x: number, y: number];

const layerNames = ['OUTLINE', 'BEND', 'BEND_DOWN', 'ETCH'];

const line = (layer: string, [x0, y0]: Corner, [x1, y1]: Corner): Tag[] =>
  tags(0, 'LINE', 8, layer, 10, x0, 20, y0, 11, x1, 21, y1);
const circle = (x: number, y: number, radius: number): Tag[] => tags(0, 'CIRCLE', 8, 'OUTLINE', 10, x, 20, y, 40, radius);
const arc = (x: number, y: number, radius: number, from: number, to: number): Tag[] =>
  tags(0, 'ARC', 8, 'OUTLINE', 10, x, 20, y, 40, radius, 50, from, 51, to);

/** A closed contour of lines, from corner to corner. */
function contour(...corners: readonly Corner[]): Tag[] {
  return corners.flatMap((corner, index) => line('OUTLINE', corner, corners[(index + 1) % corners.length] ?? corner));
}

const rectangle = (x: number, y: number, width: number, height: number): Tag[] =>
  contour([x, y], [x + width, y], [x + width, y + height], [x, y + height]);

/** Parameters as they are printed, by name; those that occur more than once in file order. */
function printed({ parameters }: Extraction): Record<string, (string | null)[]> {
  const all: Record<string, (string | null)[]> = {};
  for (const { name, value } of parameters) (all[name] ??= []).push(value);
  return all;
}

async function pattern(...entities: readonly Tag[]): Promise<Record<string, (string | null)[]>> {
  const found = await facts(entitiesOnly(...entities));
  expect(found.metadata.document_class).toBe('flat pattern');
  return printed(found);
}

const plate = rectangle(0, 0, 200, 100);

describe('the outline of a flat pattern', () => {
  test('a plate with a hole: sizes, areas and the length of the cut', async () => {
    const found = await facts(entitiesOnly(...plate, ...circle(50, 50, 10)));
    const numbers = new Map(found.parameters.map(({ name, value_numeric: value }) => [name, value]));
    expect(numbers.get('overall_width')).toBe(200);
    expect(numbers.get('overall_height')).toBe(100);
    expect(numbers.get('outline_perimeter')).toBe(600);
    expect(numbers.get('outline_area')).toBe(20_000);
    expect(numbers.get('net_area')).toBeCloseTo(20_000 - Math.PI * 100, 9);
    expect(numbers.get('cut_length')).toBeCloseTo(600 + Math.PI * 20, 9);
  });

  test('lines in any order and direction, and a polyline, give one contour', async () => {
    const shuffled = [
      ...line('OUTLINE', [200, 100], [0, 100]),
      ...line('OUTLINE', [0, 0], [200, 0]),
      ...line('OUTLINE', [0, 0], [0, 100]),
      ...line('OUTLINE', [200, 100], [200, 0]),
    ];
    const polyline = tags(
      ...[0, 'LWPOLYLINE', 8, 'OUTLINE', 90, 4, 70, 1],
      ...[10, 0, 20, 0, 10, 200, 20, 0, 10, 200, 20, 100, 10, 0, 20, 100],
    );
    const expected = await pattern(...plate);
    expect(await pattern(...shuffled)).toEqual(expected);
    expect(await pattern(...polyline)).toEqual(expected);
  });

  test('a bulge is an arc: a disc of two halves', async () => {
    const disc = tags(0, 'LWPOLYLINE', 8, 'OUTLINE', 90, 2, 70, 1, 10, 0, 20, 0, 42, 1, 10, 100, 20, 0, 42, 1);
    const found = await facts(entitiesOnly(...disc));
    const numbers = new Map(found.parameters.map(({ name, value_numeric: value }) => [name, value]));
    expect(numbers.get('overall_height')).toBeCloseTo(100, 6);
    expect(numbers.get('outline_perimeter')).toBeCloseTo(100 * Math.PI, 6);
    expect(numbers.get('outline_area')).toBeCloseTo(2500 * Math.PI, 6);
  });

  test('a block that is inserted turned and enlarged is measured as it stands', async () => {
    const blocks = [...tags(0, 'BLOCK', 8, '0', 2, 'PART', 70, 0, 10, 0, 20, 0), ...plate, ...tags(0, 'ENDBLK')];
    const insert = tags(0, 'INSERT', 8, '0', 2, 'PART', 10, 7, 20, 9, 41, 2, 42, 2, 50, 90);
    const found = await facts(dxf({ blocks, entities: insert }));
    expect(printed(found)).toMatchObject({ overall_width: ['200'], overall_height: ['400'], outline_area: ['80000'] });
  });

  test('lengths have the unit of the header, and none where it states none', async () => {
    const withUnit = await facts(dxf({ header: tags(9, '$ACADVER', 1, 'AC1015', 9, '$INSUNITS', 70, 4), entities: plate }));
    const units = (found: Extraction, name: string): unknown => found.parameters.find((each) => each.name === name)?.units;
    expect(units(withUnit, 'overall_width')).toBe('mm');
    expect(units(withUnit, 'net_area')).toBe('mm^2');
    expect(units(await facts(entitiesOnly(...plate)), 'overall_width')).toBeNull();
  });
});

describe('the openings of a flat pattern', () => {
  test('holes are counted by size, drawn as circles or as two arcs', async () => {
    const halves = [...arc(150, 50, 5, 0, 180), ...arc(150, 50, 5, 180, 360)];
    const found = await pattern(...plate, ...circle(30, 50, 5), ...halves, ...circle(90, 50, 12));
    expect(found).toMatchObject({ hole_count: ['3'], hole_diameter: ['2 x Ø10', '1 x Ø24'] });
  });

  test('a slot has its whole length, ends included', async () => {
    const slot = [
      ...line('OUTLINE', [60, 45], [90, 45]),
      ...line('OUTLINE', [60, 55], [90, 55]),
      ...arc(60, 50, 5, 90, 270),
      ...arc(90, 50, 5, 270, 90),
    ];
    expect(await pattern(...plate, ...slot)).toMatchObject({ slot: ['1 x 40 x 10'], hole_count: ['0'], cutout_count: ['0'] });
  });

  test('what is neither is a cutout with its size', async () => {
    const found = await pattern(...plate, ...rectangle(20, 20, 30, 40), ...rectangle(120, 20, 30, 40));
    expect(found).toMatchObject({ cutout_count: ['2'], cutout: ['2 x 30 x 40'], net_area: ['17600'] });
  });

  test('an opening that is drawn twice is cut once', async () => {
    const once = await pattern(...plate, ...circle(50, 50, 10));
    expect(await pattern(...plate, ...circle(50, 50, 10), ...circle(50, 50, 10))).toEqual(once);
  });
});

describe('lines that are no cuts', () => {
  test('bend lines by their layer, with the side that it names', async () => {
    const bends = [...line('BEND', [0, 40], [200, 40]), ...line('BEND_DOWN', [80, 0], [80, 100])];
    const found = await pattern(...plate, ...bends);
    expect(found).toMatchObject({ bend_count: ['2'], bend_line: ['200 at 0°', '100 at 90° down'], cut_length: ['600'] });
  });

  test('a bend line beside the part is none', async () => {
    expect(await pattern(...plate, ...line('BEND', [0, 140], [150, 140]))).toMatchObject({ bend_count: ['0'] });
  });

  test('etched lines are marked, not cut', async () => {
    const found = await pattern(...plate, ...line('ETCH', [20, 20], [80, 20]));
    expect(found).toMatchObject({ mark_length: ['60'], cut_length: ['600'] });
  });

  test.each(layerNames)('a line on layer %s alone makes no pattern', async (layer) => {
    const { metadata, parameters } = await facts(entitiesOnly(...line(layer, [0, 0], [100, 0])));
    expect(metadata.document_class).toBe('drawing');
    expect(parameters).toEqual([]);
  });
});

describe('a flat pattern whose file is cut off', () => {
  const bytes = entitiesOnly(...plate, ...circle(50, 50, 10), ...circle(150, 50, 10));

  test('has its class but no measures, and says why', async () => {
    const cut = bytes.subarray(0, bytes.lastIndexOf('CIRCLE') + 12);
    const { metadata, parameters } = await facts(cut);
    expect(metadata.document_class).toBe('flat pattern');
    expect(parameters).toEqual([]);
    expect(metadata.properties).not.toHaveProperty('flat_pattern');
    expect(metadata.warnings).toContain('the flat pattern is not measured: the file ends within its entities');
  });

  test('is measured where EOF alone is missing: the section ended', async () => {
    const withoutEof = dxf({ entities: [...plate, ...circle(50, 50, 10), ...circle(150, 50, 10)], eof: false });
    expect(printed(await facts(withoutEof))).toEqual(printed(await facts(bytes)));
    expect(printed(await facts(withoutEof))).toMatchObject({ hole_diameter: ['2 x Ø20'] });
  });
});
