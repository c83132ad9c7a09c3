import { describe, expect, test } from 'vitest';
import { dxf, entitiesOnly, facts, tags, type Tag } from './dxf-file.js';

const insert = tags(0, 'INSERT', 8, '0', 66, 1, 2, 'FRAME', 10, 0, 20, 0);
const attribute = (...own: readonly (string | number)[]): Tag[] => [
  ...insert,
  ...tags(0, 'ATTRIB', 8, '0', 100, 'AcDbText', 10, 4, 20, 5, 40, 2.5, ...own),
  ...tags(0, 'SEQEND'),
];
const embedded = tags(101, 'Embedded Object', 70, 1, 10, 90, 20, 90, 40, 3, 71, 1, 3, '{\\fArial;Line 1}\\P', 1, 'Line 2');

async function only(entities: readonly Tag[]): Promise<{ text: string; tag: string | null; [key: string]: unknown }> {
  const { texts } = await facts(entitiesOnly(...entities));
  const [first] = texts;
  if (first === undefined || texts.length > 1) throw new Error(`${texts.length} texts`);
  return first;
}

describe('attributes', () => {
  test('value, tag, place and visibility', async () => {
    expect(await only(attribute(1, 'A-1001', 2, 'DWG_NO', 70, 1))).toMatchObject({
      source: 'attrib',
      text: 'A-1001',
      tag: 'DWG_NO',
      visible: false,
      x: 4,
      y: 5,
      height: 2.5,
    });
  });

  test.each([
    ['the first line', 'Line 1'],
    ['all lines in one', 'Line 1\\PLine 2'],
    ['nothing', ''],
  ])('several lines are read from the embedded MTEXT, where group 1 holds %s', async (_, value) => {
    const found = await only([...attribute(1, value, 2, 'NOTE').slice(0, -1), ...embedded, ...tags(0, 'SEQEND')]);
    expect(found).toMatchObject({ text: 'Line 1\nLine 2', tag: 'NOTE', x: 4, y: 5, height: 2.5 });
  });

  test('an extension record in an attribute, which reuses its group codes, changes nothing', async () => {
    const record = tags(100, 'AcDbXrecord', 280, 1, 70, 1, 10, 7, 20, 7, 40, 9, 2, 'OTHER');
    const found = await only([...attribute(1, 'V', 2, 'TAG', 70, 0).slice(0, -1), ...record]);
    expect(found).toMatchObject({ text: 'V', tag: 'TAG', visible: true, x: 4, height: 2.5 });
  });

  test('an MTEXT behind an attribute with such a record is the attribute, in all its lines; the next attribute goes on', async () => {
    const record = tags(100, 'AcDbXrecord', 280, 1, 70, 32, 70, 0, 340, 'A2', 10, 7, 20, 7, 2, 'DESC');
    const lines = tags(0, 'MTEXT', 5, 'A2', 8, '0', 10, 4, 20, 5, 40, 2.5, 71, 1, 1, '{\\fArial;SHAFT}\\PWITH KEY');
    const { texts, blocks, metadata } = await facts(
      entitiesOnly(
        ...attribute(1, 'SHAFT', 2, 'DESC').slice(0, -1),
        ...record,
        ...lines,
        ...tags(0, 'ATTRIB', 8, '0', 1, 'C', 2, 'REV', 0, 'SEQEND', 0, 'MTEXT', 8, '0', 1, 'apart'),
      ),
    );
    expect(texts.map(({ source, text }) => [source, text])).toEqual([
      ['attrib', 'SHAFT\nWITH KEY'],
      ['attrib', 'C'],
      ['mtext', 'apart'],
    ]);
    expect(blocks[0]?.attributes).toEqual([{ DESC: 'SHAFT\nWITH KEY', REV: 'C' }]);
    expect(metadata.entity_counts).toEqual({ INSERT: 1, MTEXT: 1 });
  });

  test('a definition is its default with its tag; the prompt is not text of the drawing', async () => {
    const found = await only(tags(0, 'ATTDEF', 8, '0', 10, 1, 20, 1, 40, 3, 1, 'default', 3, 'Number?', 2, 'DWG_NO', 70, 0));
    expect(found).toMatchObject({ source: 'attdef', text: 'default', tag: 'DWG_NO' });
  });

  test('every insertion keeps its own values, and those of one tag twice are both kept', async () => {
    const { blocks } = await facts(
      entitiesOnly(...attribute(1, 'A', 2, 'T'), ...insert, ...tags(0, 'ATTRIB', 1, 'B', 2, 'T', 0, 'ATTRIB', 1, 'C', 2, 'T')),
    );
    expect(blocks).toEqual([
      { name: 'FRAME', entities: 0, inserts: 2, inserts_expanded: 0, attributes: [{ T: 'A' }, { T: 'B\nC' }] },
    ]);
  });
});

describe('MTEXT', () => {
  test('pieces, columns and an embedded object: the text once and whole', async () => {
    const columns = tags(101, 'Embedded Object', 70, 1, 10, 1, 20, 0, 71, 2, 72, 1, 44, 50, 1, 'not text');
    const found = await only([
      ...tags(0, 'MTEXT', 8, '0', 10, 1, 20, 2, 40, 3, 41, 50, 71, 1, 72, 5, 3, 'one \\Pt', 3, 'wo\\N', 1, 'three'),
      ...columns,
    ]);
    expect(found).toMatchObject({ source: 'mtext', text: 'one \ntwo\nthree', x: 1, y: 2, height: 3 });
  });

  test('its own data of columns in XDATA is no text', async () => {
    const data = tags(1001, 'ACAD', 1000, 'ACAD_MTEXT_COLUMN_INFO_BEGIN', 1070, 75, 1070, 2, 1000, 'ACAD_MTEXT_COLUMN_INFO_END');
    expect((await only([...tags(0, 'MTEXT', 8, '0', 1, 'text'), ...data])).text).toBe('text');
  });

  test('a direction vector turns it as an angle does', async () => {
    expect((await only(tags(0, 'MTEXT', 8, '0', 1, 'up', 11, 0, 21, 1)))['angle']).toBeCloseTo(90);
    expect((await only(tags(0, 'MTEXT', 8, '0', 1, 'up', 50, 90)))['angle']).toBe(90);
  });
});

describe('leaders, frames and tables', () => {
  test('MULTILEADER in either spelling: its text without formatting, at its place', async () => {
    const context = tags(
      300,
      'CONTEXT_DATA{',
      40,
      1,
      10,
      0,
      20,
      0,
      41,
      2.5,
      290,
      1,
      304,
      '{\\fArial;WELD}\\P3 SIDES',
      12,
      5,
      22,
      6,
    );
    const lines = tags(302, 'LEADER{', 290, 1, 304, 'LEADER_LINE{', 10, 1, 20, 1, 305, '}', 303, '}', 301, '}', 340, '1F');
    for (const name of ['MULTILEADER', 'MLEADER']) {
      expect(await only([...tags(0, name, 8, 'NOTES', 270, 2), ...context, ...lines])).toMatchObject({
        source: 'leader',
        text: 'WELD\n3 SIDES',
        layer: 'NOTES',
        x: 5,
        y: 6,
        height: 2.5,
      });
    }
  });

  test('the lines of a MULTILEADER, each to the landing of its leader, are in the bounds', async () => {
    const leader = (x: number): Tag[] =>
      tags(302, 'LEADER{', 290, 1, 10, 40, 20, 30, 304, 'LEADER_LINE{', 10, x, 20, -5, 10, 20, 20, 5, 305, '}', 303, '}');
    const start = tags(0, 'MULTILEADER', 8, '0', 300, 'CONTEXT_DATA{', 40, 1, 10, 5, 20, 5, 41, 2.5, 304, 'WELD', 12, 5, 22, 6);
    const { metadata, texts } = await facts(
      entitiesOnly(...start, ...leader(-10), ...leader(0), ...tags(301, '}', 10, 999, 20, 999)),
    );
    expect(metadata.extents).toEqual([-10, -5, 40, 30]);
    expect(texts.map(({ text }) => text)).toEqual(['WELD']);
  });

  test('a text along an arc, where the arc begins that it runs down', async () => {
    const arc = tags(0, 'ARCALIGNEDTEXT', 8, '0', 1, '%%c5 SERIAL', 2, 'txt', 3, '', 7, 'STANDARD', 10, 1, 20, 2, 40, 20, 41, 1);
    const found = await only([...arc, ...tags(42, 2.5, 50, 0, 51, Math.PI)]);
    expect(found).toMatchObject({ text: 'Ø5 SERIAL', height: 2.5, x: -19, angle: 0 });
    expect(found['y']).toBeCloseTo(2);
  });

  test('a feature control frame', async () => {
    const found = await only(tags(0, 'TOLERANCE', 8, '0', 10, 3, 20, 4, 1, '{\\Fgdt;j}%%v%%c0.2%%vA'));
    expect(found).toMatchObject({ source: 'tolerance', text: '⌖ | Ø0.2 | A', x: 3, y: 4 });
  });

  test('cells of a table by row, long ones in pieces, newer ones as a value; its picture is not read twice', async () => {
    const cell = (...own: readonly (string | number)[]): Tag[] => tags(171, 1, 172, 0, 173, 0, ...own);
    const entities = [
      ...tags(0, 'ACAD_TABLE', 8, 'BOM', 100, 'AcDbBlockReference', 2, '*T1', 10, 7, 20, 8, 100, 'AcDbTable', 91, 2, 92, 2),
      ...cell(1, 'ITEM'),
      ...cell(301, 'CELL_VALUE', 93, 6, 90, 4, 302, '{\\H3;QTY}', 304, 'ACVALUE_END'),
      ...cell(2, 'a long ', 1, 'description'),
      ...cell(),
    ];
    const picture = tags(0, 'BLOCK', 2, '*T1', 70, 1, 10, 0, 20, 0, 0, 'MTEXT', 8, '0', 1, 'ITEM', 0, 'ENDBLK');
    const { tables, texts, blocks } = await facts(dxf({ blocks: picture, entities }));
    expect(tables).toEqual([
      {
        rows: [
          ['ITEM', 'QTY'],
          ['a long description', ''],
        ],
      },
    ]);
    expect(texts.map(({ source, text, x }) => [source, text, x])).toEqual([
      ['table', 'ITEM', 7],
      ['table', 'QTY', 7],
      ['table', 'a long description', 7],
    ]);
    expect(blocks).toEqual([]);
  });

  test('a table without cells of its own is read from its picture', async () => {
    const picture = tags(0, 'BLOCK', 2, '*T1', 70, 1, 10, 0, 20, 0, 0, 'MTEXT', 8, '0', 1, 'PART LIST', 0, 'ENDBLK');
    const { texts } = await facts(dxf({ blocks: picture, entities: tags(0, 'ACAD_TABLE', 8, '0', 2, '*T1', 10, 0, 20, 0) }));
    expect(texts).toMatchObject([{ source: 'table', text: 'PART LIST' }]);
  });
});
