import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { reduced, type Bitmap } from '../../../processors/picture/bitmap.js';
import { indexedPicture } from '../../../processors/picture/indexed-picture.js';
import { pictureFile } from '../../../processors/picture/picture-file.js';
import { encodePng } from '../../../processors/picture/png.js';

function bitmap(width: number, height: number, colourAt: (x: number, y: number) => number): Bitmap {
  const pixels = Int32Array.from({ length: width * height }, (_, at) => colourAt(at % width, Math.floor(at / width)));
  return { width, height, pixels };
}

async function rgb(bytes: Uint8Array): Promise<{ width: number; height: number; colours: number[] }> {
  const { data, info } = await sharp(bytes).toColourspace('srgb').removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const colours = Array.from({ length: info.width * info.height }, (_, at) => data.readUIntBE(3 * at, 3));
  return { width: info.width, height: info.height, colours };
}

describe('a PNG of few colours', () => {
  // One, two, four and eight bits per pixel; rows that do not end with a byte, and rows of whole words.
  test.each([1, 2, 3, 4, 5, 16, 17, 256].flatMap((count) => [37, 40].map((width) => ({ count, width }))))(
    'of $count holds every pixel of rows of $width',
    async ({ count, width }) => {
      const palette = Array.from({ length: count }, (_, at) => ((at * 0x010305) & 0xffffff) ^ 0xffffff);
      const height = 23;
      // The left half of each row is that of the row above.
      const pixels = Uint8Array.from(
        { length: width * height },
        (_, at) => (at % width < width / 2 ? at % width : at * 7) % count,
      );
      const read = await rgb(encodePng({ width, height, pixels, palette }));
      expect(read).toEqual({ width, height, colours: [...pixels].map((number) => palette[number]) });
    },
  );
});

describe('a picture', () => {
  test('of lines is a PNG whose colours are those of the picture but for a step of rounding', async () => {
    const picture = bitmap(50, 40, (x, y) => (x === 20 ? 0x0000ff : y === 10 ? 0x7f0000 : 0xffffff));
    const { bytes, mediaType, extension } = await pictureFile(picture);
    expect([mediaType, extension]).toEqual(['image/png', 'png']);
    const { colours } = await rgb(bytes);
    expect(colours[0]).toBe(0xffffff);
    expect(colours[20]).toBe(0x0000ff);
    expect(Math.abs((colours[10 * 50] ?? 0) - 0x7f0000) >> 16).toBeLessThanOrEqual(8);
  });

  test('of more colours is WebP', async () => {
    const shaded = bitmap(64, 64, (x, y) => (x << 18) | (y << 10) | ((x * y) & 255));
    expect(indexedPicture(shaded)).toBeNull();
    const { bytes, mediaType, extension } = await pictureFile(shaded);
    expect([mediaType, extension]).toEqual(['image/webp', 'webp']);
    expect((await sharp(bytes).metadata()).format).toBe('webp');
  });

  test('at a quarter of its size has the means of its pixels, of those that are left at its edges too', () => {
    const small = reduced(
      bitmap(6, 5, (x, y) => (x < 4 && y < 4 ? (x < 2 ? 0xff0000 : 0x0000ff) : x >= 4 && y === 4 ? 0x00ff00 : 0xffffff)),
    );
    expect(small).toMatchObject({ width: 2, height: 2 });
    expect([...small.pixels]).toEqual([0x800080, 0xffffff, 0xffffff, 0x00ff00]);
  });
});
