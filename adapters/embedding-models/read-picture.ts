import type { Picture } from '../../processors/embed/encoders.js';

/** Longest side in pixels; descriptors and networks look at less. */
const side = 256;
/** 50 megapixels: a picture that claims more is not one of ours. */
const maxPixels = 50e6;

/** Decodes a picture in any format that sharp knows, on white. @throws when it is none */
export async function readPicture(bytes: Uint8Array): Promise<Picture> {
  // Loaded where a picture is made: a worker must start where the native library does not load.
  const { default: sharp } = await import('sharp');
  const { data, info } = await sharp(bytes, { limitInputPixels: maxPixels })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const rgb = info.channels === 3 ? new Uint8Array(data) : greyToRgb(data);
  return { width: info.width, height: info.height, rgb };
}

function greyToRgb(grey: Uint8Array): Uint8Array {
  const rgb = new Uint8Array(3 * grey.length);
  grey.forEach((value, at) => rgb.fill(value, 3 * at, 3 * at + 3));
  return rgb;
}
