import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containedPattern, escapeLike, wholePattern } from '../../../search/criteria/pattern.js';
import { intervalOf, mmPer, parseUnit, scaled } from '../../../search/criteria/units.js';

describe('patterns', () => {
  it('takes % and _ as they are and * for anything', () => {
    expect(wholePattern('100%_*')).toBe('100\\%\\_%');
    expect(wholePattern('a\\b')).toBe('a\\\\b');
    expect(containedPattern('50%')).toBe('%50\\%%');
    expect(containedPattern('50*')).toBe('50%');
  });

  it('escapes so that only the text itself is left', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(escapeLike(text).replace(/\\(.)/gsu, '$1')).toBe(text);
      }),
    );
  });
});

describe('units', () => {
  it.each([
    ['mm', 'mm'],
    ['IN', 'inch'],
    ['"', 'inch'],
    ['Inches', 'inch'],
    ['°', 'deg'],
    [' µm ', 'um'],
  ])('reads %s as %s', (spelling, unit) => expect(parseUnit(spelling)).toBe(unit));

  it.each(['', 'furlong', 'constructor', '__proto__'])('knows no unit %s', (spelling) => expect(parseUnit(spelling)).toBeNull());

  it('knows how long lengths are and that angles have none', () => {
    expect(mmPer('inch')).toBe(25.4);
    expect(mmPer('deg')).toBeNull();
  });
});

describe('intervalOf', () => {
  it('is null without a criterion', () => expect(intervalOf({ tolerance: 1 })).toBeNull());

  it('holds a value that geometry has blurred, and not its neighbour', () => {
    const interval = intervalOf({ value: 120 });
    expect(interval?.from).toBeLessThan(119.9999999);
    expect(interval?.to).toBeGreaterThan(120.0000001);
    expect(interval?.to).toBeLessThan(120.001);
  });

  it('meets all criteria at once', () => {
    const interval = intervalOf({ value: 10, tolerance: 2, min: 9, max: 11 });
    expect(interval?.from).toBeCloseTo(9, 4);
    expect(interval?.to).toBeCloseTo(11, 4);
  });

  it('keeps every value within its own tolerance, in any unit', () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(value, fc.double({ min: 0, max: 1e3, noNaN: true }), (nominal, tolerance) => {
        const interval = scaled(intervalOf({ value: nominal, tolerance }) ?? { from: NaN, to: NaN }, 25.4);
        expect(interval.from).toBeLessThanOrEqual((nominal - tolerance) * 25.4);
        expect(interval.to).toBeGreaterThanOrEqual((nominal + tolerance) * 25.4);
      }),
    );
  });
});
