import type { IndexedPicture } from '../../picture/indexed-picture.js';
import { fontTextCoverage } from './font-text.js';
import { Ink } from './ink.js';
import type { PictureSize } from './picture-size.js';
import type { Pieces, Scene } from './scene.js';

/** The scene as a picture, and whether everything is on it. Areas come first, so that lines across them are seen. */
export async function drawScene(
  scene: Scene,
  size: PictureSize,
): Promise<{ readonly picture: IndexedPicture; readonly isComplete: boolean }> {
  const { width, height, margin, scale } = size;
  const { box } = scene;
  const fontColours = scene.fontTexts.map(({ colour }) => colour);
  const colours = [...new Set([...scene.areas.keys(), ...scene.lines.keys(), ...fontColours])];
  const numbers = new Map(colours.map((colour, number) => [colour, number]));
  const numberOf = (colour: string): number => numbers.get(colour) ?? 0;
  const ink = new Ink(
    width,
    height,
    colours.map((colour) => parseInt(colour.slice(1), 16)),
  );
  const x = (value: number): number => margin + (value - box.minX) * scale;
  const y = (value: number): number => margin + (box.maxY - value) * scale;
  for (const [colour, pieces] of scene.areas) {
    for (const piece of eachPiece(pieces)) {
      ink.area(
        numberOf(colour),
        piece.map((value, at) => (at % 2 === 0 ? x(value) : y(value))),
      );
    }
  }
  for (const [colour, pieces] of scene.lines) drawLines(ink, numberOf(colour), pieces, x, y);
  for (const colour of new Set(fontColours)) {
    const coverage = await fontTextCoverage(scene, colour, size);
    for (let at = 0; at < coverage.length; at++) {
      if (coverage[at]) ink.put(numberOf(colour), at % width, Math.floor(at / width), (coverage[at] ?? 0) / 255);
    }
  }
  return { picture: ink.picture(), isComplete: ink.isComplete };
}

type Place = (value: number) => number;

/** Chords shorter than a tenth of a pixel are drawn with the next; a piece that is a point is a dot. */
function drawLines(ink: Ink, colour: number, pieces: Pieces, x: Place, y: Place): void {
  for (let at = 0; at < pieces.length; at += 1 + 2 * (pieces[at] ?? 0)) {
    const end = at + 2 * (pieces[at] ?? 0);
    let lastX = x(pieces[at + 1] ?? 0);
    let lastY = y(pieces[at + 2] ?? 0);
    for (let point = at + 3; point < end; point += 2) {
      const nextX = x(pieces[point] ?? 0);
      const nextY = y(pieces[point + 1] ?? 0);
      const isLast = point + 2 >= end;
      if (!isLast && Math.abs(nextX - lastX) < 0.1 && Math.abs(nextY - lastY) < 0.1) continue;
      ink.line(colour, lastX, lastY, nextX, nextY);
      lastX = nextX;
      lastY = nextY;
    }
  }
}

function* eachPiece(pieces: Pieces): Generator<readonly number[]> {
  for (let at = 0; at < pieces.length; at += 1 + 2 * (pieces[at] ?? 0))
    yield pieces.slice(at + 1, at + 1 + 2 * (pieces[at] ?? 0));
}
