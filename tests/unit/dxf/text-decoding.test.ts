import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainMtext } from '../../../processors/dxf/mtext-codes.js';
import { plainText } from '../../../processors/dxf/text-codes.js';
import { plainTolerance } from '../../../processors/dxf/tolerance-text.js';

const plain = (source: string): string => plainMtext(source).text;

describe('the codes of one-line texts', () => {
  test.each([
    ['%%c25 %%p0.1 45%%d', 'Ø25 ±0.1 45°'],
    ['%%C25 %%P0.1 45%%D', 'Ø25 ±0.1 45°'],
    ['%%uUNDER%%u %%oOVER%%O %%kSTRUCK%%k', 'UNDER OVER STRUCK'],
    ['100%%% sure, 50% off', '100% sure, 50% off'],
    ['45%%176 %%216', '45° Ø'],
    ['%%x stays, %% too', '%%x stays, %% too'],
    ['a^Ib^ c^Jd^M', 'a\tb^c\nd'],
    ['\\P and {braces} are letters here', '\\P and {braces} are letters here'],
  ])('%s', (source, expected) => {
    expect(plainText(source)).toBe(expected);
  });
});

describe('the codes of MTEXT', () => {
  test.each([
    ['one\\Ptwo\\Nthree\\Xfour', 'one\ntwo\nthree\nfour'],
    ['{\\fArial|b1|i0|c0|p34;bold} plain', 'bold plain'],
    ['\\H3.5;tall \\H0.7x;small \\W0.8;thin \\T1.2;wide \\Q15;slanted', 'tall small thin wide slanted'],
    ['\\C1;red \\c255;true \\A1;middle', 'red true middle'],
    ['\\C1red without a semicolon', 'red without a semicolon'],
    ['\\pxqc,i2,l3,t4;centred', 'centred'],
    ['\\LUnder\\l \\OOver\\o \\KStruck\\k', 'Under Over Struck'],
    ['hard\\~blank', 'hard\u00a0blank'],
    ['\\{literal\\} \\\\ slash', '{literal} \\ slash'],
    ['1\\S1/2; in', '1 1/2 in'],
    ['1\\S3#4;', '1 3#4'],
    ['\\S+0.1^-0.05;', '+0.1^-0.05'],
    ['\\S^2;', '^2'],
    ['m\\S2^;', 'm2^'],
    ['\\Sa\\;b/c;', 'a;b/c'],
    ['\\SH7^M6; \\S+0.1^ -0.2;', 'H7^M6 +0.1^-0.2'],
    ['a^Ib^ c^Jd^M ^x', 'a\tb^c\nd ^x'],
    ['%%c10 H7 %%p0.1', 'Ø10 H7 ±0.1'],
    ['{\\Fgdt.shx|c0;n}', 'Ø'],
    ['{\\FAMGDT|c0;v}%%c15 {\\fAIGDT|b0|i0;\\H2.5;x}8 TYPn', '⌴Ø15 ↧8 TYPn'],
    ['\\fAIGDT|b0|i0;\\H2.5000;\\ln\\fArial|b0|i0;\\H2.5000;68n', 'Ø68n'],
    ['unfinished \\fArial', 'unfinished \\fArial'],
    ['ends in \\', 'ends in \\'],
    ['{{nested {deep}} open', 'nested deep open'],
  ])('%s', (source, expected) => {
    expect(plain(source)).toBe(expected);
  });

  test('stacks are kept for tolerances', () => {
    expect(plainMtext('50{\\H0.7x;\\S+0.02^ -0.01;}').stacks).toEqual([{ upper: '+0.02', lower: '-0.01', type: '^' }]);
    expect(plainMtext('\\S7#8;').stacks).toEqual([{ upper: '7', lower: '8', type: '#' }]);
  });

  test('text without codes is left alone, and escaping any text brings it back', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('aZ9 .,;:/#()äØ図')) }), (text) => {
        expect(plain(text)).toBe(text);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('aZ9 {}\\;PS')) }), (text) => {
        expect(plain(text.replace(/[\\{}]/g, '\\$&'))).toBe(text);
      }),
    );
  });

  test('no text makes it throw or longer', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('\\{}^%;SfHCPpANX/#~Lld0. a')) }), (text) => {
        expect(plain(text).length).toBeLessThanOrEqual(text.length + 1);
        expect(plainTolerance(text).length).toBeLessThanOrEqual(3 * text.length + 1);
      }),
      { numRuns: 1000 },
    );
  });
});

test('a feature control frame reads as symbols and cells, one frame a line', () => {
  expect(plainTolerance('{\\Fgdt;j}%%v{\\Fgdt;n}0.2{\\Fgdt;m}%%vA%%vB%%v^J{\\Fgdt;b}%%v0.1')).toBe('⌖ | Ø0.2Ⓜ | A | B\n⟂ | 0.1');
});
