import { sidesAt } from '../layout/cells.js';
import type { Page } from '../page.js';
import { drawnCharacteristic, writtenCharacteristic, type Characteristic } from '../symbols/characteristics.js';
import type { Line } from '../text/lines.js';
import { normalised } from '../../callout/normalised.js';

/** A geometric tolerance (ISO 1101, ASME Y14.5): no size of the part, and kept apart from its dimensions. */
export interface ControlFrame {
  /** Null where the symbol is not recognised. */
  readonly characteristic: Characteristic | null;
  /** Width or diameter of the zone, in the sheet's units. */
  readonly tolerance: number;
  /** The cells behind the symbol as printed: `Ø0.2 | A | B`. */
  readonly text: string;
  readonly page: number;
  /** Points, around the cells' text. */
  readonly box: readonly [number, number, number, number];
}

const zone = /^S?Ø?\s?(\d*\.?\d+)\s*(?:[A-ZⓂⓁⓅⒻⓈ]{1,2}\s*)*$/;
const datum = /^[A-Z](?:-[A-Z])?(?:\s*[ⓂⓁⓅⓈML])?$/;

/** Frames that are written level: a symbol, the width of the zone and the datums in cells beside each other. */
export function controlFramesOf(page: Page): ControlFrame[] {
  return page.lines.flatMap((line) => {
    const tolerance = Number(zone.exec(normalised(line.text))?.[1]);
    return line.cos > 0.99 && tolerance > 0 ? frameAt(page, line, tolerance) : [];
  });
}

/** Heights of a frame that a cell of it is wide at most. */
const widestSymbol = 2.2;

function frameAt(page: Page, line: Line, tolerance: number): ControlFrame[] {
  const y = (line.y0 + line.y1) / 2;
  const { left, right, below, above } = sidesAt(page.rulings, (line.x0 + line.x1) / 2, y);
  if (!left || !right || !below || !above) return [];
  const height = above.at - below.at;
  if (height > 2.7 * line.size) return [];
  const isSide = (side: { from: number; to: number }) => side.from < below.at + 1.5 && side.to > above.at - 1.5;
  if (![left, right].every(isSide)) return [];
  // The first cell's own symbol may have upright strokes; its side is as high as the frame.
  const start = page.rulings.vertical.findLast(
    (side) => isSide(side) && side.at < left.at - 0.5 * height && side.at > left.at - widestSymbol * height,
  );
  if (!start) return [];
  const characteristic = characteristicIn(page, { x0: start.at, x1: left.at, y0: below.at, y1: above.at });
  if (characteristic === undefined) return [];
  const datums = page.lines.filter(
    (other) =>
      other.cos > 0.99 &&
      other.x0 > line.x1 &&
      Math.min(below.to, above.to) > other.x1 &&
      Math.abs((other.y0 + other.y1) / 2 - y) < 0.3 * height &&
      datum.test(other.text.trim()),
  );
  // Strokes in a cell beside a number may be anything, unless they are a known symbol or lead to a datum.
  if (characteristic === null && datums.length === 0) return [];
  const cells = [line, ...datums.sort((a, b) => a.x0 - b.x0)];
  return [
    {
      characteristic,
      tolerance,
      text: cells.map(({ text }) => text.trim()).join(' | '),
      page: page.number,
      box: [start.at, below.at, Math.max(...cells.map(({ x1 }) => x1)), above.at],
    },
  ];
}

interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** What stands in the cell: a symbol that is known, null for another one, undefined for words or nothing. */
function characteristicIn(page: Page, cell: Box): Characteristic | null | undefined {
  const isInside = ({ x0, y0, x1, y1 }: Box) => {
    const [left, right, low, high] = [Math.min(x0, x1), Math.max(x0, x1), Math.min(y0, y1), Math.max(y0, y1)];
    return left > cell.x0 + 0.4 && right < cell.x1 - 0.4 && low > cell.y0 + 0.4 && high < cell.y1 - 0.4;
  };
  const texts = page.lines.filter(
    ({ x0, x1, y0, y1 }) => x0 > cell.x0 - 1 && x1 < cell.x1 + 1 && (y0 + y1) / 2 > cell.y0 && (y0 + y1) / 2 < cell.y1,
  );
  if (texts.length > 0) return writtenCharacteristic(texts[0]?.text ?? '') ?? undefined;
  const segments = page.segments.filter(isInside);
  const outlines = page.outlines.filter(isInside);
  return segments.length + outlines.length === 0 ? undefined : drawnCharacteristic(segments, outlines);
}
