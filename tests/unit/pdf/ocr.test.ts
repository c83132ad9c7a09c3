import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { extract } from '../../../processors/pdf/engines/ocr.js';
import { blobsIn } from '../../../processors/pdf/ocr/blobs.js';
import { rasterise, turnedClockwise, type Raster } from '../../../processors/pdf/ocr/raster.js';
import { readPage } from '../../../processors/pdf/ocr/read-page.js';
import { tiff, type GreyImage } from '../../../processors/pdf/ocr/recogniser.js';
import { linesIn, withoutLines } from '../../../processors/pdf/ocr/rulings.js';
import { wordsOfTsv } from '../../../processors/pdf/ocr/tsv.js';
import { withDocument } from '../../../processors/pdf/pdfium/document.js';
import { loadPdfium } from '../../../processors/pdf/pdfium/library.js';
import { a4Landscape, documentOf, pdf, put, scanOf, silent, titleBlock } from './drawings.js';

async function rasterOf(bytes: Uint8Array): Promise<Raster> {
  const pdfium = await loadPdfium();
  return withDocument(pdfium, bytes, (document) => {
    const page = pdfium.c.FPDF_LoadPage(document, 0);
    const raster = rasterise(pdfium, page, ...a4Landscape, { dpi: 200, longestEdge: 5000 });
    pdfium.c.FPDF_ClosePage(page);
    if (!raster) throw new Error('no picture');
    return raster;
  });
}

test('a scanned drawing is read, level and upward text alike', { timeout: 120_000 }, async () => {
  const original = await pdf((pen) => {
    titleBlock(pen, {
      number: 'HX-20571',
      title: 'FLANGE COVER',
      revision: 'B',
      material: 'STEEL',
      scale: '1:5',
      sheet: '1 OF 1',
    });
    put(pen, '240.50', 300, 120, 14);
    put(pen, '87.25', 120, 320, 14, 90);
  });
  const scan = await scanOf(original, async (bytes) => (await rasterOf(bytes)).image);
  const read = await extract(documentOf(scan), silent);
  expect(read).toMatchObject({ extractor: 'ocr', metadata: { text_source: 'ocr' } });
  const text = read.texts.map((line) => line.text).join(' ');
  for (const word of ['HX-20571', 'FLANGE', 'STEEL', '240.50', '87.25']) expect(text).toContain(word);
  expect(read.dimensions.map((dimension) => dimension.value)).toEqual(expect.arrayContaining([240.5, 87.25]));
  expect(read.metadata.drawing_number).toBe('HX-20571');
});

test('a page with words is left to PDFium, and a blank one alone', async () => {
  const bytes = await pdf((pen) => {
    put(pen, 'A page with more than twenty letters', 100, 100);
    pen.addPage();
    pen.rect(100, 100, 50, 50).fill('#ffffff');
  });
  const read = await extract(documentOf(bytes), silent);
  expect(read.metadata.text_source).toBe('native');
  expect(read.metadata.properties).toMatchObject({ ocr_pages: [], blank_pages: [2] });
});

describe('places', () => {
  test('of words in the turned picture are places on the page', async () => {
    // Two patches one above the other, 100 pixels above the page's foot.
    const image = { width: 1000, height: 500, pixels: new Uint8Array(500_000).fill(255) };
    for (let row = 350; row < 400; row++) if (row < 370 || row >= 380) image.pixels.fill(0, row * 1000 + 300, row * 1000 + 320);
    const words = await readPage(
      {
        name: 'double',
        recognise: (shown) => {
          const [first, second] = blobsIn(shown).sort((a, b) => a.left - b.left);
          if (shown.width >= 500 || !first || !second || first.top !== second.top) return Promise.resolve([]);
          const { left, top } = first;
          return Promise.resolve([
            { text: 'UP', confidence: 90, left, top, width: second.right - left + 1, height: 20, line: '1' },
          ]);
        },
        close: () => Promise.resolve(),
      },
      { image, dpi: 72 },
    );
    expect(words).toMatchObject([{ text: 'UP', sin: 1, x0: 300, x1: 320, y0: 100, y1: 150 }]);
  });

  test('turning a picture four times changes nothing', () => {
    const image: GreyImage = { width: 3, height: 2, pixels: Uint8Array.from([1, 2, 3, 4, 5, 6]) };
    expect(turnedClockwise(image)).toEqual({ width: 2, height: 3, pixels: Uint8Array.from([4, 1, 5, 2, 6, 3]) });
    let turned = image;
    for (let turns = 0; turns < 4; turns++) turned = turnedClockwise(turned);
    expect(turned).toEqual(image);
  });
});

test('long lines are found and taken out, letters stay', async () => {
  const { image } = await rasterOf(
    await pdf((pen) => {
      pen.lineWidth(1).moveTo(100, 200).lineTo(500, 200).stroke();
      put(pen, 'H', 300, 300, 20);
    }),
  );
  const lines = linesIn(image);
  expect(lines.level).toHaveLength(1);
  expect(lines.upright).toHaveLength(0);
  const dark = (pixels: Uint8Array) => pixels.reduce((count, pixel) => count + (pixel < 128 ? 1 : 0), 0);
  const letter = dark((await rasterOf(await pdf((pen) => put(pen, 'H', 300, 300, 20)))).image.pixels);
  expect(dark(withoutLines(image, lines).pixels)).toBe(letter);
});

test('the table of Tesseract gives its words', () => {
  const tsv = [
    'level\tpage_num\t...',
    '4\t1\t1\t1\t1\t0\t5\t5\t90\t20\t-1\t',
    '5\t1\t1\t1\t1\t1\t10\t20\t30\t12\t96.5\t12.50',
    '5\t1\t1\t1\t1\t2\t50\t20\t8\t12\t10\t ',
  ].join('\n');
  expect(wordsOfTsv(tsv)).toEqual([
    { text: '12.50', confidence: 96.5, left: 10, top: 20, width: 30, height: 12, line: '1.1.1.1' },
  ]);
});

test('the recogniser is handed the very pixels, as a TIFF file', async () => {
  const image: GreyImage = { width: 3, height: 2, pixels: Uint8Array.from([0, 50, 100, 150, 200, 255]) };
  const { data, info } = await sharp(tiff(image)).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width: 3, height: 2, channels: 1 });
  expect(Uint8Array.from(data)).toEqual(image.pixels);
});
