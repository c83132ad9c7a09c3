import { expect, test } from 'vitest';
import { withPlusMinus } from '../../../processors/pdf/ocr/plus-minus.js';
import type { RecognisedWord } from '../../../processors/pdf/ocr/recogniser.js';

const word = (text: string, line = '1'): RecognisedWord => ({
  text,
  line,
  left: 0,
  top: 0,
  width: 10 * text.length,
  height: 12,
  confidence: 90,
});
const texts = (...words: RecognisedWord[]) => withPlusMinus(words, []).map(({ text }) => text);

test.each([
  [
    ['6.250', '£.004'],
    ['6.250', '±.004'],
  ],
  [
    ['TOLERANCES:', '+0.5', 'mm'],
    ['TOLERANCES:', '±0.5', 'mm'],
  ],
  // A deviation of a size keeps its sign.
  [
    ['10.00', '+0.5'],
    ['10.00', '+0.5'],
  ],
])('%j is %j', (read, printed) => {
  expect(texts(...read.map((text) => word(text)))).toEqual(printed);
});

test('the heading of another line says nothing of a deviation', () => {
  expect(texts(word('TOLERANCES:', '1'), word('+0.5', '2'))).toEqual(['TOLERANCES:', '+0.5']);
});

test('a cross with a bar of its own below is ±, one without is not, nor one over the sign of another line', () => {
  const plus = { left: 0, top: 3, right: 6, bottom: 8 };
  const point = { left: 10, top: 10, right: 11, bottom: 11 };
  const bar = { left: 0, top: 10, right: 6, bottom: 11 };
  const minusOfTheNextLine = { left: 0, top: 21, right: 6, bottom: 22 };
  const read = (...blobs: (typeof plus)[]) => withPlusMinus([word('+.008')], blobs)[0]?.text;
  expect(read(plus, bar, point)).toBe('±.008');
  expect(read(plus, point)).toBe('+.008');
  expect(read(plus, point, minusOfTheNextLine)).toBe('+.008');
});
