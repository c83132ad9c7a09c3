import { describe, expect, it } from 'vitest';
import { importJson, parameters, warnings } from './import-json.js';

describe('the four shapes of parameters say the same', () => {
  const expected = { MATL: ['AISI 304', null, true], LENGTH: ['12.5', 'mm', false] };
  it.each([
    [
      'a list',
      {
        model_name: 'a',
        parameters: [
          { name: 'MATL', value: 'AISI 304', designated: true },
          { name: 'LENGTH', value: 12.5, units: 'mm' },
        ],
      },
    ],
    [
      'a list with other words, wrapped',
      {
        filename: 'a.prt',
        params: {
          parameters: [
            { param_name: 'MATL', param_value: 'AISI 304', is_designated: 'YES' },
            { key: 'LENGTH', value: '12.5', unit: 'mm' },
          ],
        },
      },
    ],
    [
      'a dict of values and objects',
      { model_name: 'a', model_parameters: { MATL: { value: 'AISI 304', designated: 1 }, LENGTH: { value: 12.5, units: 'mm' } } },
    ],
    [
      'two places',
      {
        model_name: 'a',
        designated_parameters: { MATL: 'AISI 304' },
        user_parameters: { MATL: 'AISI 304', LENGTH: { value: 12.5, unit: 'mm' } },
      },
    ],
  ])('%s', (_, document) => {
    const facts = importJson(document);
    expect(parameters(facts)).toEqual(expected);
    expect(facts.parameters.map(({ category, value_numeric }) => [category, value_numeric])).toEqual([
      ['material', null],
      ['custom', 12.5],
    ]);
    expect(facts.materials.map(({ material_name }) => material_name)).toEqual(['AISI 304']);
  });

  it('notes a parameter with two values and keeps the first', () => {
    const facts = importJson({ model_name: 'a', parameters: { REV: 'B' }, user_parameters: { rev: 'C' } });
    expect(parameters(facts)).toEqual({ REV: ['B', null, false] });
    expect(warnings(facts)).toContain('parameter REV has different values');
  });

  it('takes the value type as stated, by word or by number', () => {
    const entry = (type: unknown, value: unknown): Record<string, unknown> => ({ name: `P_${String(type)}`, type, value });
    const facts = importJson({
      model_name: 'a',
      parameters: [
        entry('DOUBLE', 3),
        entry(52, 3),
        entry('YES_NO', true),
        entry('String', '7'),
        entry('PRO_PARAM_NOTE_ID', 4),
        entry(null, false),
      ],
    });
    expect(facts.parameters.map(({ value_type, value_numeric }) => [value_type, value_numeric])).toEqual([
      ['real', 3],
      ['integer', 3],
      ['boolean', null],
      ['string', 7],
      ['note', 4],
      ['boolean', null],
    ]);
  });
});

describe('units', () => {
  const mp = { mass: 2, volume: 3, surface_area: 5, density: 7, cog: [1, 2, 3] };

  it('keeps raw numbers and converts nothing when no unit is stated', () => {
    const facts = importJson({ model_name: 'a', mass_properties: mp, bounding_box: { min: [0, 0, 0], max: [1, 2, 3] } });
    const cad = facts.metadata.properties?.['cad'] as Record<string, unknown>;
    expect(cad).toMatchObject({
      volume: null,
      area: null,
      mass_kg: null,
      centre_of_gravity: null,
      bounding_box: null,
      unit_source: 'unknown',
    });
    expect(facts.metadata.properties?.['mass_properties']).toMatchObject({
      mass: { raw: 2, unit: null, value: null },
      volume: { raw: 3, unit: null, value: null },
      unit_source: 'unknown',
    });
  });

  it.each([
    ['mmNs', 1, 1000],
    ['millimeter Kilogram Sec (mmKs)', 1, 1],
    [{ length: 'inch', mass: 'lbm' }, 25.4, 0.45359237],
    ['Inch lbm Second (Pro/E Default)', 25.4, 0.45359237],
  ])('converts by the stated system %j', (units, mm, kg) => {
    const cad = importJson({ model_name: 'a', units, massprops: mp, bbox: [0, 0, 0, 1, 2, 3] }).metadata.properties?.['cad'] as {
      volume: number;
      area: number;
      mass_kg: number;
      centre_of_gravity: number[];
      bounding_box: number[];
    };
    expect(cad.volume).toBeCloseTo(3 * mm ** 3, 9);
    expect(cad.area).toBeCloseTo(5 * mm ** 2, 9);
    expect(cad.mass_kg).toBeCloseTo(2 * kg, 9);
    expect(cad.centre_of_gravity[2]).toBeCloseTo(3 * mm, 9);
    expect(cad.bounding_box[5]).toBeCloseTo(3 * mm, 9);
  });

  it("a number's own unit wins, and an unknown one converts nothing", () => {
    const facts = importJson({
      model_name: 'a',
      units: 'mm',
      mp: { volume: { value: 2, unit: 'cm^3' }, area: 4, area_unit: 'sq in', mass: 3, mass_unit: 'stone' },
    });
    expect(facts.metadata.properties?.['mass_properties']).toMatchObject({
      volume: { raw: 2, unit: 'cm^3', value: 2000 },
      area: { raw: 4, unit: 'sq in', value: 4 * 645.16 },
      mass: { raw: 3, unit: 'stone', value: null },
      unit_source: 'stated',
    });
  });
});

describe('parts lists', () => {
  it.each([
    ['bom', [{ part_number: '71736-004_008', qty: 2, description: 'PLATE', material: 'A36', level_note: 'x' }]],
    ['bill_of_materials', { items: [{ number: '71736-004_008', quantity: '2', desc: 'PLATE', matl: 'A36', level_note: 'x' }] }],
    ['components', { '71736-004_008.prt.3': { count: 2, description: 'PLATE', material: 'A36', level_note: 'x' } }],
  ])('%s', (place, list) => {
    expect(importJson({ model_name: 'a', [place]: list }).bom_items).toMatchObject([
      {
        part_number: '71736-004_008',
        quantity: 2,
        description: 'PLATE',
        material: 'A36',
        source_table: place,
        properties: { level_note: 'x' },
      },
    ]);
  });

  it('flattens sub-assemblies with their level, and relates direct components only', () => {
    const matrix = [1, 0, 0, 5, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
    const facts = importJson({
      filename: 'top.asm',
      assembly_components: [
        { name: 'sub.asm', count: 1, children: [{ name: 'pin.prt', count: 4 }] },
        { name: 'plate.prt', transform: matrix },
      ],
    });
    expect(facts.bom_items.map(({ part_number, quantity, properties }) => [part_number, quantity, properties['level']])).toEqual([
      ['sub', 1, 1],
      ['pin', 4, 2],
      ['plate', null, 1],
    ]);
    expect((facts.metadata.properties?.['cad'] as { assembly: unknown[] }).assembly).toEqual([
      { child_name: 'sub.asm', transform: null, instance_name: null, instance_count: 1, relation_type: 'subassembly' },
      { child_name: 'plate.prt', transform: matrix, instance_name: null, instance_count: 1, relation_type: 'component' },
    ]);
  });
});
