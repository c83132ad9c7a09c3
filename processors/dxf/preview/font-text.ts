import type { PictureSize } from './picture-size.js';
import type { FontText, Scene } from './scene.js';

/** How much each pixel is covered, 0..255, by the texts of one colour whose characters only fonts have. */
export async function fontTextCoverage(scene: Scene, colour: string, size: PictureSize): Promise<Uint8Array> {
  const { width, height, scale, margin } = size;
  const texts = scene.fontTexts.filter((text) => text.colour === colour).map((text) => textElement(text, scene, scale));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><g transform="translate(${margin} ${margin})">${texts.join('')}</g></svg>`;
  const { default: sharp } = await import('sharp');
  const { data, info } = await sharp(Buffer.from(svg))
    .ensureAlpha()
    .extractChannel('alpha')
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.width !== width || info.height !== height) throw new Error(`texts came out as ${info.width} x ${info.height} pixels`);
  return data;
}

function textElement({ line, x, y, height, angle, anchor }: FontText, { box }: Scene, scale: number): string {
  const left = ((x - box.minX) * scale).toFixed(1);
  const top = ((box.maxY - y) * scale).toFixed(1);
  const turned = Math.abs(angle) < 0.01 ? '' : ` transform="rotate(${(-angle).toFixed(2)} ${left} ${top})"`;
  // Capitals are some seven tenths of a font's size.
  const size = ((height * scale) / 0.72).toFixed(1);
  return `<text x="${left}" y="${top}" font-size="${size}" font-family="sans-serif" text-anchor="${anchor}"${turned}>${escaped(line)}</text>`;
}

/** Control characters are no XML; the rest is escaped where it must be. */
function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}
