import { describe, expect, test } from 'vitest';
import { dxf, facts, tags, type Tag } from './dxf-file.js';

const dictionary = (handle: string, owner: string): Tag[] =>
  tags(
    0,
    'DICTIONARY',
    5,
    handle,
    102,
    '{ACAD_REACTORS',
    330,
    'C',
    102,
    '}',
    330,
    owner,
    100,
    'AcDbDictionary',
    281,
    1,
    3,
    'TEXT',
    360,
    'F',
  );
const field = (handle: string, owner: string, code: string, ...rest: readonly (string | number)[]): Tag[] =>
  tags(0, 'FIELD', 5, handle, 330, owner, 100, 'AcDbField', 1, '_text', 2, code, ...rest);
/** What follows the code of a field that a program evaluated. */
const evaluated = (value: string): (string | number)[] => [
  ...[90, 0, 97, 0, 93, 1, 6, 'Variable', 93, 0, 90, 4, 1, 'not this', 302, 'nor this', 304, 'ACVALUE_END'],
  ...[7, 'ACFD_FIELD_VALUE', 93, 2, 90, 4, 1, value, 300, '', 302, value, 304, 'ACVALUE_END', 301, value, 98, value.length],
];
const empty = ['7', 'ACFD_FIELD_VALUE', 90, 0, 302, '', 304, 'ACVALUE_END', 301, '', 98, 0];
/** The field of a text, by way of the text's extension dictionary. */
const hung = (text: string, fieldHandle: string): Tag[] => [
  ...dictionary('D1', text),
  ...dictionary('D2', 'D1'),
  ...dictionary('D3', fieldHandle),
];

const textEntity = (value: string): Tag[] => tags(0, 'TEXT', 5, 'A1', 8, '0', 10, 0, 20, 0, 40, 3, 1, value);

async function textOf(
  entities: readonly Tag[],
  objects: readonly Tag[],
  header: readonly Tag[] = [],
): Promise<string | undefined> {
  return (await facts(dxf({ header, entities, objects }))).texts[0]?.text;
}

describe('fields', () => {
  test.each(['####', '----'])('a text that shows %s has the value of its field', async (shown) => {
    expect(
      await textOf(textEntity(shown), [...hung('A1', 'F1'), ...field('F1', 'D2', '\\AcVar ctab', ...evaluated('A3 across'))]),
    ).toBe('A3 across');
  });

  test('fields in a text stand in their places', async () => {
    const objects = [
      ...hung('A1', 'F1'),
      ...field('F1', 'D2', 'Sheet %<\\_FldIdx 0>%', 3, ' of %<\\_FldIdx 1>%', 90, 2, 360, 'F2', 360, 'F3', ...empty),
      ...field('F2', 'F1', '\\AcVar a', ...evaluated('2')),
      ...field('F3', 'F1', '\\AcVar b', ...evaluated('7')),
    ];
    expect(await textOf(textEntity('####'), objects)).toBe('Sheet 2 of 7');
    // With one of them unknown the whole stays as it is printed.
    expect(await textOf(textEntity('####'), objects.slice(0, -evaluated('7').length / 2))).toBe('####');
  });

  test('a text that was evaluated stays, whatever its field says', async () => {
    expect(
      await textOf(textEntity('Sheet 1'), [...hung('A1', 'F1'), ...field('F1', 'D2', '\\AcVar x', ...evaluated('old'))]),
    ).toBe('Sheet 1');
  });

  test('an attribute has it in its text, in its block and in the title', async () => {
    const entities = [
      ...tags(0, 'INSERT', 8, '0', 66, 1, 2, 'TITLE', 10, 0, 20, 0),
      ...tags(0, 'ATTRIB', 5, 'A1', 8, '0', 1, '####', 2, 'DWG_NO', 0, 'ATTRIB', 5, 'A2', 8, '0', 1, 'C', 2, 'REV', 0, 'SEQEND'),
    ];
    const { texts, blocks, metadata } = await facts(
      dxf({ entities, objects: [...hung('a1', 'F1'), ...field('F1', 'D2', '\\AcVar Filename', ...evaluated('4711-001'))] }),
    );
    expect(texts.map(({ text }) => text)).toEqual(['4711-001', 'C']);
    expect(blocks[0]?.attributes).toEqual([{ DWG_NO: '4711-001', REV: 'C' }]);
    expect(metadata.drawing_number).toBe('4711-001');
  });

  test('properties of the document are facts, and what a code that names one shows', async () => {
    const header = tags(
      9,
      '$CUSTOMPROPERTYTAG',
      1,
      'PartNo',
      9,
      '$CUSTOMPROPERTY',
      1,
      'P-4711',
      9,
      '$CUSTOMPROPERTYTAG',
      1,
      'Empty',
      9,
      '$CUSTOMPROPERTY',
      1,
      '',
    );
    const file = dxf({ header, entities: textEntity('No %<\\AcVar CustomDP.partno \\f "%tc1">% %<\\AcVar CustomDP.Other>%') });
    const { texts, metadata } = await facts(file);
    expect(texts[0]?.text).toBe('No P-4711 %<\\AcVar CustomDP.Other>%');
    expect(metadata.properties).toMatchObject({ custom: { PartNo: 'P-4711', Empty: '' } });
  });
});
