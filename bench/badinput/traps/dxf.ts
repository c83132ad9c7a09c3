import { TagWriter, type Encoding, type Tag } from '../../../sample/dxf/tags.js';
import type { Trap } from './trap.js';

const section = (name: string, tags: readonly Tag[]): Tag[] => [[0, 'SECTION'], [2, name], ...tags, [0, 'ENDSEC']];
const block = (name: string, tags: readonly Tag[]): Tag[] => [[0, 'BLOCK'], [2, name], [70, 0], ...tags, [0, 'ENDBLK']];
const insert = (name: string, ...more: Tag[]): Tag[] => [[0, 'INSERT'], [8, '0'], [2, name], [10, 0], [20, 0], ...more];
const line: readonly Tag[] = [
  [0, 'LINE'],
  [8, '0'],
  [10, 0],
  [20, 0],
  [11, 9],
  [21, 9],
];
const times = <T>(count: number, make: (index: number) => readonly T[]): T[] =>
  Array.from({ length: count }, (_, index) => make(index)).flat();

/** Drawings made to exhaust a reader, in either encoding. Numbers stay inside of what the binary form can store. */
const drawings: Readonly<Record<string, () => Tag[]>> = {
  block_in_itself: () => [...section('BLOCKS', block('A', insert('A'))), ...section('ENTITIES', insert('A'))],
  blocks_in_a_circle: () => [
    ...section('BLOCKS', [...block('A', insert('B')), ...block('B', insert('A'))]),
    ...section('ENTITIES', insert('A')),
  ],
  blocks_that_multiply: () => [
    ...section('BLOCKS', [
      ...times(40, (n) =>
        block(
          `B${n}`,
          times(10, () => insert(`B${n + 1}`)),
        ),
      ),
      ...block('B40', line),
    ]),
    ...section('ENTITIES', insert('B0')),
  ],
  deep_blocks: () => [
    ...section('BLOCKS', [...times(20_000, (n) => block(`B${n}`, insert(`B${n + 1}`))), ...block('B20000', line)]),
    ...section('ENTITIES', insert('B0')),
  ],
  array_of_inserts: () => [
    ...section('BLOCKS', block('A', line)),
    ...section('ENTITIES', insert('A', [70, 32_767], [71, 32_767], [44, 1], [45, 1])),
  ],
  giant_coordinates: () =>
    section(
      'ENTITIES',
      times(50, (n): Tag[] => [
        [0, 'LINE'],
        [8, '0'],
        [10, -1e308],
        [20, 1e308],
        [11, 1e308],
        [21, n],
      ]),
    ),
  giant_radius: () =>
    section('ENTITIES', [
      [0, 'ARC'],
      [8, '0'],
      [10, 0],
      [20, 0],
      [40, 1e300],
      [50, -1e300],
      [51, 1e300],
    ]),
  long_text: () =>
    section('ENTITIES', [
      [0, 'MTEXT'],
      [8, '0'],
      [10, 0],
      [20, 0],
      [40, 2],
      [3, 'x'.repeat(8_000_000)],
      [1, '{\\H2;'.repeat(200_000)],
    ]),
  many_layers: () =>
    section('TABLES', [
      [0, 'TABLE'],
      [2, 'LAYER'],
      ...times(60_000, (n): Tag[] => [
        [0, 'LAYER'],
        [2, `L${n}`],
        [70, 0],
        [62, 7],
      ]),
      [0, 'ENDTAB'],
    ]),
  polyline_without_end: () =>
    section('ENTITIES', [
      [0, 'LWPOLYLINE'],
      [8, '0'],
      [90, 2_000_000_000],
      ...times(60_000, (n): Tag[] => [
        [10, n],
        [20, n % 7],
      ]),
    ]),
  spline_of_high_degree: () =>
    section('ENTITIES', [
      [0, 'SPLINE'],
      [8, '0'],
      [71, 32_000],
      [72, 32_767],
      [73, 32_767],
      ...times(200, (n): Tag[] => [[40, n]]),
      ...times(200, (n): Tag[] => [
        [10, n],
        [20, n],
      ]),
    ]),
  hatch_of_many_paths: () =>
    section('ENTITIES', [
      [0, 'HATCH'],
      [8, '0'],
      [91, 2_000_000_000],
      ...times(20_000, (): Tag[] => [
        [92, 1],
        [93, 2_000_000_000],
        [72, 1],
        [10, 0],
        [20, 0],
        [11, 1],
        [21, 1],
      ]),
    ]),
  deep_groups: () => section('ENTITIES', [...line, ...times(100_000, (): Tag[] => [[102, '{A']])]),
  dimension_of_nothing: () =>
    section(
      'ENTITIES',
      times(2000, (): Tag[] => [
        [0, 'DIMENSION'],
        [8, '0'],
        [70, 6],
        [42, 1e308],
        [2, '*D999999'],
        [3, 'NONE'],
      ]),
    ),
  entities_of_no_kind: () =>
    section(
      'ENTITIES',
      times(50_000, (n): Tag[] => [[0, `KIND${n}`]]),
    ),
  sections_in_sections: () =>
    times(20_000, (): Tag[] => [
      [0, 'SECTION'],
      [2, 'ENTITIES'],
    ]),
};

/** The traps in one encoding. */
export function dxfTraps(binary: boolean): Record<string, Trap> {
  const encoding: Encoding = { version: 'AC1015', binary, codePage: 'ANSI_1252', lineEnd: '\n' };
  return Object.fromEntries(
    Object.entries(drawings).map(([name, tags]) => [
      name,
      () => {
        const writer = new TagWriter(encoding);
        for (const tag of [...tags(), [0, 'EOF'] as const]) writer.write(tag);
        return writer.finish();
      },
    ]),
  );
}
