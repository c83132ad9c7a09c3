import { describe, expect, test } from 'vitest';
import { Alphabet } from '../../../processors/pdf/ocr/alphabet.js';
import { blobsIn } from '../../../processors/pdf/ocr/blobs.js';
import { withDecimalPoints } from '../../../processors/pdf/ocr/decimal-points.js';
import { diameterSigns, erased } from '../../../processors/pdf/ocr/diameter-signs.js';
import type { RecognisedWord } from '../../../processors/pdf/ocr/recogniser.js';
import { unreadFigures } from '../../../processors/pdf/ocr/unread-figures.js';
import { drawnDiameter, pdf, put } from './drawings.js';
import { pictureOf } from './pictures.js';

/** The word that a recogniser would report for text put at (x, y), points from the upper left corner. */
function wordAt(text: string, x: number, y: number, width: number, size: number): RecognisedWord {
  const pixels = (points: number) => Math.round((points / 72) * 200);
  const box = { left: pixels(x) - 1, top: pixels(y - 0.74 * size), width: pixels(width) + 2, height: pixels(0.76 * size) };
  return { text, confidence: 95, line: '1', ...box };
}

describe('diameter signs', () => {
  test('as a letter and as strokes in front of a number; an 8, a nought and a circle of the part are none', async () => {
    const image = await pictureOf(
      await pdf((pen) => {
        put(pen, 'Ø25.4', 100, 100, 10);
        drawnDiameter(pen, 300, 100, 10);
        put(pen, '12.0', 312, 100, 10);
        put(pen, '80.08', 500, 100, 10);
        pen.circle(600, 300, 4).stroke();
      }),
    );
    const blobs = blobsIn(image);
    const signs = diameterSigns(image, blobs);
    const lefts = signs.map(({ left }) => Math.round((left / 200) * 72)).sort((a, b) => a - b);
    expect(lefts).toEqual([100, 300]);
    expect(blobsIn(erased(image, signs))).toHaveLength(blobs.length - 2);
  });
});

describe('figures passed over', () => {
  test('are told by the figures that were read', async () => {
    const image = await pictureOf(
      await pdf((pen) => {
        put(pen, '1234567890', 100, 100, 10);
        put(pen, '58.6', 400, 300, 10);
        put(pen, '7', 600, 200, 12);
        put(pen, 'B', 600, 400, 10);
        pen.moveTo(200, 300).lineTo(200, 308).stroke();
      }),
    );
    const blobs = blobsIn(image);
    const words = [wordAt('1234567890', 100, 100, 55.6, 10)];
    const found = unreadFigures(blobs, words, new Alphabet(image, blobs, words));
    expect(found.map(({ text }) => text).sort()).toEqual(['58.6', '7']);
  });

  test('and so are decimal points, in front, behind a sign and between', async () => {
    const image = await pictureOf(
      await pdf((pen) => {
        put(pen, '.531', 100, 100, 10);
        put(pen, '9.05', 300, 100, 10);
        put(pen, '905', 500, 100, 10);
        put(pen, '+.006', 100, 300, 10);
        put(pen, '+0.06', 300, 300, 10);
      }),
    );
    const words = [
      wordAt('531', 102.8, 100, 16.7, 10),
      wordAt('905', 300, 100, 19.5, 10),
      wordAt('905', 500, 100, 16.7, 10),
      wordAt('+006', 100, 300, 25.3, 10),
      wordAt('+006', 300, 300, 25.3, 10),
    ];
    const texts = withDecimalPoints(words, blobsIn(image)).map(({ text }) => text);
    expect(texts).toEqual(['.531', '9.05', '905', '+.006', '+0.06']);
  });
});
