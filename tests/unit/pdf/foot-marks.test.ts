import { describe, expect, test } from 'vitest';
import type { Blob } from '../../../processors/pdf/ocr/blobs.js';
import { joinedByFootMarks, withFootMarks } from '../../../processors/pdf/ocr/foot-marks.js';
import type { RecognisedWord } from '../../../processors/pdf/ocr/recogniser.js';
import { withoutStrayDashes } from '../../../processors/pdf/ocr/stray-dashes.js';

/** Patches of a line 20 pixels high, from column 0: `F` a figure, `t` a tick, `d` a dash, a blank a gap. */
function patches(row: string): Blob[] {
  let left = 0;
  return Array.from(row).flatMap((sign): Blob[] => {
    const [width, top, bottom] = sign === 'F' ? [12, 0, 19] : sign === 't' ? [2, 0, 5] : [7, 10, 11];
    const blob = { left, top, right: left + width - 1, bottom };
    left += width + 3;
    return sign === ' ' ? [] : [blob];
  });
}

function word(text: string, row: string, from = 0): RecognisedWord {
  const blobs = patches(row);
  const [left, right] = [blobs[from]?.left ?? 0, blobs.at(-1)?.right ?? 0];
  return { text, confidence: 40, left, top: 0, width: right - left + 1, height: 20, line: '1' };
}

describe('feet and inches', () => {
  test.each([
    ['3-0"', 'FtdFtt', `3'-0"`],
    ['71-4', 'FtdF', `7'-4`],
    ['14-10"', 'FFtdFFtt', `14'-10"`],
    // No tick: a number with a dash.
    ['58-05', 'FFdFF', '58-05'],
    // Two figures before the tick, one of which is not the tick itself.
    ['123-4', 'FtdF', '123-4'],
    ['10-24', 'FFtdF', '10-24'],
  ])('%s over %s are %s', (read, row, printed) => {
    expect(withFootMarks([word(read, row)], patches(row), 30)[0]?.text).toBe(printed);
  });

  test('are believed however uncertain they were', () => {
    const row = 'FtdFtt';
    expect(withFootMarks([{ ...word('3-0"', row), confidence: 5 }], patches(row), 30)[0]?.confidence).toBe(30);
  });

  test.each([
    ['FtdFtt', `9'-7"`],
    ['FtdF', `9'-7`],
  ])('read apart over %s are %s', (row, printed) => {
    const blobs = patches(row);
    const at = (index: number) => ({ left: blobs[index]?.left ?? 0, width: 12 });
    const words = [
      { ...word('9', 'F'), ...at(0) },
      { ...word('7', 'F'), ...at(3) },
    ];
    expect(joinedByFootMarks(words, blobs).map(({ text }) => text)).toEqual([printed]);
  });

  test('stay apart where a fraction follows that nobody read, or where no mark is between', () => {
    const pair = (row: string, second: number) => {
      const blobs = patches(row);
      const words = [0, second].map((index) => ({
        ...word(index === 0 ? '4' : '7', 'F'),
        left: blobs[index]?.left ?? 0,
        width: 12,
      }));
      return joinedByFootMarks(words, blobs).map(({ text }) => text);
    };
    expect(pair('FtdFFF', 3)).toEqual(['4', '7']);
    expect(pair('FdF', 2)).toEqual(['4', '7']);
  });
});

describe('dashes at the ends of a number', () => {
  test.each([
    ['280.0—', '280.0'],
    ['-—16.0', '16.0'],
    ['--R5', 'R5'],
    // A hyphen is a sign, or a part of a number that goes on.
    ['-16', '-16'],
    ['58668-', '58668-'],
    ['58668-05', '58668-05'],
    ['—', '—'],
  ])('%s is %s', (read, printed) => {
    expect(withoutStrayDashes({ ...word(read, 'FFFF') }).text).toBe(printed);
  });
});
