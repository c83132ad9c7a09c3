import { describe, expect, test } from 'vitest';
import { proxyItems, type ProxyItem } from '../../../processors/dxf/proxy-graphics.js';
import type { Encoding } from '../../../sample/dxf/tags.js';
import { dxf, facts, tags, type Tag } from './dxf-file.js';

const reals = (...values: readonly number[]): Buffer => Buffer.from(Float64Array.from(values).buffer);
const integers = (...values: readonly number[]): Buffer => Buffer.from(Int32Array.from(values).buffer);
/** Ends with a zero and is filled up to a multiple of four bytes. */
const padded = (bytes: Buffer, zero: number): Buffer =>
  Buffer.concat([bytes, Buffer.alloc(zero + ((4 - ((bytes.length + zero) % 4)) % 4))]);
const narrow = (text: string): Buffer => padded(Buffer.from(text, 'latin1'), 1);
const wide = (text: string): Buffer => padded(Buffer.from(text, 'utf16le'), 2);
const chunk = (type: number, ...data: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(data);
  return Buffer.concat([integers(8 + body.length, type), body]);
};
const graphics = (...chunks: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(chunks);
  return Buffer.concat([integers(8 + body.length, chunks.length), body]);
};
/** Place, plane and direction of a lettering. */
const at = (x: number, y: number, directionX = 1, directionY = 0): Buffer => reals(x, y, 0, 0, 0, 1, directionX, directionY, 0);
const marks = Buffer.concat([reals(2.5, 0.8, 0, 1), integers(0, 0, 0, 0, 0)]);

const items = (...chunks: readonly Buffer[]): ProxyItem[] => proxyItems(graphics(...chunks), (bytes) => bytes.toString('latin1'));

function ends(item: ProxyItem | undefined): number[] {
  if (item?.kind !== 'line') throw new Error('no line');
  return [...item.points.slice(0, 2), ...item.points.slice(-2)].map((value) => Math.round(1000 * value) / 1000 + 0);
}

describe('graphics of a proxy', () => {
  test('curves: circles, arcs by angle and by three points, either way round', () => {
    const up = [0, 0, 1] as const;
    const found = items(
      chunk(2, reals(10, 10, 0, 5, ...up)),
      chunk(3, reals(15, 10, 0, 10, 15, 0, 5, 10, 0)),
      chunk(4, reals(20, 10, 0, 5, ...up, 1, 0, 0, Math.PI / 2), integers(0)),
      chunk(5, reals(35, 10, 0, 30, 15, 0, 25, 10, 0), integers(0)),
      chunk(5, reals(35, 10, 0, 30, 5, 0, 25, 10, 0), integers(0)),
    );
    expect(found.map(ends)).toEqual([
      [15, 10, 15, 10],
      [15, 10, 15, 10],
      [25, 10, 20, 15],
      [35, 10, 25, 10],
      [35, 10, 25, 10],
    ]);
    for (const [index, centre] of [10, 10, 20, 30, 30].entries()) {
      const item = found[index];
      if (item?.kind !== 'line') throw new Error('no line');
      for (let point = 0; point + 1 < item.points.length; point += 2)
        expect(Math.hypot((item.points[point] ?? 0) - centre, (item.points[point + 1] ?? 0) - 10)).toBeCloseTo(5, 9);
      // The way over the top, or under it, as the second point says.
      const middle = item.points[2 * Math.floor(item.points.length / 4) + 1] ?? 0;
      if (index >= 3) expect(Math.sign(middle - 10)).toBe(index === 3 ? 1 : -1);
    }
  });

  test('lines, open and closed, and what is mapped until the map is taken back', () => {
    const points = [integers(2), reals(0, 0, 0, 5, 0, 0)] as const;
    // A quarter turn to the left, twice the size, moved by 100 and 200.
    const map = chunk(29, reals(0, -2, 0, 100, 2, 0, 0, 200, 0, 0, 2, 0, 0, 0, 0, 1));
    const found = items(
      chunk(6, ...points),
      chunk(7, ...points),
      map,
      chunk(32, ...points, reals(0, 0, 1)),
      chunk(31),
      chunk(6, ...points),
    );
    expect(found.map((item) => item.kind === 'line' && item.isClosed)).toEqual([false, true, false, false]);
    expect(found.map(ends)).toEqual([
      [0, 0, 5, 0],
      [0, 0, 5, 0],
      [100, 200, 100, 210],
      [0, 0, 5, 0],
    ]);
  });

  test('letterings of four kinds, with their fonts, turned and mapped', () => {
    const map = chunk(29, reals(0, -2, 0, 100, 2, 0, 0, 200, 0, 0, 2, 0, 0, 0, 0, 1));
    const found = items(
      chunk(10, at(1, 2), reals(3.5, 1, 0), narrow('Ø7')),
      chunk(11, at(1, 3, 0, 1), narrow('B'), integers(1, 0), marks, narrow('isocp.shx'), narrow('')),
      chunk(38, at(1, 4), wide('件'), integers(1, 0), marks, integers(0, 0, 0, 0), wide('AMGDT'), wide('amgdt.ttf'), wide('')),
      ...[map, chunk(36, at(1, 0), reals(3.5, 1, 0), wide('Stück'))],
    );
    expect(found).toMatchObject([
      { text: 'Ø7', x: 1, y: 2, height: 3.5, angle: 0, font: '' },
      { text: 'B', x: 1, y: 3, height: 2.5, angle: 90, font: 'isocp.shx', widthFactor: 0.8 },
      { text: '件', x: 1, y: 4, height: 2.5, font: 'AMGDT' },
      { text: 'Stück', x: 100, y: 202, height: 7, angle: 90 },
    ]);
  });

  test('what is spoiled ends the list, or leaves its chunk out', () => {
    const good = chunk(6, integers(2), reals(0, 0, 0, 5, 0, 0));
    expect(
      items(good, chunk(6, integers(1_000_000_000)), chunk(6, integers(3), reals(0, 0, 0)), chunk(10, at(0, 0)), good),
    ).toHaveLength(2);
    expect(items(good, integers(4, 6), good)).toHaveLength(1);
    expect(items(good, integers(-8, 6), good)).toHaveLength(1);
    const whole = graphics(good, good);
    for (let end = 0; end < whole.length; end++) expect(proxyItems(whole.subarray(0, end), String).length).toBeLessThanOrEqual(1);
  });
});

describe('an object that only its program knows', () => {
  const data = graphics(
    chunk(10, at(5, 6), reals(3, 1, 0), narrow('%%c7 H7')),
    chunk(38, at(5, 9), wide('j'), integers(1, 0), marks, integers(0, 0, 0, 0), wide('AMGDT'), wide(''), wide('')),
    chunk(6, integers(2), reals(0, 0, 0, 50, 40, 0)),
  );
  const pieces = Array.from({ length: Math.ceil(data.length / 127) }, (_, index) =>
    data.subarray(127 * index, 127 * (index + 1)),
  );
  const own = Buffer.from('graphics of this name are no graphics', 'latin1').toString('hex');
  const proxy = (name: string): Tag[] => [
    ...tags(0, name, 5, 'A1', 100, 'AcDbEntity', 8, 'AM_5', 100, 'AcDbProxyEntity', 90, 498, 91, 500, 92, data.length),
    ...pieces.flatMap((piece) => tags(310, piece.toString('hex'))),
    ...tags(93, own.length * 4, 310, own, 94, 0),
  ];
  const encodings: readonly Partial<Encoding>[] = [{ codePage: 'ANSI_1252' }, { binary: true }];

  test.each(encodings)('has its texts and its bounds from its graphics: %o', async (encoding) => {
    const { texts, metadata } = await facts(dxf({ entities: proxy('ACAD_PROXY_ENTITY') }, encoding));
    expect(texts).toMatchObject([
      { text: 'Ø7 H7', source: 'text', layer: 'AM_5', x: 5, y: 6, height: 3 },
      { text: '⌖', x: 5, y: 9 },
    ]);
    expect(metadata.extents).toEqual([0, 0, 50, 40]);
    expect(metadata.entity_counts).toEqual({ ACAD_PROXY_ENTITY: 1 });
  });

  test('the frame of a picture is not of the drawing', async () => {
    expect((await facts(dxf({ entities: proxy('WIPEOUT') }))).texts).toEqual([]);
  });
});
