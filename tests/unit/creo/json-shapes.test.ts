import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExtractionError } from '../../../queues/contract/errors.js';
import { Extraction } from '../../../queues/contract/facts.js';
import { importJson, importText, parameters, warnings } from './import-json.js';

describe('bytes', () => {
  it('reads UTF-16, a byte order mark, an old code page and NaN', () => {
    const text = '{"model_name":"t\u00fcr","parameters":{"MATL":"\u00d8 St\u00e5l"}}';
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    for (const bytes of [utf16, Buffer.from(`\ufeff${text}`), Buffer.from(text, 'latin1')]) {
      expect(parameters(importText(bytes))).toEqual({ MATL: ['\u00d8 St\u00e5l', null, false] });
    }
    const facts = importText('{"model_name":"a","parameters":{"T":"NaN","X":NaN,"Y":-Infinity}}');
    expect(parameters(facts)).toEqual({ T: ['NaN', null, false], X: [null, null, false], Y: [null, null, false] });
    expect(warnings(facts)).toContain('NaN or Infinity');
  });

  it.each([
    ['', 'FILE_EMPTY'],
    [' \n', 'FILE_EMPTY'],
    ['{"model_name": "a", ', 'FILE_CORRUPT'],
    ['%PDF-1.7', 'FORMAT_MISMATCH'],
    ['{"name": "package", "version": "1.0.0"}', 'FORMAT_MISMATCH'],
    ['[1, 2, 3]', 'FORMAT_MISMATCH'],
  ])('refuses %j as %s', (text, errorClass) => {
    expect(() => importText(text)).toThrow(expect.objectContaining({ errorClass }) as Error);
  });

  it('finds the export inside of a wrapper', () => {
    expect(parameters(importJson({ status: 'ok', data: { model_name: 'a', params: { A: 1 } } }))).toEqual({
      A: ['1', null, false],
    });
  });
});

describe('odd shapes', () => {
  const keys = [
    'model_name',
    'filename',
    'parameters',
    'params',
    'features',
    'bom',
    'components',
    'mass_properties',
    'mp',
    'brep_graph',
    'units',
  ];
  const inner = [
    'name',
    'value',
    'units',
    'type',
    'id',
    'elements',
    'element_tree',
    'nodes',
    'edges',
    'adjacent_faces',
    'mass',
    'qty',
    'children',
  ];
  const value = fc.letrec<{ any: unknown }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom(null, true, 0, -1.5, 1e300, '', 'mm', '71736-004.prt', '12'),
      fc.array(tie('any'), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom(...inner), tie('any'), { maxKeys: 5 }),
    ),
  })).any;

  it('never fail a file that is an export, and give facts of the contract', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 8 }), (document) => {
        const facts = importJson({ feature_count: 1, ...document });
        expect(Extraction.parse(facts)).toEqual(facts);
      }),
      { numRuns: 1500 },
    );
  });

  it('any bytes are facts or an error with a class', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 60 }),
          fc.json().map((text) => Buffer.from(text)),
        ),
        (bytes) => {
          try {
            Extraction.parse(importText(bytes));
          } catch (error) {
            expect(error).toBeInstanceOf(ExtractionError);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('names what it does not understand', () => {
    const facts = importJson({
      model_name: 'a',
      parameters: [5, {}, { name: 'A', value: [1] }],
      features: 7,
      bom: 'none',
      secret_sauce: 1,
    });
    expect(warnings(facts)).toContain('key secret_sauce is not known');
    expect(warnings(facts)).toContain('entry of parameters is not an object');
    expect(warnings(facts)).toContain('bom is neither');
    expect(warnings(facts)).toContain('features are neither');
  });
});
