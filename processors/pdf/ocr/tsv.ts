import type { RecognisedWord } from './recogniser.js';

/** Level of a word in Tesseract's table; 1 to 4 are page, block, paragraph and line. */
const wordLevel = '5';

/**
 * Words of Tesseract's TSV output: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
 * tesseract.js leaves out the heading that the native program prints.
 */
export function wordsOfTsv(tsv: string): RecognisedWord[] {
  const words: RecognisedWord[] = [];
  for (const row of tsv.split('\n')) {
    const columns = row.split('\t');
    const [level, page, block, paragraph, line, , left, top, width, height, confidence] = columns;
    const text = (columns[11] ?? '').trim();
    if (level !== wordLevel || text === '') continue;
    words.push({
      text,
      confidence: Number(confidence),
      left: Number(left),
      top: Number(top),
      width: Number(width),
      height: Number(height),
      line: [page, block, paragraph, line].join('.'),
    });
  }
  return words;
}
