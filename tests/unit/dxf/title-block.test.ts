import { describe, expect, test } from 'vitest';
import type { Metadata } from '../../../queues/contract/facts.js';
import { dxf, entitiesOnly, facts, tags, type Tag } from './dxf-file.js';

const text = (x: number, y: number, content: string): Tag[] => tags(0, 'TEXT', 8, '0', 10, x, 20, y, 40, 3, 1, content);
const line = (x0: number, y0: number, x1: number, y1: number): Tag[] => tags(0, 'LINE', 8, '0', 10, x0, 20, y0, 11, x1, 21, y1);

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
  const box = (x: number, y: number, width: number, height: number): Tag[] => [
    ...line(x, y, x + width, y),
    ...line(x, y + height, x + width, y + height),
    ...line(x, y, x, y + height),
    ...line(x + width, y, x + width, y + height),
  ];
  const frame = box(0, 0, 420, 297);

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
