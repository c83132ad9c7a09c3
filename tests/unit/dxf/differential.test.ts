import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DxfParser } from '../../../bench/dxf/peer.js';
import { dxf, facts, tags, type Tag } from './dxf-file.js';

/**
 * The reader against dxf-parser, on what that one reads correctly: plain entities of ASCII files with an EOF. It knows no attributes,
 * tables, leaders, tolerances or styles of dimensions, so those are not compared.
 */

interface Expected {
  readonly entity: readonly Tag[];
}

const coordinate = fc.integer({ min: -100_000, max: 100_000 }).map((thousandths) => thousandths / 1000);
const length = fc.integer({ min: 1, max: 50_000 }).map((thousandths) => thousandths / 1000);
const layer = fc.constantFrom('0', 'CUT', 'Notes', 'Ebene-2');
// No % and no \: codes of texts are decoded here and kept there.
const words = fc
  .string({ unit: fc.constantFrom(...Array.from('ABCxyz019 -.,äØ図')), minLength: 1, maxLength: 20 })
  .map((text) => `<${text}>`);

const entity: fc.Arbitrary<Expected> = fc
  .oneof(
    fc
      .tuple(layer, coordinate, coordinate, coordinate, coordinate)
      .map(([name, ...[x0, y0, x1, y1]]) => tags(0, 'LINE', 8, name, 10, x0, 20, y0, 30, 0, 11, x1, 21, y1, 31, 0)),
    fc
      .tuple(layer, coordinate, coordinate, length)
      .map(([name, x, y, radius]) => tags(0, 'CIRCLE', 8, name, 10, x, 20, y, 30, 0, 40, radius)),
    fc
      .tuple(layer, fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 6 }))
      .map(([name, corners]) =>
        tags(0, 'LWPOLYLINE', 8, name, 90, corners.length, 70, 0, ...corners.flatMap(([x, y]) => [10, x, 20, y])),
      ),
    fc
      .tuple(layer, coordinate, coordinate, words)
      .map(([name, x, y, text]) => tags(0, 'TEXT', 8, name, 10, x, 20, y, 30, 0, 40, 2.5, 1, text)),
    fc.tuple(layer, coordinate, coordinate).map(([name, x, y]) => tags(0, 'INSERT', 8, name, 2, 'BOLT', 10, x, 20, y, 30, 0)),
    fc.tuple(layer, coordinate, coordinate).map(([name, x, y]) => tags(0, 'POINT', 8, name, 10, x, 20, y, 30, 0)),
  )
  .map((written) => ({ entity: written }));

const bolt = tags(0, 'BLOCK', 8, '0', 2, 'BOLT', 70, 0, 10, 0, 20, 0, 30, 0, 3, 'BOLT', 0, 'ENDBLK', 8, '0');

const tally = (all: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const each of all) counts[each] = (counts[each] ?? 0) + 1;
  return counts;
};

describe('the reader and dxf-parser', () => {
  test('agree on entities by type, layers, texts and insertions', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(entity, { minLength: 1, maxLength: 25 }), async (all) => {
        const file = dxf({ blocks: bolt, entities: all.flatMap((each) => each.entity) });
        const peer = new DxfParser().parseSync(file.toString('utf8'))?.entities ?? [];
        const ours = await facts(file);
        const ofType = (type: string): Record<string, unknown>[] => peer.filter((each) => each['type'] === type);
        expect(ours.metadata.entity_counts).toEqual(tally(peer.map((each) => String(each['type']))));
        expect(ours.texts.map(({ text, layer: on }) => [text, on])).toEqual(
          ofType('TEXT').map((each) => [each['text'], each['layer']]),
        );
        expect(ours.blocks.find(({ name }) => name === 'BOLT')?.inserts).toBe(ofType('INSERT').length);
        const used = (ours.metadata.layers ?? [])
          .filter(({ entities }) => entities > 0)
          .map(({ name, entities }) => [name, entities]);
        expect(Object.fromEntries(used)).toEqual(tally(peer.map((each) => String(each['layer']))));
      }),
      { numRuns: 200 },
    );
  });

  test('agree on the places of texts and on the bounds of lines and circles', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(entity, { minLength: 1, maxLength: 25 }), async (all) => {
        const drawn = all.filter((each) => ['LINE', 'CIRCLE'].includes(String(each.entity[0]?.[1])));
        fc.pre(drawn.length > 0);
        const file = dxf({ entities: drawn.flatMap((each) => each.entity) });
        const peer = new DxfParser().parseSync(file.toString('utf8'))?.entities ?? [];
        const { metadata } = await facts(file);
        const points = peer.flatMap((each) => boundsOf(each));
        const expected = [
          Math.min(...points.map(({ x }) => x)),
          Math.min(...points.map(({ y }) => y)),
          Math.max(...points.map(({ x }) => x)),
          Math.max(...points.map(({ y }) => y)),
        ];
        for (const [index, value] of expected.entries()) expect(metadata.extents?.[index]).toBeCloseTo(value, 9);
      }),
      { numRuns: 200 },
    );
  });
});

interface Point {
  readonly x: number;
  readonly y: number;
}

function boundsOf(entity: Record<string, unknown>): Point[] {
  if (entity['type'] === 'LINE') return entity['vertices'] as Point[];
  const { x, y } = entity['center'] as Point;
  const radius = Number(entity['radius']);
  return [
    { x: x - radius, y: y - radius },
    { x: x + radius, y: y + radius },
  ];
}
