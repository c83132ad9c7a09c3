import { applyTo, radiansPerDegree, type Affine } from '../plane.js';
import type { Lettering } from '../drawing.js';
import type { Scene } from './scene.js';
import { glyphOf, strokeWidth } from './stroke-font.js';
import { capitalHeight } from './stroke-glyphs.js';

/** MTEXT line distance relative to the text height (DXF reference, group 44 = 1). */
const lineDistance = 5 / 3;
/** Our letters against those of common CAD fonts, which run narrower. */
const condensed = 0.88;
/** Characters without strokes are drawn by a font; this is their usual width relative to the text height. */
const fontWidth = 1.2;

/** Draws a text with all its lines where it stands. */
export function letter(scene: Scene, lettering: Lettering, map: Affine, colour: string): void {
  const { height, angle, align, valign } = lettering;
  if (!(height > 0)) return;
  const stretch = condensed * (lettering.widthFactor > 0 ? lettering.widthFactor : 1);
  const lines = wrapped(lettering.text, lettering.wrapWidth, height * stretch);
  const distance = lineDistance * height;
  const block = (lines.length - 1) * distance;
  const first = valign === 'top' ? -height : valign === 'middle' ? (block - height) / 2 : block;
  const cosine = Math.cos(angle * radiansPerDegree);
  const sine = Math.sin(angle * radiansPerDegree);
  const turned: Affine = [cosine, sine, -sine, cosine, lettering.x, lettering.y];
  const place = (x: number, y: number): readonly [number, number] => applyTo(map, ...applyTo(turned, x, y));
  for (const [index, line] of lines.entries()) {
    const width = strokeWidth(line);
    const total = (width ?? line.length * fontWidth) * height * stretch;
    const left = align === 'left' ? 0 : align === 'centre' ? -total / 2 : -total;
    const up = first - index * distance;
    if (width === null) fontText(scene, line, place, left, up, total, height, colour);
    else strokes(scene, line, place, left, up, height, stretch, colour);
  }
}

type Place = (x: number, y: number) => readonly [number, number];

function strokes(
  scene: Scene,
  line: string,
  place: Place,
  left: number,
  up: number,
  height: number,
  stretch: number,
  colour: string,
): void {
  const scale = height / capitalHeight;
  let pen = left;
  for (const character of line) {
    const glyph = glyphOf(character);
    if (glyph === null) continue;
    for (const stroke of glyph.strokes) {
      const points: number[] = [];
      for (let at = 0; at + 1 < stroke.length; at += 2)
        points.push(...place(pen + (stroke[at] ?? 0) * scale * stretch, up + (stroke[at + 1] ?? 0) * scale));
      scene.line(colour, points);
    }
    pen += glyph.advance * scale * stretch;
  }
}

function fontText(
  scene: Scene,
  line: string,
  place: Place,
  left: number,
  up: number,
  width: number,
  height: number,
  colour: string,
): void {
  const [x, y] = place(left, up);
  const [endX, endY] = place(left + width, up);
  const [topX, topY] = place(left, up + height);
  if (![x, y, endX, endY, topX, topY].every(Number.isFinite)) return;
  for (const [atX, atY] of [place(left, up - height / 3), [endX, endY], [topX, topY], place(left + width, up + height)] as const)
    scene.box.include(atX, atY);
  const drawn = Math.hypot(topX - x, topY - y);
  scene.fontTexts.push({
    line,
    x,
    y,
    height: drawn,
    angle: Math.atan2(endY - y, endX - x) / radiansPerDegree,
    anchor: 'start',
    colour,
  });
}

/** The lines of a text, broken between words where the width given for it ends. */
function wrapped(text: string, wrapWidth: number, unit: number): string[] {
  const lines = text.split('\n');
  if (!(wrapWidth > 0)) return lines;
  const fits = (line: string): boolean => (strokeWidth(line) ?? line.length * fontWidth) * unit <= wrapWidth;
  return lines.flatMap((line) => {
    if (fits(line)) return [line];
    const broken: string[] = [];
    let current = '';
    for (const word of line.split(' ')) {
      const longer = current === '' ? word : `${current} ${word}`;
      if (current === '' || fits(longer)) current = longer;
      else {
        broken.push(current);
        current = word;
      }
    }
    return [...broken, current];
  });
}
