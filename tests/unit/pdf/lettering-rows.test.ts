import { expect, test } from 'vitest';
import { blobsIn } from '../../../processors/pdf/ocr/blobs.js';
import { letterRows } from '../../../processors/pdf/ocr/letter-rows.js';
import { letteringRows } from '../../../processors/pdf/ocr/lettering-rows.js';
import { readPage } from '../../../processors/pdf/ocr/read-page.js';
import type { GreyImage, Recogniser } from '../../../processors/pdf/ocr/recogniser.js';
import { rowSheet } from '../../../processors/pdf/ocr/row-sheet.js';

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Outlined boxes, three pixels thick: letters and circles are no fuller. */
function outlines(...boxes: Box[]): GreyImage {
  const image = { width: 1000, height: 600, pixels: new Uint8Array(600_000).fill(255) };
  for (const { left, top, width, height } of boxes) {
    fill(image, { left, top, width, height }, 0);
    fill(image, { left: left + 3, top: top + 3, width: width - 6, height: height - 6 }, 255);
  }
  return image;
}

function fill({ width: columns, pixels }: GreyImage, { left, top, width, height }: Box, value: number): void {
  for (let row = top; row < top + height; row++) pixels.fill(value, row * columns + left, row * columns + left + width);
}

const letter = (left: number, top: number): Box => ({ left, top, width: 18, height: 26 });
const upward = (left: number, top: number): Box => ({ left, top, width: 26, height: 18 });

const rowsIn = (image: GreyImage) => letteringRows(image, blobsIn(image));
const kept = (image: GreyImage) => rowsIn(image).flatMap(({ blobs }) => blobs);

test('the recogniser sees letters without the shapes around them', () => {
  const image = outlines({ left: 50, top: 50, width: 500, height: 300 }, letter(200, 150), letter(224, 150), {
    left: 700,
    top: 60,
    width: 90,
    height: 90,
  });
  expect(kept(image).map(({ left }) => left)).toEqual([200, 224]);
});

test('capitals of more than ten millimetres are letters where three stand in a row', () => {
  const capital = (left: number): Box => ({ left, top: 100, width: 80, height: 120 });
  expect(kept(outlines(capital(100), capital(200), capital(300)))).toHaveLength(3);
  expect(kept(outlines(capital(100), capital(600)))).toHaveLength(0);
});

test('a filled cell stays for its white letters', () => {
  const image = outlines();
  fill(image, { left: 100, top: 100, width: 500, height: 60 }, 0);
  fill(image, { left: 150, top: 115, width: 18, height: 26 }, 255);
  expect(rowsIn(image)).toMatchObject([{ left: 100, top: 100, right: 599, bottom: 159 }]);
});

test('a long word whose letters flow into one another stays, a long stroke of that height goes', () => {
  const image = outlines();
  for (let at = 0; at < 16; at++) fill(image, { left: 100 + at * 24, top: 100, width: 8, height: 36 }, 0);
  fill(image, { left: 100, top: 117, width: 16 * 24, height: 3 }, 0);
  fill(image, { left: 100, top: 300, width: 16 * 24, height: 3 }, 0);
  fill(image, { left: 100, top: 267, width: 3, height: 36 }, 0);
  expect(kept(image).map(({ top }) => top)).toEqual([100]);
});

test('rows are letters on one level with the marks between them; what stands alone is none', () => {
  const point: Box = { left: 246, top: 170, width: 6, height: 6 };
  const image = outlines(letter(200, 150), letter(224, 150), point, letter(256, 150), letter(600, 150), letter(200, 400));
  const rows = letterRows(blobsIn(image));
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ left: 200, top: 150, right: 273, bottom: 175 });
  expect(rows[0]?.blobs).toHaveLength(4);
});

test('an inch mark belongs to the figures before it, and a colon leads from a label to its value', () => {
  const inchMark: Box[] = [
    { left: 250, top: 148, width: 3, height: 9 },
    { left: 256, top: 148, width: 3, height: 9 },
  ];
  expect(letterRows(blobsIn(outlines(letter(200, 150), letter(224, 150), ...inchMark)))).toMatchObject([
    { left: 200, right: 258 },
  ]);
  const colon: Box[] = [
    { left: 254, top: 158, width: 4, height: 4 },
    { left: 254, top: 172, width: 4, height: 4 },
  ];
  const sides = [letter(200, 150), letter(224, 150), letter(290, 150), letter(314, 150)];
  expect(letterRows(blobsIn(outlines(...sides)))).toHaveLength(2);
  expect(letterRows(blobsIn(outlines(...sides, ...colon)))).toHaveLength(1);
});

test('a sheet of rows is smaller than the picture and tells where its words stand in it', () => {
  const image = outlines(letter(200, 150), letter(224, 150), letter(700, 500), letter(724, 500));
  const sheet = rowSheet(image, letterRows(blobsIn(image)));
  expect(sheet.image.pixels.length).toBeLessThan(image.pixels.length / 40);
  const places = blobsIn(sheet.image).map(({ left, top, right, bottom }) => {
    const box = { left, top, width: right - left + 1, height: bottom - top + 1 };
    return sheet.placed({ text: 'H', confidence: 90, line: '1', ...box });
  });
  expect(places).toMatchObject([letter(200, 150), letter(224, 150), letter(700, 500), letter(724, 500)]);
  const beyond = { left: 0, top: sheet.image.height + 50, width: 5, height: 5 };
  expect(sheet.placed({ text: 'H', confidence: 90, line: '1', ...beyond })).toBeNull();
});

test('rows that fill the picture stay in it: their sheet would be larger', () => {
  const letters = Array.from({ length: 60 }, (_, place) => letter(20 + (place % 2) * 24, 10 + place * 9));
  const image = outlines(...letters.filter((_, place) => place % 6 < 2), { left: 300, top: 500, width: 600, height: 3 });
  const rows = letterRows(blobsIn(image)).map((row) => ({ ...row, right: row.left + 900 }));
  const sheet = rowSheet(image, rows);
  expect(sheet.image).toMatchObject({ width: image.width, height: image.height });
  expect(blobsIn(sheet.image)).toEqual(rows.flatMap(({ blobs }) => blobs).sort((a, b) => a.top - b.top || a.left - b.left));
  const word = { text: 'H', confidence: 90, line: '1', left: 20, top: 10, width: 18, height: 26 };
  expect(sheet.placed(word)).toBe(word);
});

/** Sees nothing, and keeps what it was shown. */
function blindRecogniser(): Recogniser & { readonly shown: GreyImage[] } {
  const shown: GreyImage[] = [];
  return {
    name: 'double',
    shown,
    recognise: (image) => {
      shown.push(image);
      return Promise.resolve([]);
    },
    close: () => Promise.resolve(),
  };
}

test('a page is read from the side only where letters stand one above the other, and these alone', async () => {
  const level = blindRecogniser();
  await readPage(level, { image: outlines({ left: 50, top: 50, width: 500, height: 300 }, letter(800, 500)), dpi: 200 });
  expect(level.shown.map(({ width, height }) => width * height < 100_000)).toEqual([true]);

  const turned = blindRecogniser();
  const shape = { left: 50, top: 50, width: 500, height: 300 };
  await readPage(turned, { image: outlines(shape, upward(800, 200), upward(800, 224), upward(800, 248)), dpi: 200 });
  const sheet = turned.shown.at(-1);
  expect(sheet && blobsIn(sheet)).toHaveLength(3);
  expect(sheet?.width).toBeLessThan(200);
});
