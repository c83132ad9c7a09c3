import { expect, test } from 'vitest';
import { extract } from '../../../processors/pdf/engines/pdfium.js';
import { documentOf, pdf, put, silent, titleBlock } from './drawings.js';

/** A document whose second font goes by another name, as short as its own. */
function renamed(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  return Buffer.from(text.replaceAll(`/BaseFont /${from}`, `/BaseFont /${to.padEnd(from.length)}`), 'latin1');
}

test('letters of a symbol font are the symbols that they draw', async () => {
  const bytes = await pdf(
    (pen) => {
      titleBlock(pen, { number: 'A-1', title: 'PLATE', revision: 'A', material: 'STEEL', scale: '1:1', sheet: '1 OF 1' });
      pen.font('Courier');
      put(pen, 'n', 200, 100);
      put(pen, 'v', 300, 140);
      put(pen, 'x', 340, 140);
      pen.font('Helvetica');
      put(pen, '20 H7', 207, 100);
      put(pen, 'Ø15', 307, 140);
      put(pen, '8', 347, 140);
    },
    { compress: false },
  );
  const { dimensions } = await extract(documentOf(renamed(bytes, 'Courier', 'AIGDT')), silent);
  expect(dimensions).toMatchObject([
    { dimension_type: 'diameter', value: 20, fit: 'H7' },
    { dimension_type: 'diameter', value: 15, label: '⌴ Ø15' },
  ]);
});
