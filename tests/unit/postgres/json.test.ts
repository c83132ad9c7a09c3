import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonText } from '../../../adapters/postgres/json.js';

const loneHigh = '\ud83d';
const loneLow = '\udca1';
const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

describe('jsonText', () => {
  it('leaves out what Postgres refuses, and nothing else', () => {
    const value = { text: `a\u0000b${loneHigh}c${loneLow}\u{1f4a1}`, deep: [{ tag: 'x\u0000' }] };
    expect(JSON.parse(jsonText(value))).toEqual({ text: 'ab\ufffdc\ufffd\u{1f4a1}', deep: [{ tag: 'x' }] });
  });

  it('keeps a backslash that stands before what looks like an escape', () => {
    const value = { path: 'C:\\u0000\\ud83d' };
    expect(JSON.parse(jsonText(value))).toEqual(value);
  });

  it('holds for any text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '\\', 'u0000', '\u0000', loneHigh, loneLow, '\u{1f4a1}', 'é')), (pieces) => {
        const text = pieces.join('');
        const stored = JSON.parse(jsonText({ text })) as { text: string };
        expect(stored.text).not.toContain('\u0000');
        expect(isWellFormed(stored.text)).toBe(true);
        if (isWellFormed(text)) expect(stored.text).toBe(text.replaceAll('\u0000', ''));
      }),
    );
  });
});
