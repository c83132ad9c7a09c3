import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { extract } from '../../../processors/dxf/extract.js';
import { colourOf } from '../../../processors/dxf/preview/colour.js';
import { strokeWidth } from '../../../processors/dxf/preview/stroke-font.js';
import type { Artifact } from '../../../queues/contract/artifacts.js';
import { dxf, entitiesOnly, tags } from './dxf-file.js';

async function preview(bytes: Uint8Array): Promise<Artifact | undefined> {
  const kept: Artifact[] = [];
  const keep = (artifact: Artifact): Promise<string> => Promise.resolve(`key-${kept.push(artifact)}`);
  await extract({ name: 'test.dxf', format: 'dxf', bytes }, { stage: () => undefined, keep });
  return kept[0];
}

/** Grey values and size of a preview. */
async function pixels(bytes: Uint8Array): Promise<{ data: Buffer; width: number; height: number }> {
  const artifact = await preview(bytes);
  if (artifact === undefined) throw new Error('no preview was kept');
  const { data, info } = await sharp(artifact.bytes).greyscale().raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([artifact.width, artifact.height]);
  return { data, width: info.width, height: info.height };
}

const dark = (data: Buffer): number => data.reduce((sum, grey) => sum + (grey < 128 ? 1 : 0), 0);
const box = tags(0, 'LWPOLYLINE', 8, '0', 90, 4, 70, 1, 10, 0, 20, 0, 10, 200, 20, 0, 10, 200, 20, 100, 10, 0, 20, 100);
const text = (value: string): ReturnType<typeof tags> => tags(0, 'TEXT', 8, '0', 10, 20, 20, 40, 40, 10, 1, value);

describe('a preview', () => {
  test('shows the drawing whole: a white margin around, ink on all four sides of a frame', async () => {
    const { data, width, height } = await pixels(entitiesOnly(...box));
    expect(width / height).toBeCloseTo(2, 0);
    const at = (x: number, y: number): number => data[Math.round(y) * width + Math.round(x)] ?? 0;
    for (let x = 0; x < width; x++) for (const y of [0, 5, height - 6, height - 1]) expect(at(x, y)).toBeGreaterThan(200);
    for (const y of [12, height - 13])
      expect(Math.min(at(width / 2, y - 1), at(width / 2, y), at(width / 2, y + 1))).toBeLessThan(160);
  });

  test('texts are drawn, those of other scripts too, and are not clipped beyond the lines', async () => {
    const bare = dark((await pixels(entitiesOnly(...box))).data);
    expect(dark((await pixels(entitiesOnly(...box, ...text('Ø25 ±0.1')))).data)).toBeGreaterThan(bare);
    const long = await pixels(entitiesOnly(...box, ...text('A TEXT THAT RUNS FAR BEYOND THE RIGHT SIDE OF ITS FRAME')));
    expect(long.width / long.height).toBeGreaterThan(2.5);
  });

  test('hatches are drawn, filled or by their lines, and by their insertions; very many crowd out nothing', async () => {
    const loop = [
      91, 1, 92, 3, 72, 0, 73, 1, 93, 4, 10, 20, 20, 20, 10, 180, 20, 20, 10, 180, 20, 80, 10, 20, 20, 80, 97, 0, 75, 0, 76, 1,
    ] as const;
    const filled = tags(0, 'HATCH', 8, '0', 70, 1, ...loop, 98, 0);
    const lined = tags(0, 'HATCH', 8, '0', 70, 0, ...loop, 78, 1, 53, 45, 43, 0, 44, 0, 45, -4, 46, 4, 79, 0, 98, 0);
    const bare = dark((await pixels(entitiesOnly(...box))).data);
    const inked = async (...entities: ReturnType<typeof tags>): Promise<number> =>
      dark((await pixels(entitiesOnly(...box, ...entities))).data);
    const [area, lines] = [await inked(...filled), await inked(...lined)];
    expect(lines).toBeGreaterThan(1.5 * bare);
    expect(area).toBeGreaterThan(3 * lines);
    const blocks = [...tags(0, 'BLOCK', 2, 'S', 70, 0, 10, 0, 20, 0), ...lined, ...tags(0, 'ENDBLK')];
    const insert = tags(0, 'INSERT', 8, '0', 2, 'S', 10, 0, 20, 0);
    expect(dark((await pixels(dxf({ blocks, entities: [...box, ...insert] }))).data)).toBe(lines);
    const many = dxf({ blocks, entities: [...Array.from({ length: 5000 }, () => insert).flat(), ...box] });
    expect(dark((await pixels(many)).data)).toBe(lines);
  });

  test('dimensions are drawn by their picture, texts and nested arrows included', async () => {
    const picture = [
      ...tags(
        0,
        'BLOCK',
        2,
        'ARROW',
        70,
        0,
        10,
        0,
        20,
        0,
        0,
        'SOLID',
        8,
        '0',
        10,
        0,
        20,
        0,
        11,
        9,
        21,
        3,
        12,
        9,
        22,
        -3,
        0,
        'ENDBLK',
      ),
      ...tags(0, 'BLOCK', 2, '*D1', 70, 1, 10, 0, 20, 0, 0, 'LINE', 8, '0', 10, 0, 20, 50, 11, 200, 21, 50),
      ...tags(
        0,
        'INSERT',
        8,
        '0',
        2,
        'ARROW',
        10,
        0,
        20,
        50,
        0,
        'MTEXT',
        8,
        '0',
        10,
        100,
        20,
        60,
        40,
        8,
        71,
        5,
        1,
        '200',
        0,
        'ENDBLK',
      ),
    ];
    const dimension = tags(0, 'DIMENSION', 8, '0', 2, '*D1', 70, 0, 10, 0, 20, 50, 13, 0, 23, 0, 14, 200, 24, 0);
    const without = dark((await pixels(dxf({ entities: box }))).data);
    const drawn = dark((await pixels(dxf({ blocks: picture, entities: [...box, ...dimension] }))).data);
    expect(drawn).toBeGreaterThan(without + 300);
  });

  test('what is on layers that are off, or marked invisible, is not drawn', async () => {
    const off = tags(0, 'TABLE', 2, 'LAYER', 0, 'LAYER', 2, 'OFF', 70, 0, 62, -3, 0, 'ENDTAB');
    const hidden = [
      ...tags(0, 'LINE', 8, 'OFF', 10, 0, 20, 0, 11, 900, 21, 900),
      ...tags(0, 'LINE', 8, '0', 60, 1, 10, 0, 20, 0, 11, 900, 21, 900),
    ];
    const plain = await preview(dxf({ entities: box }));
    const other = await preview(dxf({ tables: off, entities: [...box, ...hidden] }));
    expect(Buffer.from(other?.bytes ?? []).equals(Buffer.from(plain?.bytes ?? []))).toBe(true);
  });

  test('nothing to be seen is no picture, and no drawing makes it fail', async () => {
    expect(await preview(entitiesOnly())).toBeUndefined();
    const far = tags(0, 'LINE', 8, '0', 10, '1e300', 20, '-1e300', 11, 'nan', 21, 0);
    const point = tags(0, 'LINE', 8, '0', 10, 5, 20, 5, 11, 5, 21, 5);
    for (const file of [entitiesOnly(...far), entitiesOnly(...point), entitiesOnly(...box, ...text('<&>\u0001'))])
      await preview(file);
  });

  test('without a port for pictures none is drawn', async () => {
    const { artifacts } = await extract(
      { name: 'a.dxf', format: 'dxf', bytes: entitiesOnly(...box) },
      { stage: () => undefined, keep: null },
    );
    expect(artifacts).toEqual([]);
  });
});

test('every colour is dark enough to be seen on white', () => {
  for (let index = 0; index <= 256; index++) {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => parseInt(colourOf(index).slice(at, at + 2), 16) / 255);
    expect(0.2126 * r + 0.7152 * g + 0.0722 * b).toBeLessThan(0.55);
  }
  expect(colourOf(1)).not.toBe(colourOf(5));
  // A palette has a place for each, and one for the paper.
  expect(new Set(Array.from({ length: 257 }, (_, index) => colourOf(index))).size).toBeLessThan(256);
});

test('the lettering has what drawings are written in, accents and signs included', () => {
  for (const character of 'AZaz09 .,:;+-=/()%&#"\'*?!<>@_|[]{}~^Ø⌀±°×²³µÄÖÜäöüßéèêñçåŠž')
    expect(strokeWidth(character), character).not.toBeNull();
  expect(strokeWidth('図')).toBeNull();
});
