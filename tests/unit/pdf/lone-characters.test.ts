import { expect, test } from 'vitest';
import { blobsIn } from '../../../processors/pdf/ocr/blobs.js';
import { loneCharacters } from '../../../processors/pdf/ocr/lone-characters.js';
import { wasmRecogniser } from '../../../processors/pdf/ocr/wasm.js';
import type { GreyImage } from '../../../processors/pdf/ocr/recogniser.js';
import { pdf, put } from './drawings.js';
import { pictureOf } from './pictures.js';

/** `#` is ink. */
function picture(...rows: string[]): GreyImage {
  const pixels = Uint8Array.from(rows.flatMap((row) => Array.from(row, (sign) => (sign === '#' ? 0 : 255))));
  return { width: rows[0]?.length ?? 0, height: rows.length, pixels };
}

test('ink that touches is one patch, corners included', () => {
  const blobs = blobsIn(picture('#.#..', '#.#.#', '###..', '...#.', '#....'));
  expect(blobs).toHaveLength(3);
  expect(blobs).toContainEqual({ left: 0, top: 0, right: 3, bottom: 3 });
  expect(blobs).toContainEqual({ left: 4, top: 1, right: 4, bottom: 1 });
  expect(blobs).toContainEqual({ left: 0, top: 4, right: 0, bottom: 4 });
});

test('figures that stand alone are read where they stand', { timeout: 60_000 }, async () => {
  const bytes = await pdf((pen) => {
    put(pen, '2', 100, 100, 12);
    put(pen, '5', 500, 300, 12);
    put(pen, '48', 300, 400, 12);
  });
  const image = await pictureOf(bytes);
  const blobs = blobsIn(image);
  const recogniser = wasmRecogniser();
  try {
    const words = await loneCharacters(recogniser, image, 200, blobs, []);
    expect(words.map(({ text }) => text).sort()).toEqual(['2', '5']);
    const five = words.find(({ text }) => text === '5');
    expect(five?.left).toBeGreaterThan((500 / 72) * 200 - 5);
    expect(five?.left).toBeLessThan((510 / 72) * 200);
    const taken = words.map((word) => ({ ...word }));
    expect(await loneCharacters(recogniser, image, 200, blobs, taken)).toEqual([]);
  } finally {
    await recogniser.close();
  }
});
