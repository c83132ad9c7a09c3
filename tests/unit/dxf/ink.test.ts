import { describe, expect, test } from 'vitest';
import { Ink } from '../../../processors/dxf/preview/ink.js';

const side = 40;

/** How much ink each pixel has, 0..1, in black. */
function drawn(draw: (ink: Ink) => void): { at: (x: number, y: number) => number; total: number } {
  const ink = new Ink(side, side, [0x000000]);
  draw(ink);
  const { pixels, palette } = ink.picture();
  const inked = [...pixels].map((number) => 1 - ((palette[number] ?? 0) & 255) / 255);
  return { at: (x, y) => inked[y * side + x] ?? 0, total: inked.reduce((sum, value) => sum + value, 0) };
}

describe('ink', () => {
  test.each([
    ['level', 5, 20, 35, 20],
    ['upright', 20, 35, 20, 5],
    ['slanted', 5, 8, 35, 31],
    ['steep', 12, 5, 21, 36],
  ])('a line that is %s is as much ink as its length and width', (_, x0, y0, x1, y1) => {
    const { total, at } = drawn((ink) => ink.line(0, x0, y0, x1, y1));
    const length = Math.hypot(x1 - x0, y1 - y0);
    expect(total / length).toBeGreaterThan(0.95);
    expect(total / length).toBeLessThan(1.25);
    expect(at(0, 0)).toBe(0);
  });

  test.each([
    ['level', 5.3, 20.2, 33.8, 20.2],
    ['level, from right to left', 33.8, 20.2, 5.3, 20.2],
    ['upright', 20.7, 35.1, 20.7, 5],
    ['of two pixels', 20.7, 20.2, 22.6, 20.2],
    ['on the edge of the paper', -9, 39.6, 50, 39.6],
  ])('a line that is %s has the pixels of one that is not quite', (_, x0, y0, x1, y1) => {
    const pixelsOf = (tilt: number) => {
      const ink = new Ink(side, side, [0x000000]);
      ink.line(0, x0, y0, x1 + tilt, y1 + tilt);
      return ink.picture().pixels;
    };
    expect(pixelsOf(0)).toEqual(pixelsOf(1e-9));
  });

  test('a line of no length is a dot, and one beyond the paper is cut at its edge', () => {
    expect(drawn((ink) => ink.line(0, 20.5, 20.5, 20.5, 20.5)).at(20, 20)).toBe(1);
    expect(drawn((ink) => ink.line(0, -50, 20.5, 90, 20.5)).at(39, 20)).toBe(1);
  });

  test('an area covers what it covers of every pixel', () => {
    const square = drawn((ink) => ink.area(0, [10, 10, 20.5, 10, 20.5, 20, 10, 20]));
    expect(square.at(10, 10)).toBe(1);
    expect(square.at(19, 19)).toBe(1);
    expect(square.at(20, 15)).toBeCloseTo(0.5, 1);
    expect([square.at(9, 15), square.at(21, 15), square.at(15, 9), square.at(15, 20)]).toEqual([0, 0, 0, 0]);
    const triangle = drawn((ink) => ink.area(0, [5, 35, 20, 5, 35, 35]));
    expect(Math.abs(triangle.total - 450)).toBeLessThan(450 * 0.02);
  });

  test('an area is filled whichever way round its corners are told', () => {
    const [one, other] = [
      [8, 8, 30, 12, 26, 33],
      [26, 33, 30, 12, 8, 8],
    ].map((corners) => drawn((ink) => ink.area(0, corners)).total);
    expect(one).toBeCloseTo(other ?? 0, 5);
    expect(drawn((ink) => ink.area(0, [10, 10, 30, 30, 30, 10, 10, 30])).total).toBeCloseTo(200, -1);
  });

  test('there is an end to what is drawn, and it is told', () => {
    const ink = new Ink(side, side, [0], 2 * side * side);
    const whole = [0, 0, side, 0, side, side, 0, side];
    ink.area(0, whole);
    ink.area(0, whole);
    expect(ink.isComplete).toBe(true);
    ink.area(0, whole);
    expect(ink.isComplete).toBe(false);
    ink.line(0, 0, 0, 5, 5);
    expect(ink.isComplete).toBe(false);
  });

  test('of two colours the stronger shows, of equals the later', () => {
    const ink = new Ink(side, side, [0xff0000, 0x0000ff]);
    ink.area(0, [0, 0, 40, 0, 40, 40, 0, 40]);
    ink.line(1, 0, 20.5, 40, 20.5);
    ink.put(1, 5, 5, 0.4);
    const { pixels, palette } = ink.picture();
    const colour = (x: number, y: number): number | undefined => palette[pixels[y * side + x] ?? 0];
    expect(colour(20, 20)).toBe(0x0000ff);
    expect(colour(5, 5)).toBe(0xff0000);
  });

  test('hundreds of colours keep their own', () => {
    const colours = Array.from({ length: 250 }, (_, at) => at * 0x000101);
    const ink = new Ink(side, side, colours);
    for (const number of colours.keys()) ink.put(number, number % side, Math.floor(number / side), 1);
    const { pixels, palette } = ink.picture();
    expect(colours.map((_, number) => palette[pixels[number] ?? 0])).toEqual(colours);
  });
});
