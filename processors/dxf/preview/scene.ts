import { Box } from '../plane.js';

/** Points after which nothing more is drawn: a picture of so many lines is black anyway. */
const maxPoints = 200_000;

/** Pieces of one colour: for each the number of points, then x and y of each. */
class Ink {
  readonly numbers: number[] = [];
}

/** A text that the stroke lettering lacks characters for. */
export interface FontText {
  readonly line: string;
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly angle: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly colour: string;
}

/** What is to be drawn, in the layout's coordinates, by colour. */
export class Scene {
  readonly box = new Box();
  readonly fontTexts: FontText[] = [];
  isComplete = true;
  private readonly lines = new Map<string, Ink>();
  private readonly areas = new Map<string, Ink>();
  private points = 0;

  /** A line through points, x and y in turn. Pieces with a point at no finite place are left out. */
  line(colour: string, points: readonly number[]): void {
    this.add(this.lines, colour, points);
  }

  /** A filled polygon. */
  area(colour: string, points: readonly number[]): void {
    this.add(this.areas, colour, points);
  }

  get isEmpty(): boolean {
    return this.points === 0 && this.fontTexts.length === 0;
  }

  /** Lines or areas as SVG path data by colour, in tenths of a pixel. */
  paths(kind: 'lines' | 'areas', scale: number): Map<string, string> {
    const paths = new Map<string, string>();
    for (const [colour, { numbers }] of this[kind]) paths.set(colour, pathData(numbers, this.box, scale, kind === 'areas'));
    return paths;
  }

  private add(to: Map<string, Ink>, colour: string, points: readonly number[]): void {
    if (points.length < 4 || !points.every(Number.isFinite)) return;
    if (this.points + points.length / 2 > maxPoints) {
      this.isComplete = false;
      return;
    }
    this.points += points.length / 2;
    let ink = to.get(colour);
    if (ink === undefined) to.set(colour, (ink = new Ink()));
    ink.numbers.push(points.length / 2);
    for (let at = 0; at + 1 < points.length; at += 2) {
      const x = points[at] ?? 0;
      const y = points[at + 1] ?? 0;
      this.box.include(x, y);
      ink.numbers.push(x, y);
    }
  }
}

/** Points that fall on the pixel tenths of the one before are left out; relative moves keep the text short. */
function pathData(numbers: readonly number[], box: Box, scale: number, isClosed: boolean): string {
  const parts: string[] = [];
  let at = 0;
  while (at < numbers.length) {
    const count = numbers[at] ?? 0;
    let lastX = 0;
    let lastY = 0;
    for (let point = 0; point < count; point++) {
      const x = Math.round(((numbers[at + 1 + 2 * point] ?? 0) - box.minX) * scale * 10);
      const y = Math.round((box.maxY - (numbers[at + 2 + 2 * point] ?? 0)) * scale * 10);
      if (point === 0) parts.push(`M${x} ${y}`);
      else if (x !== lastX || y !== lastY || count === 2) parts.push(`l${x - lastX} ${y - lastY}`);
      lastX = x;
      lastY = y;
    }
    if (isClosed) parts.push('z');
    at += 1 + 2 * count;
  }
  return parts.join('');
}
