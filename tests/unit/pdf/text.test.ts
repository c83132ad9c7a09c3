import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Glyph } from '../../../processors/pdf/pdfium/glyphs.js';
import { linesOf } from '../../../processors/pdf/text/lines.js';
import { characterOf, cleanText } from '../../../processors/pdf/text/sanitise.js';
import { wordsOf } from '../../../processors/pdf/text/words.js';

/** Glyphs of half an em set along a baseline that starts at (x, y) and runs at an angle. */
function set(text: string, x: number, y: number, size: number, radians: number): Glyph[] {
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  return Array.from(text).map((character, index) => {
    const along = index * 0.55 * size;
    const [originX, originY] = [x + along * cos, y + along * sin];
    const corners = [
      [0, 0],
      [0.5 * size, 0],
      [0, 0.7 * size],
      [0.5 * size, 0.7 * size],
    ].map(([u = 0, v = 0]) => [originX + u * cos - v * sin, originY + u * sin + v * cos] as const);
    const [xs, ys] = [corners.map(([cx]) => cx), corners.map(([, cy]) => cy)];
    const code = character.codePointAt(0) ?? 0;
    const box = { x0: Math.min(...xs), x1: Math.max(...xs), y0: Math.min(...ys), y1: Math.max(...ys) };
    return { code, ...box, originX, originY, cos, sin, size, generated: false };
  });
}

describe('lines', () => {
  test('read the same at every angle', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 359 }), fc.integer({ min: 4, max: 40 }), (degrees, size) => {
        const glyphs = set('4x 12.50 +0.1', 300, 300, size, (degrees * Math.PI) / 180);
        expect(linesOf(wordsOf(glyphs)).map((line) => line.text)).toEqual(['4x 12.50 +0.1']);
      }),
    );
  });

  test('do not join text that stands far apart, on another baseline, or is of another size', () => {
    const glyphs = [
      ...set('AB', 100, 100, 10, 0),
      ...set('CD', 160, 100, 10, 0),
      ...set('EF', 112, 96, 10, 0),
      ...set('GH', 126, 100, 22, 0),
    ];
    expect(
      linesOf(wordsOf(glyphs))
        .map((line) => line.text)
        .sort(),
    ).toEqual(['AB', 'CD', 'EF', 'GH']);
  });

  test('drop a word that is drawn twice to make it bold', () => {
    const glyphs = [...set('BOLD', 100, 100, 10, 0), ...set('BOLD', 100.2, 100, 10, 0)];
    expect(wordsOf(glyphs).map((word) => word.text)).toEqual(['BOLD']);
  });
});

describe('code points', () => {
  test('of broken fonts make storable text, whatever they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), (code) => {
        const character = characterOf(code);
        expect(Buffer.from(character, 'utf8').toString('utf8')).toBe(character);
        expect(character).not.toContain('\u0000');
      }),
    );
  });

  test('U+FFFE is a hyphen', () => {
    expect(characterOf(0xfffe)).toBe('-');
  });

  test('that no database takes are cleaned away', () => {
    expect(cleanText('a\u0000b\ud800c \n d')).toBe('a b\ufffdc d');
  });
});
