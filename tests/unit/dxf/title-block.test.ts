import { describe, expect, test } from 'vitest';
import type { Metadata } from '../../../queues/contract/facts.js';
import { dxf, entitiesOnly, facts, tags, type Tag } from './dxf-file.js';

const text = (x: number, y: number, content: string): Tag[] => tags(0, 'TEXT', 8, '0', 10, x, 20, y, 40, 3, 1, content);
const line = (x0: number, y0: number, x1: number, y1: number): Tag[] => tags(0, 'LINE', 8, '0', 10, x0, 20, y0, 11, x1, 21, y1);

const box = (x: number, y: number, width: number, height: number): Tag[] => [
  ...line(x, y, x + width, y),
  ...line(x, y + height, x + width, y + height),
  ...line(x, y, x, y + height),
  ...line(x + width, y, x + width, y + height),
];
const frame = box(0, 0, 420, 297);

function withAttributes(block: string, attributes: Readonly<Record<string, string>>): Buffer {
  const blocks = [
    ...tags(0, 'BLOCK', 8, '0', 2, block, 70, 2, 10, 0, 20, 0),
    ...line(0, 0, 180, 0),
    ...line(180, 0, 180, 40),
    ...tags(0, 'ENDBLK'),
  ];
  const values = Object.entries(attributes).flatMap(([tag, value], index) =>
    tags(0, 'ATTRIB', 8, '0', 10, 5, 20, 5 * index, 40, 3, 1, value, 2, tag),
  );
  return dxf({
    blocks,
    entities: [...tags(0, 'INSERT', 8, '0', 66, 1, 2, block, 10, 0, 20, 0), ...values, ...tags(0, 'SEQEND')],
  });
}

async function metadataOf(file: Buffer): Promise<Metadata> {
  return (await facts(file)).metadata;
}

describe('a title block of attributes', () => {
  test('tags name the fields, however they are written', async () => {
    const file = withAttributes('A3-TITLE', {
      DWG_NO: 'K-4711',
      'Rev.': 'C',
      MATERIAL: '1.4301',
      SCALE: '1:5',
      'DRAWN-DATE': '2024-03-01',
      SHEET_NO: '1/2',
    });
    const metadata = await metadataOf(file);
    expect(metadata).toMatchObject({
      drawing_number: 'K-4711',
      revision: 'C',
      material: '1.4301',
      scale: '1:5',
      date: '2024-03-01',
      sheet: '1/2',
    });
    expect(metadata.evidence?.['drawing_number']).toMatchObject({ rule: 'attributes' });
  });

  test('a title over several attributes is joined in file order', async () => {
    const { title } = await metadataOf(withAttributes('TITLEBLOCK', { TITLE1: 'BRACKET', TITLE2: 'LEFT HAND', REV: 'A' }));
    expect(title).toBe('BRACKET LEFT HAND');
  });

  test('a block named otherwise needs three fields', async () => {
    const two = await metadataOf(withAttributes('BRACKET', { REV: 'A', MATERIAL: 'STEEL' }));
    expect(two.revision ?? null).toBeNull();
    const three = await metadataOf(withAttributes('BRACKET', { REV: 'A', MATERIAL: 'STEEL', SCALE: '1:2' }));
    expect(three).toMatchObject({ revision: 'A', material: 'STEEL', scale: '1:2' });
  });

  test('what cannot be the value of its field is left out', async () => {
    const metadata = await metadataOf(withAttributes('TITLE', { DWG_NO: '---', SCALE: 'see note', REV: 'B' }));
    expect(metadata.drawing_number ?? null).toBeNull();
    expect(metadata.scale ?? null).toBeNull();
    expect(metadata.revision).toBe('B');
  });
});

describe('a title block of texts', () => {
  /** Labels above their values, in cells of 60 x 20. */
  const cells = (...pairs: readonly (readonly [label: string, value: string])[]): Tag[] => [
    ...line(0, 0, 60 * pairs.length, 0),
    ...line(0, 20, 60 * pairs.length, 20),
    ...Array.from({ length: pairs.length + 1 }, (_, column) => line(60 * column, 0, 60 * column, 20)).flat(),
    ...pairs.flatMap(([label, value], column) => [...text(60 * column + 2, 14, label), ...text(60 * column + 2, 3, value)]),
  ];

  test('each label has the value of its own cell', async () => {
    const metadata = await metadataOf(
      entitiesOnly(...cells(['DWG NO', 'P-2040'], ['MATERIAL', 'AISI 304'], ['SCALE', '1:2'], ['REV', 'D'])),
    );
    expect(metadata).toMatchObject({ drawing_number: 'P-2040', material: 'AISI 304', scale: '1:2', revision: 'D' });
    expect(metadata.evidence?.['scale']).toMatchObject({ rule: 'text grid' });
  });

  test('an empty cell takes nothing from its neighbour', async () => {
    const metadata = await metadataOf(
      entitiesOnly(...cells(['DWG NO', 'P-2040'], ['FINISH', ''], ['SCALE', '1:2'], ['REV', 'D'])),
    );
    expect(metadata.finish ?? null).toBeNull();
    expect(metadata).toMatchObject({ drawing_number: 'P-2040', scale: '1:2', revision: 'D' });
  });

  test('labels in German', async () => {
    const metadata = await metadataOf(
      entitiesOnly(...cells(['Zeichnungsnummer', 'Z-88'], ['Werkstoff', 'S235JR'], ['Maßstab', '1:10'])),
    );
    expect(metadata).toMatchObject({ drawing_number: 'Z-88', material: 'S235JR', scale: '1:10' });
  });

  test('attributes win over texts that say otherwise', async () => {
    const attributes = withAttributes('TITLE', { DWG_NO: 'FROM-ATTRIBUTE-1', REV: 'A' });
    const both = Buffer.concat([
      dxf({ entities: cells(['DWG NO', 'P-2040'], ['SCALE', '1:2'], ['REV', 'D']), eof: false }),
      attributes,
    ]);
    expect(await metadataOf(both)).toMatchObject({ drawing_number: 'FROM-ATTRIBUTE-1', revision: 'A', scale: '1:2' });
  });

  test('two labels are no form', async () => {
    const metadata = await metadataOf(entitiesOnly(...cells(['SCALE', '1:2'], ['REV', 'D'])));
    expect(metadata.scale ?? null).toBeNull();
    expect(metadata.revision ?? null).toBeNull();
  });
});

describe('a form of other makers', () => {
  test('has its labels in one column of cells and the values in the next', async () => {
    const rows = [
      ['Titre', 'PALIER'],
      ['N° de plan', '4711-02'],
      ['Matière', 'S235'],
      ['Échelle', '1:2'],
    ] as const;
    const cells = rows.flatMap(([label, value], index) => [
      ...box(230, 10 + 8 * index, 60, 8),
      ...box(290, 10 + 8 * index, 100, 8),
      ...text(231, 12.5 + 8 * index, label),
      ...text(292, 12.5 + 8 * index, value),
    ]);
    const metadata = await metadataOf(entitiesOnly(...frame, ...cells));
    expect(metadata).toMatchObject({ title: 'PALIER', drawing_number: '4711-02', material: 'S235', scale: '1:2' });
  });

  test('has its labels in one row of cells and the values below', async () => {
    const columns = [
      ['Масса', '1,2'],
      ['Масштаб', '1:2'],
      ['Материал', 'Сталь 45'],
    ] as const;
    const cells = columns.flatMap(([label, value], index) => [
      ...box(230 + 50 * index, 30, 50, 8),
      ...box(230 + 50 * index, 10, 50, 20),
      ...text(233 + 50 * index, 32.5, label),
      ...text(235 + 50 * index, 18, value),
    ]);
    expect(await metadataOf(entitiesOnly(...frame, ...cells))).toMatchObject({
      weight: '1,2',
      scale: '1:2',
      material: 'Сталь 45',
    });
  });

  test('has attributes that are called like its labels', async () => {
    const file = withAttributes('CARTIGLIO', {
      DENOMINAZIONE: 'SUPPORTO',
      'N._DISEGNO': 'A-17',
      MATERIALE: 'C45',
      FOGLIO: '1/2',
    });
    expect(await metadataOf(file)).toMatchObject({ title: 'SUPPORTO', drawing_number: 'A-17', material: 'C45', sheet: '1/2' });
  });
});

describe('the main inscription of GOST 2.104', () => {
  /** A cell by its lower left corner, with texts from there. */
  const cell = (x: number, y: number, width: number, height: number, ...texts: readonly [number, number, string][]): Tag[] => [
    ...box(200 + x, y, width, height),
    ...texts.flatMap(([dx, dy, content]) => text(200 + x + dx, y + dy, content)),
  ];
  const inscription = (designation: string, material: string): Tag[] => [
    ...cell(65, 45, 120, 15, [20, 5, designation]),
    ...cell(65, 20, 70, 25, [10, 14, 'Корпус'], [10, 5, 'Сборочный чертеж']),
    ...cell(135, 40, 15, 5, [1, 1, 'Лит.']),
    ...cell(135, 25, 15, 15),
    ...cell(150, 40, 17, 5, [1, 1, 'Масса']),
    ...cell(150, 25, 17, 15, [3, 5, '12,4']),
    ...cell(167, 40, 18, 5, [1, 1, 'Масштаб']),
    ...cell(167, 25, 18, 15, [3, 5, '1:2']),
    ...cell(135, 20, 20, 5, [1, 1, 'Лист'], [14, 1, '1']),
    ...cell(155, 20, 30, 5, [1, 1, 'Листов 3']),
    ...cell(65, 5, 70, 15, [5, 5, material]),
    ...cell(135, 5, 50, 15, [5, 5, 'ОАО Завод']),
  ];

  test('its designation, name and material have no heads and are known by their cells', async () => {
    const metadata = await metadataOf(entitiesOnly(...frame, ...inscription('АБВГ.301314.012 СБ', 'Сталь 45 ГОСТ 1050-88')));
    expect(metadata).toMatchObject({
      drawing_number: 'АБВГ.301314.012 СБ',
      title: 'Корпус Сборочный чертеж',
      material: 'Сталь 45 ГОСТ 1050-88',
      weight: '12,4',
      scale: '1:2',
      sheet: '1',
    });
  });

  test('cells that are empty, or hold no number, say nothing', async () => {
    const { drawing_number, material, scale } = await metadataOf(entitiesOnly(...frame, ...inscription('Обозначение', '')));
    expect([drawing_number ?? null, material ?? null, scale]).toEqual([null, null, '1:2']);
  });
});

test('a row of a form whose labels also head parts lists is no table', async () => {
  const cells = ['名  称', '齿轮轴', '数  量', '2', '比  例', '1:1', '材  料', '45'].flatMap((content, index) => {
    const [x, y] = [230 + 30 * (index % 4), index < 4 ? 30 : 20];
    return [...box(x, y, 30, 10), ...text(x + 2, y + 3, content)];
  });
  expect(await metadataOf(entitiesOnly(...frame, ...cells))).toMatchObject({ title: '齿轮轴', scale: '1:1', material: '45' });
});
