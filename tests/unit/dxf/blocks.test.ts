import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expandedCounts, type Use } from '../../../processors/dxf/expanded-counts.js';
import { dxf, facts, tags, type Tag } from './dxf-file.js';

const block = (name: string, ...content: readonly Tag[]): Tag[] => [
  ...tags(0, 'BLOCK', 8, '0', 2, name, 70, 0, 10, 0, 20, 0),
  ...content,
  ...tags(0, 'ENDBLK'),
];
const insert = (name: string, ...more: readonly (string | number)[]): Tag[] =>
  tags(0, 'INSERT', 8, '0', 2, name, 10, 0, 20, 0, ...more);
const circle = tags(0, 'CIRCLE', 8, '0', 10, 0, 20, 0, 40, 1);

async function countsOf(blocks: readonly Tag[], entities: readonly Tag[]): Promise<Record<string, [number, number, number]>> {
  const found = await facts(dxf({ blocks, entities }));
  return Object.fromEntries(found.blocks.map((each) => [each.name, [each.entities, each.inserts, each.inserts_expanded]]));
}

describe('blocks: entities, direct and expanded insertions', () => {
  test('names compare without case and without blanks around', async () => {
    expect(await countsOf(block('Bolt', ...circle), [...insert('BOLT'), ...insert('bolt '), ...insert('Bolt')])).toEqual({
      Bolt: [1, 3, 3],
    });
  });

  test('rows and columns count when expanded, and multiply through nesting', async () => {
    const blocks = [...block('PLATE', ...insert('BOLT', 70, 2, 71, 2, 44, 10, 45, 10), ...circle), ...block('BOLT', ...circle)];
    expect(await countsOf(blocks, [...insert('PLATE', 70, 3, 44, 50), ...insert('BOLT')])).toEqual({
      PLATE: [2, 1, 3],
      BOLT: [1, 2, 13],
    });
  });

  test('a block that nobody inserts, one that is only inserted by such a one, one that is not defined', async () => {
    const blocks = [...block('UNUSED', ...insert('INNER')), ...block('INNER', ...circle)];
    expect(await countsOf(blocks, insert('MISSING'))).toEqual({ UNUSED: [1, 0, 0], INNER: [1, 1, 0], MISSING: [0, 1, 0] });
  });

  test('a block within itself, directly or through another, is drawn once per insertion from outside', async () => {
    const blocks = [...block('A', ...insert('B')), ...block('B', ...insert('A'), ...circle), ...block('C', ...insert('C'))];
    expect(await countsOf(blocks, [...insert('A', 70, 6), ...insert('C')])).toEqual({ A: [1, 2, 6], B: [2, 1, 6], C: [1, 2, 1] });
    const { metadata } = await facts(dxf({ blocks, entities: [...insert('A'), ...insert('C')] }));
    expect(metadata.warnings).toEqual(['block "A" contains itself', 'block "C" contains itself']);
  });

  test('blocks may follow the entities that insert them', async () => {
    const file = Buffer.concat([
      dxf({ entities: insert('LATE'), eof: false }),
      dxf({ blocks: block('LATE', ...tags(0, 'TEXT', 8, '0', 1, 'inside')) }),
    ]);
    const { blocks, texts } = await facts(file);
    expect(blocks).toMatchObject([{ name: 'LATE', inserts: 1, inserts_expanded: 1 }]);
    expect(texts).toMatchObject([{ text: 'inside', space: 'block' }]);
  });

  test('pictures of dimensions and tables, and layouts, are no blocks; other anonymous ones are', async () => {
    const names = ['*D1', '*T2', '*U3', '*X4', '*Model_Space', '*Paper_Space', '*Paper_Space0', '$MODEL_SPACE'];
    expect(
      Object.keys(
        await countsOf(
          names.flatMap((name) => block(name, ...circle)),
          [],
        ),
      ),
    ).toEqual(['*U3', '*X4']);
  });

  test('100,000 blocks, each in the one before, are followed to the last', async () => {
    const count = 100_000;
    const uses: Use[] = Array.from({ length: count }, (_, at) => ({ container: at, block: at + 1, cells: 1 }));
    expect(expandedCounts(uses, [0], () => undefined).get(count)).toBe(1);
    const nested = Array.from({ length: 3000 }, (_, at) => block(`N${at}`, ...insert(`N${at + 1}`))).flat();
    expect((await countsOf(nested, insert('N0')))['N2999']).toEqual([1, 1, 1]);
  });

  test('without circles the count is that of all ways from the layouts', () => {
    const use = fc.record({ container: fc.nat(7), block: fc.nat(7), cells: fc.integer({ min: 1, max: 3 }) });
    fc.assert(
      fc.property(fc.array(use, { maxLength: 14 }), (all) => {
        const uses = all.filter(({ container, block: inner }) => container < inner);
        const ways = (container: number): number =>
          container === 0
            ? 1
            : uses.filter((each) => each.block === container).reduce((sum, each) => sum + ways(each.container) * each.cells, 0);
        const counts = expandedCounts(uses, [0], () => expect.unreachable('no circle is there'));
        for (let container = 0; container < 8; container++) expect(counts.get(container) ?? 0).toBe(ways(container));
      }),
    );
  });
});

describe('references to other files', () => {
  test('external references, overlays, underlays and images, each once', async () => {
    const reference = (name: string, flags: number, path: string): Tag[] =>
      tags(0, 'BLOCK', 8, '0', 2, name, 70, flags, 10, 0, 20, 0, 3, name, 1, path, 0, 'ENDBLK');
    const { metadata } = await facts(
      dxf({
        blocks: [
          ...reference('BASE', 4, 'C:\\site\\base.dwg'),
          ...reference('GRID', 12, '../grid.dwg'),
          ...reference('GEAR', 8, 'gear.dwg'),
          ...reference('BASE|WALL', 64, ''),
        ],
        entities: insert('BASE'),
        objects: tags(0, 'PDFDEFINITION', 1, 'plan.pdf', 2, '1', 0, 'IMAGEDEF', 1, 'logo.png', 0, 'IMAGEDEF', 1, 'logo.png'),
      }),
    );
    expect(metadata.xrefs).toEqual(['C:\\site\\base.dwg', '../grid.dwg', 'gear.dwg', 'plan.pdf', 'logo.png']);
  });
});
