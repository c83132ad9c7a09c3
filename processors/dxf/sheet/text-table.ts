import type { Bounds } from '../flat-pattern/contour.js';
import type { PlacedText } from './placed-text.js';
import type { RulingLines } from './ruling-lines.js';
import { columnOf, tableKind, type ColumnKey } from './table-columns.js';
import { inReadingOrder } from './text-title.js';
import { isLabel } from './title-fields.js';

/** A table that is drawn as texts, with or without lines. */
export interface TextTable {
  readonly kind: 'parts' | 'revisions';
  readonly headings: readonly string[];
  readonly columns: readonly (ColumnKey | null)[];
  readonly rows: readonly (readonly string[])[];
  readonly texts: readonly PlacedText[];
  readonly bounds: Bounds;
}

interface Column {
  readonly heading: PlacedText;
  readonly key: ColumnKey | null;
  readonly left: number;
  readonly right: number;
}

/** Rows without lines may be so many text heights apart. */
const rowReach = 4;
/** A ruled row is not higher than so many text heights. */
const ruledRowReach = 12;

/** Finds heading rows of parts lists and revision tables, and the rows below or above them. */
export function textTables(texts: readonly PlacedText[], rules: RulingLines): TextTable[] {
  const tables: TextTable[] = [];
  const used = new Set<PlacedText>();
  for (const headingRow of headingRows(texts)) {
    if (headingRow.some((text) => used.has(text))) continue;
    const columns = columnsOf(headingRow, rules);
    const kind = tableKind(new Set(columns.map(({ key }) => key)));
    if (kind === null) continue;
    const below = untilMisfit(columns, rowsOf(columns, texts, rules, -1));
    const above = untilMisfit(columns, rowsOf(columns, texts, rules, 1));
    const chosen = above.length > below.length ? above.reverse() : below;
    const members = [...headingRow, ...chosen.flatMap(({ members: inRow }) => inRow)];
    for (const text of members) used.add(text);
    tables.push({
      kind,
      headings: columns.map(({ heading }) => heading.text),
      columns: columns.map(({ key }) => key),
      rows: chosen.map(({ cells }) => cells),
      texts: members,
      bounds: {
        minX: Math.min(...columns.map(({ left }) => left)),
        maxX: Math.max(...columns.map(({ right }) => right)),
        minY: Math.min(...members.map(({ bottom }) => bottom)),
        maxY: Math.max(...members.map(({ top }) => top)),
      },
    });
  }
  return tables;
}

/** Texts on one line of which at least two read like headings, from the left; neighbours not too far apart. */
function headingRows(texts: readonly PlacedText[]): PlacedText[][] {
  const candidates = texts.filter(({ text }) => text.length <= 24 && columnOf(text) !== null);
  const rows: PlacedText[][] = [];
  const left = new Set(candidates);
  for (const seed of candidates) {
    if (!left.has(seed)) continue;
    const onLine = texts
      .filter(
        (other) =>
          Math.abs(middleY(other) - middleY(seed)) <= 0.6 * seed.height &&
          other.height < 2 * seed.height &&
          other.height > seed.height / 2,
      )
      .sort((a, b) => a.left - b.left);
    for (const run of splitAtGaps(onLine, 60 * seed.height)) {
      const headings = run.filter((text) => columnOf(text.text) !== null);
      for (const text of headings) left.delete(text);
      if (headings.length >= 2 && headings.length * 2 >= run.length) rows.push(run);
    }
  }
  return rows;
}

function splitAtGaps(line: readonly PlacedText[], gap: number): PlacedText[][] {
  const runs: PlacedText[][] = [];
  for (const text of line) {
    const last = runs.at(-1)?.at(-1);
    if (last === undefined || text.left - last.right > gap) runs.push([text]);
    else runs.at(-1)?.push(text);
  }
  return runs;
}

/** Each heading's column: its ruled cell, else half way to its neighbours. */
function columnsOf(headingRow: readonly PlacedText[], rules: RulingLines): Column[] {
  return headingRow.map((heading, index) => {
    const cell = rules.cellAround((heading.left + heading.right) / 2, middleY(heading));
    const before = headingRow[index - 1];
    const after = headingRow[index + 1];
    const holdsOthers =
      cell !== null && ((before !== undefined && before.left > cell.minX) || (after !== undefined && after.right < cell.maxX));
    const key = columnOf(heading.text);
    if (cell !== null && !holdsOthers && cell.maxX - cell.minX < 200 * heading.height)
      return { heading, key, left: cell.minX, right: cell.maxX };
    const left = before === undefined ? heading.left - 2 * heading.height : (before.right + heading.left) / 2;
    const right = after === undefined ? heading.right + 12 * heading.height : (heading.right + after.left) / 2;
    return { heading, key, left, right };
  });
}

interface Row {
  readonly cells: string[];
  readonly members: readonly PlacedText[];
}

function rowsOf(columns: readonly Column[], texts: readonly PlacedText[], rules: RulingLines, direction: 1 | -1): Row[] {
  const first = columns[0];
  const last = columns.at(-1);
  if (first === undefined || last === undefined) return [];
  const { height } = first.heading;
  const start = middleY(first.heading);
  const headings = new Set(columns.map(({ heading }) => heading));
  const strip = texts.filter((text) => {
    const x = Math.min(text.left + text.height / 2, (text.left + text.right) / 2);
    return !headings.has(text) && x > first.left && x < last.right && (middleY(text) - start) * direction > 0.6 * height;
  });
  const x = (first.left + first.right) / 2;
  const reach = start + direction * ruledRowReach * height;
  const isRuled = rules.levelsBetween(x, Math.min(start, reach), Math.max(start, reach)).length >= 2;
  return isRuled
    ? ruledRows(columns, strip, rules, direction, x, start, height)
    : looseRows(columns, strip, direction, start, height);
}

/** The title block below a parts list continues its lines; there, numbers and quantities are none any more. */
function untilMisfit(columns: readonly Column[], rows: readonly Row[]): Row[] {
  const counts = columns.flatMap(({ key }, index) => (key === 'item' || key === 'quantity' ? [index] : []));
  const end = rows.findIndex(({ cells }) => counts.some((index) => !isCount(cells[index] ?? '')));
  return rows.slice(0, end < 0 ? rows.length : end);
}

/** An item number or a quantity: `12`, `3A`, `4 PCS`, `A`, `A/R`, `REF`; empty where a row is continued. */
function isCount(cell: string): boolean {
  return cell.length <= 16 && (/^\W{0,2}\d/.test(cell) || cell.length <= 4) && !isLabel(cell);
}

/** Rows between the level lines that follow the headings, up to the first band that is too high or empty. */
function ruledRows(
  columns: readonly Column[],
  strip: readonly PlacedText[],
  rules: RulingLines,
  direction: 1 | -1,
  x: number,
  start: number,
  height: number,
): Row[] {
  const farthest = strip.reduce((far, text) => (direction > 0 ? Math.max(far, text.top) : Math.min(far, text.bottom)), start);
  const reach = farthest + direction * ruledRowReach * height;
  const levels = rules.levelsBetween(x, Math.min(start, reach), Math.max(start, reach));
  if (direction < 0) levels.reverse();
  const rows: Row[] = [];
  for (let index = 0; index + 1 < levels.length; index++) {
    const from = Math.min(levels[index] ?? 0, levels[index + 1] ?? 0);
    const to = Math.max(levels[index] ?? 0, levels[index + 1] ?? 0);
    const members = strip.filter((text) => middleY(text) > from && middleY(text) < to);
    if (to - from > ruledRowReach * height || members.length === 0) break;
    rows.push({ cells: cellsOf(columns, members), members });
  }
  return rows.filter(({ cells }) => cells.filter((cell) => cell !== '').length >= Math.min(2, columns.length));
}

/** Rows by baseline; a line that fills one column only goes on where the row before it stopped. */
function looseRows(
  columns: readonly Column[],
  strip: readonly PlacedText[],
  direction: 1 | -1,
  start: number,
  height: number,
): Row[] {
  const sorted = [...strip].sort((a, b) => (middleY(a) - middleY(b)) * direction);
  const lines: PlacedText[][] = [];
  let last = start;
  for (const text of sorted) {
    const line = lines.at(-1);
    if (line?.[0] !== undefined && Math.abs(middleY(text) - middleY(line[0])) <= 0.6 * height) line.push(text);
    else if (Math.abs(middleY(text) - last) > rowReach * height) break;
    else lines.push([text]);
    last = middleY(text);
  }
  const rows: Row[] = [];
  for (const members of lines) {
    const cells = cellsOf(columns, members);
    const filled = cells.filter((cell) => cell !== '').length;
    const before = rows.at(-1);
    if (filled >= Math.min(2, columns.length)) rows.push({ cells, members });
    else if (before === undefined || direction > 0) break;
    else {
      const merged = before.cells.map((cell, index) => [cell, cells[index] ?? ''].filter((part) => part !== '').join(' '));
      rows[rows.length - 1] = { cells: merged, members: [...before.members, ...members] };
    }
  }
  return rows;
}

function cellsOf(columns: readonly Column[], members: readonly PlacedText[]): string[] {
  const buckets: PlacedText[][] = columns.map(() => []);
  for (const text of members) {
    const at = Math.min(text.left + text.height / 2, (text.left + text.right) / 2);
    let index = columns.findIndex(({ left, right }) => at >= left && at < right);
    if (index < 0) {
      const distances = columns.map(({ left, right }) => Math.max(left - at, at - right));
      index = distances.indexOf(Math.min(...distances));
    }
    buckets[index]?.push(text);
  }
  return buckets.map(inReadingOrder);
}

function middleY({ bottom, top }: PlacedText): number {
  return (bottom + top) / 2;
}
