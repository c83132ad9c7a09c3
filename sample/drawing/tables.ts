import type { Random } from '../random.js';
import { hardware, partNouns, revisionNotes } from '../lexicon.js';
import { materials } from '../part/stock.js';
import { type Primitive, type TextWidth, line, rectangle, text } from './primitives.js';

export interface BomRow {
  readonly item: string;
  readonly part_number: string;
  readonly description: string;
  readonly quantity: number;
  readonly material: string;
}

export interface RevisionRow {
  readonly revision: string;
  readonly description: string;
  readonly date: string;
}

interface Column {
  readonly heading: string;
  readonly width: number;
  readonly align: 'left' | 'middle';
}

export const bomColumns: readonly Column[] = [
  { heading: 'ITEM', width: 12, align: 'middle' },
  { heading: 'PART NUMBER', width: 38, align: 'left' },
  { heading: 'DESCRIPTION', width: 56, align: 'left' },
  { heading: 'QTY', width: 12, align: 'middle' },
  { heading: 'MATERIAL', width: 42, align: 'left' },
];

export const bomCells = (row: BomRow): string[] => [
  row.item,
  row.part_number,
  row.description,
  String(row.quantity),
  row.material,
];

/** Rows of a parts list: made parts with numbers below `number`, then bought hardware. */
export function bomRows(random: Random, number: string, count: number): BomRow[] {
  const bought = random.shuffle(hardware).slice(0, Math.min(Math.floor(count / 3), hardware.length));
  return Array.from({ length: count }, (_, index) => {
    const item = String(index + 1);
    const purchased = bought[index - (count - bought.length)];
    if (purchased !== undefined) {
      return {
        item,
        part_number: `H-${random.int(1000, 9999)}`,
        description: purchased,
        quantity: random.int(2, 48),
        material: random.pick(['ZINC PLATED', '18-8 SS', '']),
      };
    }
    return {
      item,
      part_number: `${number}_${String(index + 1).padStart(3, '0')}`,
      description: random.pick(random.pick(Object.values(partNouns))),
      quantity: random.int(1, 8),
      material: random.pick(materials).name,
    };
  });
}

export function revisionRows(random: Random, current: string): RevisionRow[] {
  const letters = /^[A-Z]$/.test(current)
    ? Array.from({ length: current.charCodeAt(0) - 64 }, (_, index) => String.fromCharCode(65 + index))
    : [current];
  return letters.slice(-4).map((revision) => ({ revision, description: random.pick(revisionNotes), date: shortDate(random) }));
}

export function shortDate(random: Random): string {
  const [year, month, day] = [random.int(2009, 2024), random.int(1, 12), random.int(1, 28)];
  const two = (value: number): string => String(value).padStart(2, '0');
  return random.pick([
    `${two(month)}/${two(day)}/${year}`,
    `${year}-${two(month)}-${two(day)}`,
    `${two(month)}.${two(day)}.${two(year % 100)}`,
  ]);
}

export interface TableOptions {
  readonly rowHeight: number;
  readonly textHeight: number;
  /** Headings below the rows, as lists that grow upwards from a title block have them. */
  readonly headingsAtBottom: boolean;
  readonly ruled: boolean;
}

export const tableHeight = (rows: number, { rowHeight }: Pick<TableOptions, 'rowHeight'>): number => (rows + 1) * rowHeight;

/** A table with ruling lines, its lower left corner at (`x`, `y`). */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  x: number,
  y: number,
  options: TableOptions,
  textWidth: TextWidth,
): Primitive[] {
  const { rowHeight, textHeight, headingsAtBottom, ruled } = options;
  const headings = columns.map((column) => column.heading);
  const bottomUp = headingsAtBottom ? [headings, ...rows] : [...[...rows].reverse(), headings];
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const height = tableHeight(rows.length, options);
  const drawn: Primitive[] = [];
  if (ruled) {
    drawn.push(rectangle(x, y, width, height, 'visible'));
    for (let row = 1; row <= rows.length; row++) drawn.push(line(x, y + row * rowHeight, x + width, y + row * rowHeight));
  }
  let left = x;
  columns.forEach((column, index) => {
    if (index > 0 && ruled) drawn.push(line(left, y, left, y + height));
    bottomUp.forEach((cells, row) => {
      const content = cells[index] ?? '';
      if (content === '') return;
      const natural = textWidth(content, textHeight);
      const fitted = Math.min(textHeight, (textHeight * (column.width - 1.6)) / Math.max(natural, 0.1));
      const baseline = y + row * rowHeight + (rowHeight - fitted) / 2;
      const at = column.align === 'middle' ? left + column.width / 2 : left + 0.8;
      drawn.push(text(content, at, baseline, fitted, { align: column.align, bold: cells === headings && ruled }));
    });
    left += column.width;
  });
  return drawn;
}

export const revisionColumns: readonly Column[] = [
  { heading: 'REV', width: 10, align: 'middle' },
  { heading: 'DESCRIPTION', width: 50, align: 'left' },
  { heading: 'DATE', width: 22, align: 'middle' },
];
