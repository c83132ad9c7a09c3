import { describe, expect, test } from 'vitest';
import { dxf, facts, tags, type Tag } from './dxf-file.js';

const record = (name: string, handle: string, ...more: readonly (string | number)[]): Tag[] =>
  tags(
    0,
    'BLOCK_RECORD',
    5,
    handle,
    330,
    '1',
    100,
    'AcDbSymbolTableRecord',
    100,
    'AcDbBlockTableRecord',
    2,
    name,
    340,
    '0',
    ...more,
  );
/** A block that draws a state of the dynamic block with this handle. */
const state = (name: string, handle: string, of: string): Tag[] =>
  record(name, handle, 1001, 'AcDbBlockRepBTag', 1070, 1, 1005, of, 1001, 'OTHER', 1005, 'FF');
const block = (name: string): Tag[] =>
  tags(0, 'BLOCK', 8, '0', 2, name, 70, 0, 10, 0, 20, 0, 0, 'CIRCLE', 8, '0', 10, 0, 20, 0, 40, 1, 0, 'ENDBLK');
const insert = (name: string, ...attributes: readonly (readonly [string, string])[]): Tag[] => [
  ...tags(0, 'INSERT', 8, '0', 2, name, 10, 0, 20, 0),
  ...attributes.flatMap(([tag, value]) => tags(0, 'ATTRIB', 8, '0', 1, value, 2, tag)),
  ...(attributes.length > 0 ? tags(0, 'SEQEND') : []),
];

describe('dynamic blocks', () => {
  test('what is inserted as a state counts for the state and for the block that users know', async () => {
    const { blocks } = await facts(
      dxf({
        tables: [...record('SCREW', '1A'), ...state('*U5', '2A', '1A'), ...state('*U6', '2B', '01a')],
        blocks: [...block('SCREW'), ...block('*U5'), ...block('*U6')],
        entities: [...insert('SCREW', ['SIZE', 'M6']), ...insert('*U5', ['SIZE', 'M8']), ...insert('*U5'), ...insert('*U6')],
      }),
    );
    expect(
      blocks.map(({ name, inserts, inserts_expanded, attributes }) => [name, inserts, inserts_expanded, attributes]),
    ).toEqual([
      ['SCREW', 4, 4, [{ SIZE: 'M6' }, { SIZE: 'M8' }]],
      ['*U5', 2, 2, [{ SIZE: 'M8' }]],
      ['*U6', 1, 1, []],
    ]);
  });

  test('a handle that leads nowhere, or to the block itself, leaves the name as it is', async () => {
    const { blocks } = await facts(
      dxf({
        tables: [...state('*U5', '2A', '99'), ...state('*U6', '2B', '2B')],
        blocks: [...block('*U5'), ...block('*U6')],
        entities: [...insert('*U5'), ...insert('*U6')],
      }),
    );
    expect(blocks.map(({ name, inserts }) => [name, inserts])).toEqual([
      ['*U5', 1],
      ['*U6', 1],
    ]);
  });

  test('a title block is known by the name of its dynamic block, and needs no more fields than one of that name', async () => {
    const form = (name: string, tables: readonly Tag[]): Promise<{ metadata: { title?: unknown } }> =>
      facts(dxf({ tables, blocks: block(name), entities: insert(name, ['BENENNUNG', 'FLANSCH'], ['KUNDE', 'X']) }));
    const dynamic = await form('*U9', [...record('TITLE_A3', '1A'), ...state('*U9', '2A', '1A')]);
    expect(dynamic.metadata.title).toBe('FLANSCH');
    expect((await form('*U9', record('*U9', '2A'))).metadata.title).toBeUndefined();
  });
});
