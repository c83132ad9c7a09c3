import { rgbOf, type Bitmap } from './bitmap.js';
import { indexedPicture } from './indexed-picture.js';
import { encodePng } from './png.js';

export interface PictureFile {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** Of the file's name, without dot. */
  readonly extension: string;
}

/** WebP's own scale of 0 to 100; thin lines stay legible from here on. */
const quality = 80;

/**
 * Line art as PNG, everything else (scans, photographs, shaded views) as WebP: each is the smaller and quicker of the two for its kind.
 * The bitmap has been read when this returns, before its promise is kept: it may be a view of memory that is used for something else then.
 */
export async function pictureFile(bitmap: Bitmap): Promise<PictureFile> {
  const lineArt = indexedPicture(bitmap);
  if (lineArt !== null) return { bytes: encodePng(lineArt), mediaType: 'image/png', extension: 'png' };
  const [rgb, { width, height }] = [rgbOf(bitmap), bitmap];
  const { default: sharp } = await import('sharp');
  const bytes = await sharp(rgb, { raw: { width, height, channels: 3 } })
    .webp({ quality, effort: 2 })
    .toBuffer();
  return { bytes, mediaType: 'image/webp', extension: 'webp' };
}
