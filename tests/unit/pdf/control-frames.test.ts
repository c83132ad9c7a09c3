import { beforeAll, describe, expect, test } from 'vitest';
import { extract } from '../../../processors/pdf/engines/pdfium.js';
import type { Extraction } from '../../../queues/contract/facts.js';
import { documentOf, pdf, put, silent, titleBlock } from './drawings.js';

type Pen = Parameters<Parameters<typeof pdf>[0]>[0];

/** Draws a symbol into the cell that begins at (x, y) and is 20 wide and 16 high. */
type Symbol = (pen: Pen, x: number, y: number) => void;

const position: Symbol = (pen, x, y) => {
  pen.circle(x + 10, y + 8, 4).stroke();
  pen
    .moveTo(x + 4, y + 8)
    .lineTo(x + 16, y + 8)
    .stroke();
  pen
    .moveTo(x + 10, y + 2)
    .lineTo(x + 10, y + 14)
    .stroke();
};
const parallelism: Symbol = (pen, x, y) => {
  pen
    .moveTo(x + 6, y + 13)
    .lineTo(x + 9, y + 3)
    .stroke();
  pen
    .moveTo(x + 10, y + 13)
    .lineTo(x + 13, y + 3)
    .stroke();
};
const flatness: Symbol = (pen, x, y) => {
  pen
    .moveTo(x + 4, y + 12)
    .lineTo(x + 12, y + 12)
    .lineTo(x + 16, y + 4)
    .lineTo(x + 8, y + 4)
    .closePath()
    .stroke();
};
const empty: Symbol = () => undefined;

function frame(pen: Pen, x: number, y: number, symbol: Symbol, texts: readonly string[]): void {
  pen.lineWidth(0.5).rect(x, y, 20, 16).stroke();
  symbol(pen, x, y);
  let left = x + 20;
  for (const text of texts) {
    const width = text.length > 1 ? 40 : 16;
    pen.rect(left, y, width, 16).stroke();
    put(pen, text, left + 4, y + 12, 9);
    left += width;
  }
}

describe('feature control frames', () => {
  let drawing: Extraction;

  beforeAll(async () => {
    const bytes = await pdf((pen) => {
      titleBlock(pen, { number: 'BR-1', title: 'BRACKET', revision: 'A', material: 'S235', scale: '1:1', sheet: '1 OF 1' });
      frame(pen, 100, 100, position, ['Ø0.2', 'A', 'B']);
      frame(pen, 300, 100, parallelism, ['0,05', 'C']);
      frame(pen, 100, 200, flatness, ['0.02']);
      frame(pen, 300, 200, empty, ['0.5']);
      put(pen, '25.00', 200, 300, 9);
      put(pen, '30.00', 300, 300, 9);
      pen.rect(297, 290, 30, 13).stroke();
      // Between extension lines and over a dimension line, which run on.
      put(pen, '40.00', 404, 300, 9);
      for (const x of [400, 432]) pen.moveTo(x, 280).lineTo(x, 340).stroke();
      for (const y of [290, 303]) pen.moveTo(390, y).lineTo(442, y).stroke();
    });
    drawing = await extract(documentOf(bytes), silent);
  });

  test('are tolerances of their own, with what they bound', () => {
    expect(drawing.metadata.properties?.['control_frames']).toMatchObject([
      { characteristic: 'position', tolerance: 0.2, text: 'Ø0.2 | A | B', page: 1 },
      { characteristic: 'parallelism', tolerance: 0.05, text: '0,05 | C', page: 1 },
      { characteristic: 'flatness', tolerance: 0.02, text: '0.02', page: 1 },
    ]);
  });

  test('are no dimensions; a box of its own makes one basic, dimension and extension lines do not', () => {
    const sizes = drawing.dimensions.map(({ value, tolerance_type: type }) => [value, type]);
    expect(sizes).toEqual(
      expect.arrayContaining([
        [25, null],
        [30, 'basic'],
        [40, null],
      ]),
    );
    expect(sizes.map(([value]) => value)).not.toContain(0.2);
    expect(sizes.map(([value]) => value)).not.toContain(0.05);
  });
});
