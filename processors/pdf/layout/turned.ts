import type { Page } from '../page.js';
import type { Line } from '../text/lines.js';
import type { Rulings } from './rulings.js';

/** A page as seen after turning the sheet, so that text which ran up or down it is level. */
export interface TurnedPage {
  readonly page: Page;
  /** The line of the unturned page. */
  readonly original: (line: Line) => Line;
  /** A box of the turned page where the unturned page has it. */
  readonly boxBack: (box: Box) => Box;
}

type Box = [x0: number, y0: number, x1: number, y1: number];
/** Of the direction a line is read in: 1 up the page, 2 upside down, 3 down the page. */
export type QuarterTurns = 1 | 2 | 3;

/** Turns the sheet clockwise until text that was read in direction `turns` is level. */
export function turnedPage(page: Page, turns: QuarterTurns): TurnedPage {
  let { width, height, rulings, lines } = page;
  for (let turn = 0; turn < turns; turn++) {
    const before = width;
    lines = lines.map((line) => turnedLine(line, before));
    rulings = turnedRulings(rulings, before);
    [width, height] = [height, width];
  }
  const originals = new Map(lines.map((line, index) => [line, page.lines[index] ?? line]));
  return {
    page: { ...page, width, height, lines, rulings },
    original: (line) => originals.get(line) ?? line,
    boxBack: (box) => boxBack(box, page, turns),
  };
}

/** One quarter clockwise on a page of that width: x' = y, y' = width - x. */
function turnedLine(line: Line, width: number): Line {
  const [cos, sin] = [line.sin, -line.cos];
  return {
    ...line,
    cos,
    sin,
    u0: line.u0 + width * sin,
    u1: line.u1 + width * sin,
    v: line.v + width * cos,
    x0: line.y0,
    x1: line.y1,
    y0: width - line.x1,
    y1: width - line.x0,
  };
}

function turnedRulings({ horizontal, vertical }: Rulings, width: number): Rulings {
  return {
    horizontal: vertical.map((ruling) => ({ ...ruling, at: width - ruling.at })).reverse(),
    vertical: horizontal.map(({ at, from, to }) => ({ at, from: width - to, to: width - from })),
  };
}

function boxBack(box: Box, page: Page, turns: QuarterTurns): Box {
  let [x0, y0, x1, y1] = box;
  for (let turn = turns; turn > 0; turn--) {
    const width = turn % 2 === 1 ? page.width : page.height;
    [x0, y0, x1, y1] = [width - y1, x0, width - y0, x1];
  }
  return [x0, y0, x1, y1];
}
