import { describe, expect, it } from 'vitest';
import {
  DimensionQuery,
  EverythingQuery,
  FulltextQuery,
  MaterialQuery,
  ParameterQuery,
  ProjectQuery,
} from '../../../search/contract/parameters.js';
import { RequestError, parsed } from '../../../search/http/failures.js';

function failureOf(
  schema: Parameters<typeof parsed>[0],
  input: Record<string, unknown>,
): { message: string; parameter: string | null } {
  try {
    parsed(schema, input);
  } catch (error) {
    if (error instanceof RequestError && error.status === 400) return { message: error.message, parameter: error.parameter };
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('query parameters', () => {
  it('reads numbers, units and defaults', () => {
    expect(parsed(DimensionQuery, { value: ' 25.40 ', tolerance: '.1', unit: 'in' })).toEqual({
      value: 25.4,
      tolerance: 0.1,
      unit: 'inch',
      limit: 100,
      offset: 0,
    });
    expect(parsed(ParameterQuery, { designated: 'false' }).designated).toBe(false);
  });

  it.each([
    [DimensionQuery, {}, null, 'at least one of value, min, max, label, type'],
    [DimensionQuery, { unit: 'mm' }, null, 'no criterion'],
    [DimensionQuery, { value: '' }, 'value', 'number'],
    [DimensionQuery, { value: '12,5' }, 'value', 'number'],
    [DimensionQuery, { value: '1e999' }, 'value', 'between'],
    [DimensionQuery, { value: 'Infinity' }, 'value', 'number'],
    [DimensionQuery, { value: '0x10' }, 'value', 'number'],
    [DimensionQuery, { value: ['1', '2'] }, 'value', 'once'],
    [DimensionQuery, { value: '1', unit: 'furlong' }, 'unit', 'one of mm'],
    [DimensionQuery, { type: 'round' }, 'type', 'type'],
    [DimensionQuery, { label: 'M8', tolerance: '1' }, 'tolerance', 'needs a value'],
    [DimensionQuery, { value: '1', tolerance: '-1' }, 'tolerance', 'between'],
    [DimensionQuery, { min: '2', max: '1' }, 'min', 'greater than max'],
    [DimensionQuery, { label: 'a\0b' }, 'label', 'NUL'],
    [DimensionQuery, { value: '1', limit: '0' }, 'limit', 'between 1 and 1000'],
    [DimensionQuery, { value: '1', limit: '1001' }, 'limit', 'between 1 and 1000'],
    [DimensionQuery, { value: '1', limit: '10.5' }, 'limit', 'whole'],
    [DimensionQuery, { value: '1', offset: '-1' }, 'offset', 'whole'],
    [DimensionQuery, { valeu: '1', label: 'x' }, 'valeu', 'no such parameter'],
    [ParameterQuery, { designated: 'yes' }, 'designated', 'true or false'],
    [ParameterQuery, { numeric_min: '2', numeric_max: '1' }, 'numeric_min', 'greater'],
    [MaterialQuery, {}, null, 'no criterion'],
    [MaterialQuery, { threshold: '0.5' }, null, 'no criterion'],
    [MaterialQuery, { material: 'x', threshold: '2' }, 'threshold', 'between'],
    [MaterialQuery, { thickness_min: '1', unit: 'deg' }, 'unit', 'length'],
    [ProjectQuery, {}, null, 'code, stats=true'],
    [ProjectQuery, { stats: 'false' }, null, 'no criterion'],
    [FulltextQuery, {}, 'q', 'is needed'],
    [FulltextQuery, { q: '  ' }, 'q', 'empty'],
    [FulltextQuery, { q: '| &' }, 'q', 'letter or digit'],
    [FulltextQuery, { q: 'a', scope: 'nowhere' }, 'scope', 'scope'],
    [EverythingQuery, { q: Array.from({ length: 17 }, (_, n) => `w${n}`).join(' ') }, 'q', '16 words'],
  ] as const)('refuses %# with a reason that names the parameter', (schema, input, parameter, reason) => {
    const failure = failureOf(schema, input);
    expect(failure.parameter).toBe(parameter);
    expect(failure.message).toContain(reason);
    if (parameter !== null) expect(failure.message).toContain(parameter);
  });
});
