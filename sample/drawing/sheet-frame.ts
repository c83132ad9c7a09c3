import { type Primitive, line, rectangle, text } from './primitives.js';

export interface SheetSize {
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

export const sheetSizes: Readonly<Record<'A4' | 'A3' | 'A2' | 'A' | 'B' | 'C', SheetSize>> = {
  A4: { name: 'A4', width: 297, height: 210 },
  A3: { name: 'A3', width: 420, height: 297 },
  A2: { name: 'A2', width: 594, height: 420 },
  A: { name: 'A', width: 279.4, height: 215.9 },
  B: { name: 'B', width: 431.8, height: 279.4 },
  C: { name: 'C', width: 558.8, height: 431.8 },
};

export interface FrameStyle {
  readonly margin: number;
  readonly zones: boolean;
}

/** Border with zone letters and figures (ISO 5457) and, inside it, the room that is left. */
export function sheetFrame({ width, height }: SheetSize, { margin, zones }: FrameStyle): Primitive[] {
  const drawn: Primitive[] = [rectangle(margin, margin, width - 2 * margin, height - 2 * margin, 'border')];
  if (!zones) return drawn;
  const outer = margin - 5;
  drawn.push(rectangle(outer, outer, width - 2 * outer, height - 2 * outer, 'thin'));
  const columns = 2 * Math.round(width / 110);
  const rows = 2 * Math.round(height / 110);
  for (let column = 0; column < columns; column++) {
    const x = margin + ((width - 2 * margin) * column) / columns;
    const middle = x + (width - 2 * margin) / columns / 2;
    for (const y of [outer, height - margin]) {
      if (column > 0) drawn.push(line(x, y, x, y + 5));
      drawn.push(text(String(columns - column), middle, y + 1.4, 2.2, { align: 'middle' }));
    }
  }
  for (let row = 0; row < rows; row++) {
    const y = margin + ((height - 2 * margin) * row) / rows;
    const middle = y + (height - 2 * margin) / rows / 2;
    for (const x of [outer, width - margin]) {
      if (row > 0) drawn.push(line(x, y, x + 5, y));
      drawn.push(text(String.fromCharCode(65 + row), x + 2.5, middle - 1.1, 2.2, { align: 'middle' }));
    }
  }
  return drawn;
}
