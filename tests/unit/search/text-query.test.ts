import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTextQuery, prefixLexeme } from '../../../search/criteria/text-query.js';

/** Branches with the units themselves in place of their numbers. */
function branchesOf(typed: string): string[][] {
  const { units, branches } = parseTextQuery(typed);
  return branches.map((branch) =>
    branch.map((number) => {
      const unit = units[number];
      return unit?.phrase === true ? `"${unit.text}"` : (unit?.text ?? 'no such unit');
    }),
  );
}

describe('parseTextQuery', () => {
  it('ANDs words and ORs branches', () => {
    expect(branchesOf('weld neck | flange')).toEqual([['weld', 'neck'], ['flange']]);
  });

  it('keeps phrases together', () => {
    expect(branchesOf('"sharp edges" break|"weld | neck"')).toEqual([['"sharp edges"', 'break'], ['"weld | neck"']]);
  });

  it('reads an open quote to the end', () => {
    expect(branchesOf('break "sharp edges')).toEqual([['break', '"sharp edges"']]);
  });

  it('leaves out what holds no letter or digit, and empty branches', () => {
    expect(branchesOf('| & <-> | flange ! | "--"')).toEqual([['flange']]);
    expect(branchesOf('±')).toEqual([]);
  });

  it('takes a trailing asterisk for the prefix that a word is anyway', () => {
    expect(branchesOf('flan* M8*')).toEqual([['flan', 'M8']]);
  });

  it('looks a repeated word up once', () => {
    expect(parseTextQuery('a b | a c').units).toHaveLength(3);
  });

  it('gives units that are all used and searchable, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (typed) => {
        const { units, branches } = parseTextQuery(typed);
        const used = new Set(branches.flat());
        expect([...used].sort((a, b) => a - b)).toEqual(units.map((_, number) => number));
        for (const { text } of units) expect(text).toMatch(/[\p{L}\p{N}]/u);
      }),
    );
  });
});

describe('prefixLexeme', () => {
  it('doubles what tsquery syntax would read', () => {
    expect(prefixLexeme("O'Neil\\x")).toBe("'o''neil\\\\x':*");
  });
});
