import { type Point, polar, radians } from '../part/outline.js';
import type { TextPrimitive, TextWidth } from './primitives.js';
import { capitalHeight, strokeGlyphs } from '../../processors/dxf/preview/stroke-glyphs.js';

const letterGap = 1.5;
const arcStepDeg = 20;

const parsed = new Map<string, { readonly width: number; readonly strokes: readonly (readonly Point[])[] }>();

function glyph(character: string): { readonly width: number; readonly strokes: readonly (readonly Point[])[] } {
  const known = parsed.get(character);
  if (known !== undefined) return known;
  const definition = strokeGlyphs[character];
  if (definition === undefined) throw new RangeError(`no stroke glyph for ${JSON.stringify(character)}`);
  const [width, strokes] = definition;
  const fresh = { width, strokes: strokes === '' ? [] : strokes.split(' ').map((stroke) => stroke.split(';').flatMap(pointsOf)) };
  parsed.set(character, fresh);
  return fresh;
}

function pointsOf(token: string): Point[] {
  const numbers = token.replace('@', '').split(',').map(Number);
  const [x = 0, y = 0, rx = 0, ry = 0, from = 0, to = 0] = numbers;
  if (!token.startsWith('@')) return [{ x, y }];
  const steps = Math.max(2, Math.ceil(Math.abs(to - from) / arcStepDeg));
  return Array.from({ length: steps + 1 }, (_, step) => {
    const angle = radians(from + ((to - from) * step) / steps);
    return { x: x + rx * Math.cos(angle), y: y + ry * Math.sin(angle) };
  });
}

export const strokeTextWidth: TextWidth = (content, height) => {
  const units = Array.from(content).reduce((sum, character) => sum + glyph(character).width + letterGap, -letterGap);
  return (Math.max(0, units) * height) / capitalHeight;
};

/** The polylines of a text written with single strokes. */
export function strokeText({ text, at, height, angleDeg, align }: TextPrimitive): Point[][] {
  const scale = height / capitalHeight;
  const width = strokeTextWidth(text, height);
  const start = polar(at, align === 'left' ? 0 : align === 'right' ? -width : -width / 2, angleDeg);
  const [cos, sin] = [Math.cos(radians(angleDeg)), Math.sin(radians(angleDeg))];
  const lines: Point[][] = [];
  let pen = 0;
  for (const character of text) {
    const { width: advance, strokes } = glyph(character);
    for (const stroke of strokes) {
      lines.push(
        stroke.map(({ x, y }) => {
          const [along, up] = [(pen + x) * scale, y * scale];
          return { x: start.x + along * cos - up * sin, y: start.y + along * sin + up * cos };
        }),
      );
    }
    pen += advance + letterGap;
  }
  return lines;
}
