import type { Line } from '../text/lines.js';
import type { Column } from './columns.js';
import type { TableRow } from './ruled-rows.js';

/** Ems of the heading between two rows; a larger gap ends the list. */
const widestGap = 5;

/**
 * Rows of a list without ruling lines: what stands below the headings, row by row, each text in the column whose heading it
 * overlaps or is nearest to. A row without number and quantity continues the one above it.
 */
export function freeRows(lines: readonly Line[], columns: readonly Column[]): TableRow[] {
  const [first] = columns;
  if (!first) return [];
  const left = Math.min(...columns.map(({ line }) => line.x0)) - 30;
  const right = Math.max(...columns.map(({ line }) => line.x1)) + 120;
  const below = lines.filter((line) => line.v < first.line.v - 0.5 * first.line.size && line.x1 > left && line.x0 < right);
  const rows: { cells: string[]; lines: Line[]; y0: number }[] = [];
  let last = first.line.v;
  for (const row of baselines(below)) {
    const [head] = row;
    if (!head || last - head.v > widestGap * first.line.size) break;
    last = head.v;
    const cells = columns.map(() => '');
    for (const line of row) {
      const index = nearest(columns, line);
      cells[index] = [cells[index], line.text].filter(Boolean).join(' ');
    }
    const previous = rows.at(-1);
    if (previous && isContinuation(columns, cells) && previous.y0 - head.y1 < 0.8 * head.size) {
      cells.forEach((text, index) => {
        if (text) previous.cells[index] = `${previous.cells[index] ?? ''} ${text}`.trim();
      });
      previous.lines.push(...row);
      previous.y0 = head.y0;
    } else rows.push({ cells, lines: row, y0: head.y0 });
  }
  return rows;
}

function baselines(lines: readonly Line[]): Line[][] {
  const rows: Line[][] = [];
  for (const line of [...lines].sort((a, b) => b.v - a.v)) {
    const row = rows.at(-1);
    if (row?.[0] && row[0].v - line.v < 0.5 * line.size) row.push(line);
    else rows.push([line]);
  }
  return rows.map((row) => row.sort((a, b) => a.x0 - b.x0));
}

function nearest(columns: readonly Column[], line: Line): number {
  let best = 0;
  let bestDistance = Infinity;
  columns.forEach(({ line: heading }, index) => {
    const overlap = Math.min(line.x1, heading.x1) - Math.max(line.x0, heading.x0);
    const distance = overlap > 0 ? -overlap : Math.min(Math.abs(line.x0 - heading.x1), Math.abs(heading.x0 - line.x1));
    if (distance < bestDistance) [best, bestDistance] = [index, distance];
  });
  return best;
}

function isContinuation(columns: readonly Column[], cells: readonly string[]): boolean {
  const text = (kind: Column['kind']) => cells[columns.findIndex((column) => column.kind === kind)] ?? '';
  return text('item_number') === '' && text('quantity') === '' && text('part_number') === '';
}
