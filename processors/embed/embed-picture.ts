import type { Encoders, Picture } from './encoders.js';
import { embedImage } from './image.js';
import { viewKind, type KindDefinition } from './kinds.js';
import { unitVector } from './vector.js';

/** What computes pictures now. */
export function pictureKind({ clip_image: encoder }: Encoders): KindDefinition {
  return encoder === undefined ? viewKind : { dimensions: viewKind.dimensions, method: encoder.method, version: encoder.version };
}

/** The vector of one picture, by the network when there is one; null for a picture without content. */
export async function embedPicture(picture: Picture, { clip_image: encoder }: Encoders): Promise<readonly number[] | null> {
  return encoder === undefined ? embedImage(greyOf(picture)) : unitVector(await encoder.encode(picture));
}

/** Luma of ITU-R BT.601. */
function greyOf({ width, height, rgb }: Picture): { width: number; height: number; grey: Uint8Array } {
  const grey = new Uint8Array(width * height);
  for (let at = 0; at < grey.length; at++) {
    grey[at] = Math.round(0.299 * (rgb[3 * at] ?? 0) + 0.587 * (rgb[3 * at + 1] ?? 0) + 0.114 * (rgb[3 * at + 2] ?? 0));
  }
  return { width, height, grey };
}
