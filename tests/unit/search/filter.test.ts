import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { facetNames, parseFilter } from '../../../search/criteria/filter.js';

describe('a filter', () => {
  it.each([
    ['project = 12345', [{ facet: 'project', values: ['12345'] }]],
    ['Format in [pdf, dxf]', [{ facet: 'format', values: ['pdf', 'dxf'] }]],
    [
      'material = "AISI 304, cold" AND unit=mm',
      [
        { facet: 'material', values: ['AISI 304, cold'] },
        { facet: 'unit', values: ['mm'] },
      ],
    ],
    ['revision = "\\"A\\""', [{ facet: 'revision', values: ['"A"'] }]],
    ['project = "AND"', [{ facet: 'project', values: ['AND'] }]],
  ])('reads %s', (text, filters) => expect(parseFilter(text)).toEqual(filters));

  it.each([
    ['', /one of project/],
    ['colour = red', /one of project/],
    ['"project" = 1', /one of project/],
    ['project > 1', /= or IN/],
    ['project =', /a value/],
    ['project = "1', /not closed/],
    ['format IN pdf', /expected \[/],
    ['format IN [pdf', /expected \]/],
    ['project = 1 OR project = 2', /AND between/],
    ['project = 1 AND', /one of project/],
    [`project IN [${Array.from({ length: 51 }, (_, n) => n).join(',')}]`, /more than 50/],
  ])('refuses %s with a reason', (text, reason) => expect(() => parseFilter(text)).toThrow(reason));

  it('takes any value in quotes, and never fails otherwise than by saying why', () => {
    fc.assert(
      fc.property(fc.constantFrom(...facetNames), fc.string(), (facet, value) => {
        const quoted = value.replace(/[\\"]/gu, '\\$&');
        expect(parseFilter(`${facet} IN ["${quoted}"]`)).toEqual([{ facet, values: [value] }]);
      }),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          parseFilter(text);
        } catch (error) {
          expect(error).toBeInstanceOf(SyntaxError);
        }
      }),
    );
  });
});
