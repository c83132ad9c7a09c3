import { Box } from '../plane.js';

/** Points after which nothing more is drawn: a picture of so many lines is black anyway. */
const maxPoints = 200_000;

/** Pieces of one colour: for each the number of its points, then x and y of each. */
export type Pieces = readonly number[];

type PiecesByColour = Map<string, number[]>;

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
  private readonly drawnLines: PiecesByColour = new Map();
  private readonly drawnAreas: PiecesByColour = new Map();
  private points = 0;

  /** By colour as `#rrggbb`. */
  get lines(): ReadonlyMap<string, Pieces> {
    return this.drawnLines;
  }

  get areas(): ReadonlyMap<string, Pieces> {
    return this.drawnAreas;
  }

  /** A line through points, x and y in turn. Pieces with a point at no finite place are left out. */
  line(colour: string, points: readonly number[]): void {
    this.add(this.drawnLines, colour, points);
  }

  /** A filled polygon. */
  area(colour: string, points: readonly number[]): void {
    this.add(this.drawnAreas, colour, points);
  }

  get isEmpty(): boolean {
    return this.points === 0 && this.fontTexts.length === 0;
  }

  private add(to: PiecesByColour, colour: string, points: readonly number[]): void {
    if (points.length < 4 || !points.every(Number.isFinite)) return;
    if (this.points + points.length / 2 > maxPoints) {
      this.isComplete = false;
      return;
    }
    this.points += points.length / 2;
    let pieces = to.get(colour);
    if (pieces === undefined) to.set(colour, (pieces = []));
    pieces.push(points.length / 2);
    for (let at = 0; at + 1 < points.length; at += 2) {
      const x = points[at] ?? 0;
      const y = points[at + 1] ?? 0;
      this.box.include(x, y);
      pieces.push(x, y);
    }
  }
}
