import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCreoHeader } from '../../../processors/creo/header/extract.js';
import { extractThumbnail } from '../../../processors/creo/header/thumbnail.js';
import { ExtractionError } from '../../../queues/contract/errors.js';
import { Extraction } from '../../../queues/contract/facts.js';
import type { Extraction as Facts } from '../../../queues/contract/facts.js';
import { modelOf } from '../../../queues/contract/partial-model.js';
import { corpusFiles } from './corpus.js';
import { creoFile } from './creo-file.js';
import { basicText, density, jpeg, volume, whole } from './frame-assembly.js';

const read = (bytes: Uint8Array, name = 'bracket.prt.3'): Facts =>
  readCreoHeader({ name, format: 'creo_prt', bytes }, { stage: () => undefined, keep: null });

function failure(bytes: Uint8Array): ExtractionError {
  try {
    read(bytes);
  } catch (error) {
    if (error instanceof ExtractionError) return error;
    throw error;
  }
  throw new Error('did not fail');
}

describe('a generated assembly', () => {
  const facts = read(whole);

  it('is facts of the contract', () => {
    expect(Extraction.parse(facts)).toEqual(facts);
  });

  it('tells kind, names, release, units and preview', () => {
    expect(facts.metadata).toMatchObject({ document_class: 'creo assembly', units: 'inch', material: 'AISI_304' });
    expect(facts.metadata.properties).toMatchObject({
      creo_kind: 'ASSEMBLY',
      model_name: 'bracket',
      common_name: 'frame.asm',
      creo_product: 'Creo 9.0',
      creo_release: '9.0.8.0',
      model_revision: 40_000,
      unit_system: 'Inch lbm Second (Pro/E Default)',
      thumbnail: { width: 256, height: 128, bytes: jpeg.length },
    });
    expect(extractThumbnail(whole, 'x')).toEqual(jpeg);
  });

  it('keeps parameters with type, unit, category and designation', () => {
    expect(facts.parameters.slice(0, 4)).toEqual([
      {
        name: 'MATL',
        value: 'AISI 304',
        value_numeric: null,
        value_type: 'string',
        category: 'material',
        units: null,
        is_designated: true,
      },
      {
        name: 'THICKNESS',
        value: '2.5',
        value_numeric: 2.5,
        value_type: 'real',
        category: 'custom',
        units: 'mm',
        is_designated: false,
      },
      {
        name: 'HOLES',
        value: '12',
        value_numeric: 12,
        value_type: 'integer',
        category: 'custom',
        units: null,
        is_designated: false,
      },
      {
        name: 'PAINTED',
        value: 'false',
        value_numeric: null,
        value_type: 'boolean',
        category: 'custom',
        units: null,
        is_designated: false,
      },
    ]);
  });

  it('reads stored mass properties with their units', () => {
    expect(facts.metadata.properties?.['mass_properties']).toMatchObject({
      volume,
      area: 40.25,
      mass: volume * density,
      at_revision: 314,
      length_unit: 'inch',
      mass_unit: 'lb',
      unit_source: 'stated',
    });
    expect(facts.parameters.find(({ name }) => name === 'PRO_MP_MASS')).toMatchObject({ units: 'lb', category: 'weight' });
    expect(modelOf(facts)).toMatchObject({
      volume: expect.closeTo(volume * 25.4 ** 3, 6) as number,
      area: expect.closeTo(40.25 * 25.4 ** 2, 6) as number,
      mass_kg: expect.closeTo(volume * density * 0.45359237, 9) as number,
      units: 'inch',
      unit_source: 'stated',
    });
  });

  it('counts components once per model and keeps other dependencies out of the parts list', () => {
    expect(facts.bom_items.map(({ part_number, quantity }) => [part_number, quantity])).toEqual([['plate', 3]]);
    expect(modelOf(facts)?.assembly).toMatchObject([{ child_name: 'plate', instance_count: 3, relation_type: 'component' }]);
    expect(facts.metadata.properties?.['references']).toContainEqual({
      name: 'skeleton',
      type: 'prt',
      count: 0,
      source: 'dependency',
    });
  });
});

describe('what is missing or wrong', () => {
  it('drops mass properties that contradict each other', () => {
    const file = creoFile({ sections: [{ name: 'BasicText', payload: basicText(volume * density * 1.01) }] });
    expect(read(file).metadata.properties?.['mass_properties']).toBeNull();
  });

  it('falls back to names in the bytes, its own left out, and says so', () => {
    const text = Buffer.from('\0x BRACKET.PRT \0hinge_left.prt.12\0Frame.ASM\0notapart.prtx\0');
    const facts = read(creoFile({ sections: [{ name: 'Names', payload: text }] }));
    expect(facts.metadata.properties?.['references']).toEqual([
      { name: 'hinge_left', type: 'prt', count: null, source: 'text' },
      { name: 'Frame', type: 'asm', count: null, source: 'text' },
    ]);
    expect(facts.metadata.warnings?.join()).toContain('no model description');
  });

  it('names sections beyond the end of a truncated file', () => {
    const facts = read(whole.subarray(0, whole.length - jpeg.length));
    expect(facts.metadata.warnings?.join()).toContain('THMB_IMG_MAIN lies beyond the end');
    expect(facts.metadata.material).toBe('AISI_304');
  });

  it.each([
    [new Uint8Array(), 'FILE_EMPTY', 'no bytes'],
    [Buffer.from('SPLMSSTR....'), 'FORMAT_MISMATCH', 'Siemens NX'],
    [Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'), 'FORMAT_MISMATCH', 'OLE'],
    [Buffer.from('%PDF-1.7'), 'FORMAT_MISMATCH', 'a PDF'],
    [creoFile({ magic: 'LAYOUT', sections: [] }), 'FORMAT_MISMATCH', 'Creo LAYOUT'],
    [Buffer.from('#UGC:2 PART 2063 1760 \\\n#- VERS'), 'FILE_CORRUPT', 'cut off'],
  ])('refuses other bytes by class: %#', (bytes, errorClass, words) => {
    const error = failure(bytes);
    expect(error.errorClass).toBe(errorClass);
    expect(error.message).toContain(words);
  });

  it('reads or refuses damaged files, never anything else', () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.integer({ min: 1, max: whole.length }), (at, byte, length) => {
        const damaged = Uint8Array.from(whole.subarray(0, length));
        if (at < damaged.length) damaged[at] = byte;
        try {
          Extraction.parse(read(damaged));
        } catch (error) {
          expect(error).toBeInstanceOf(ExtractionError);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a file of Pro/ENGINEER whose sections are text', () => {
  const object = (lines: readonly string[], banner: string): Buffer =>
    Buffer.from(
      [
        '#UGC:2 PART 1042 820 300 1 1 15 2400 2001190 00000164 \\',
        '#- CMNM 009shaft.prt   \\',
        '#-END_OF_UGC_HEADER',
        '#P_OBJECT 6',
        '@P_object 1 0',
        '0 1 ->',
        // Longer than what is searched for the line of the product behind other headers.
        ...Array.from({ length: 500 }, (_, at) => `1 1 ${at}`),
        '#END_OF_P_OBJECT',
        banner,
        ...lines,
      ].join('\n'),
      'latin1',
    );
  const units = ['@principal_sys_units 25 10', '2 25 Inch lbm Second (Pro/E Default)'];

  it('tells its name, release and units', () => {
    const facts = read(object([...units, '@rel_accuracy 25 2', '2 25 3FF'], '#Pro/ENGINEER  TM  Version H-01-21'));
    expect(facts.metadata).toMatchObject({
      units: 'inch',
      properties: {
        common_name: 'shaft.prt',
        creo_product: 'Pro/ENGINEER Version H-01-21',
        unit_system: 'Inch lbm Second (Pro/E Default)',
      },
    });
    expect(facts.metadata.warnings).toEqual([expect.stringContaining('keeps its model as text')]);
  });

  it('tells no unit where it states two', () => {
    const facts = read(object([...units, '2 25 millimeter Newton Second (mmNs)'], '#Pro/ENGINEER  TM  Release 20.0'));
    expect(facts.metadata.units).toBeNull();
  });
});

describe('real Creo 9 files', () => {
  const files = corpusFiles('creo', /\.(prt|asm)\.\d+$/);

  it.skipIf(files.length === 0).each(files.map((file) => [basename(file), file]))('%s', (name, file) => {
    const facts = read(readFileSync(file), name);
    const base = name.replace(/\.(prt|asm)\.\d+$/, '');
    expect(Extraction.parse(facts)).toEqual(facts);
    expect(facts.metadata.units).toBe('mm');
    expect(facts.metadata.properties).toMatchObject({
      model_name: base,
      creo_product: 'Creo 9.0',
      creo_release: '9.0.8.0',
      unit_system: 'millimeter Kilogram Sec (mmKs)',
      thumbnail: { width: 256, height: 256 },
    });
    expect(facts.metadata.material).toBe(name.includes('.prt') ? 'ERGAL70' : null);
    expect(facts.parameters.map((parameter) => parameter.name)).toContain('PTC_COMMON_NAME');
  });

  it.skipIf(files.length === 0)('an assembly weighs what its parts weigh', () => {
    const of = (name: string): Facts => read(readFileSync(files.find((file) => basename(file) === `${name}.1`) ?? ''));
    const mass = (facts: Facts): number =>
      facts.parameters.find(({ name }) => name === 'PRO_MP_MASS')?.value_numeric ?? Number.NaN;
    const assembly = of('2bars_pin.asm');
    const parts = assembly.bom_items.map(({ part_number, properties }) =>
      of(`${part_number ?? ''}.${String(properties['model_type'])}`),
    );
    expect(parts.map((part) => part.metadata.properties?.['model_name'])).toEqual(['bar', 'barlonger']);
    expect(mass(assembly)).toBeCloseTo(
      parts.reduce((sum, part) => sum + mass(part), 0),
      12,
    );
  });

  it.skipIf(files.length === 0)('a cylinder of radius 5 and height 50 has the volume and area of one', () => {
    const facts = read(readFileSync(files.find((file) => basename(file) === 'barlonger_2.prt.1') ?? ''));
    const massProperties = facts.metadata.properties?.['mass_properties'] as { volume: number; area: number };
    expect(massProperties.volume).toBeCloseTo(Math.PI * 25 * 50, 9);
    expect(massProperties.area).toBeCloseTo(Math.PI * 10 * 50 + Math.PI * 50, 9);
  });
});
