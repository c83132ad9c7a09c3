import type { FontText, Scene } from './scene.js';

/** Pixels, and pixels per drawing unit. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  readonly margin: number;
}

/** A scene as SVG: a path for each colour, and texts for characters that only fonts have. */
export function sceneSvg(scene: Scene, { width, height, scale, margin }: PictureSize): string {
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<g transform="translate(${margin} ${margin})"><g transform="scale(.1)">`,
  ];
  for (const [colour, data] of scene.paths('areas', scale)) parts.push(`<path fill="${colour}" d="${data}"/>`);
  parts.push('<g fill="none" stroke-width="11" stroke-linecap="round" stroke-linejoin="round">');
  for (const [colour, data] of scene.paths('lines', scale)) parts.push(`<path stroke="${colour}" d="${data}"/>`);
  parts.push('</g></g>');
  for (const text of scene.fontTexts) parts.push(textElement(text, scene, scale));
  parts.push('</g></svg>');
  return parts.join('');
}

function textElement({ line, x, y, height, angle, anchor, colour }: FontText, { box }: Scene, scale: number): string {
  const left = ((x - box.minX) * scale).toFixed(1);
  const top = ((box.maxY - y) * scale).toFixed(1);
  const turned = Math.abs(angle) < 0.01 ? '' : ` transform="rotate(${(-angle).toFixed(2)} ${left} ${top})"`;
  // Capitals are some seven tenths of a font's size.
  const size = ((height * scale) / 0.72).toFixed(1);
  return `<text x="${left}" y="${top}" font-size="${size}" font-family="sans-serif" text-anchor="${anchor}" fill="${colour}"${turned}>${escaped(line)}</text>`;
}

/** Control characters are no XML; the rest is escaped where it must be. */
function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}
