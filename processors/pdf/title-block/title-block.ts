import { cellAt, contains, isClosed, type Cell } from '../layout/cells.js';
import type { Page } from '../page.js';
import type { Line } from '../text/lines.js';
import { BlockReader, type FieldValue, type Label } from './block-reader.js';
import { isBeside, isHeading, isOfForm, middle, open } from './form-cells.js';
import { labelOf, splitAtLabels, type Field } from './labels.js';
import { readStandardForm } from './standard-forms.js';

export interface TitleBlock {
  readonly fields: Partial<Record<Field, FieldValue>>;
  /** Lines that belong to the block and are not dimensions. */
  readonly lines: ReadonlySet<Line>;
  /** Fields that the form has a place for, filled or not. */
  readonly labelled: ReadonlySet<Field>;
}

/** A block has at least this many different labels close together; two make one where ruling lines show that they are a form. */
const fewestLabels = 3;

/** Reads the title block of a page; without one, `fields` is empty: nothing is guessed from numbers lying about. */
export function readTitleBlock(page: Page, zones: ReadonlySet<Line>, fileName: string): TitleBlock {
  const upright = page.lines.filter((line) => line.cos > 0.99 && !zones.has(line));
  const labels = clustered(
    upright.flatMap((line) => labelsOf(line, page)),
    page,
  );
  // Sheet numbers stand near the edge and count on, as zone marks do: here their place tells them apart.
  const standard = readStandardForm(
    page,
    page.lines.filter((line) => line.cos > 0.99),
  );
  const kinds = new Set([...labels.map((label) => label.field), ...(standard?.places ?? [])]);
  if (!standard && kinds.size < fewestLabels && !isSmallForm(labels))
    return { fields: {}, lines: new Set(), labelled: new Set() };
  const area = standard ? around(areaOf(labels, page), standard.box) : areaOf(labels, page);
  const members = upright.filter((line) => contains(area, ...middle(line)));
  // A place of the standard that was left empty is empty, whatever stands near a word like its label.
  const labelled = new Set([...kinds].filter((field) => standard?.places.has(field) !== true));
  const reader = new BlockReader(page, members, labels);
  return {
    fields: { ...reader.withoutLabels(kinds, fileName), ...reader.read(labelled), ...standard?.fields },
    lines: new Set(page.lines.filter((line) => contains(area, ...middle(line)))),
    labelled: kinds,
  };
}

function around(a: Cell, b: Cell): Cell {
  return { x0: Math.min(a.x0, b.x0), y0: Math.min(a.y0, b.y0), x1: Math.max(a.x1, b.x1), y1: Math.max(a.y1, b.y1) };
}

function labelsOf(line: Line, page: Page): Label[] {
  const found: Label[] = [];
  for (const part of splitAtLabels(line.text)) {
    const match = labelOf(part);
    if (!match?.certain) continue;
    // The cell of the label word itself: its line may run on into the next cell.
    const around = cellAt(page.rulings, line.x0 + 0.3 * line.size, (line.y0 + line.y1) / 2);
    const ruled = isOfForm(around, page);
    const trust =
      match.field === 'scale' && !ruled && isUnderView(line, page) ? 0.4 : (match.weak ? 0.8 : 1) * (ruled ? 1 : 0.85);
    found.push({ field: match.field, inline: match.inline, line, cell: ruled ? around : open, trust });
  }
  return found;
}

const view =
  /^(?:DETAIL|SECTION|VIEW|SCHNITT|ANSICHT|EINZELHEIT|COUPE|VUE|SEZIONE|DETTAGLIO|PARTICOLARE|SECCI[ÓO]N|DETALLE|ISOMETRIC|.*\b(?:ELEVATION|PLAN|VIEW|SECTION)$)\b|^[A-Z] ?- ?[A-Z]\b/i;

/** `SCALE 2:1` below the name of a view is that view's. */
function isUnderView(line: Line, page: Page): boolean {
  return page.lines.some(
    (other) =>
      other.cos > 0.99 &&
      other.v > line.v &&
      other.v - line.v < 2.2 * Math.max(other.size, line.size) &&
      other.x0 < line.x1 &&
      other.x1 > line.x0 &&
      view.test(other.text),
  );
}

/** The largest group of labels that lie near each other; a lone REV in a table far away is not part of it. */
function clustered(labels: Label[], page: Page): Label[] {
  const reach = 0.3 * Math.max(page.width, page.height);
  let best: Label[] = [];
  let bestKinds = 0;
  const left = new Set(labels);
  for (const seed of labels) {
    if (!left.delete(seed)) continue;
    const group = [seed];
    for (const member of group) {
      for (const other of left) {
        if (Math.abs(other.line.x0 - member.line.x0) > reach || Math.abs(other.line.y0 - member.line.y0) > 0.6 * reach) continue;
        left.delete(other);
        group.push(other);
      }
    }
    const kinds = new Set(group.map((label) => label.field)).size;
    if (kinds > bestKinds) [best, bestKinds] = [group, kinds];
  }
  return best;
}

/** A number and one more label, each in a cell of its own. */
function isSmallForm(labels: readonly Label[]): boolean {
  const sure = labels.filter(({ cell, trust }) => isClosed(cell) && trust === 1);
  const numbered = sure.find(({ field }) => field === 'drawing_number' || field === 'part_number');
  return (
    numbered !== undefined && sure.some(({ field, cell }) => namesSheet.has(field) && !contains(cell, ...middle(numbered.line)))
  );
}

/** What a small form states beside its number; a part number and a date in cells may be any table. */
const namesSheet: ReadonlySet<Field> = new Set<Field>(['title', 'revision', 'scale', 'sheet']);

function areaOf(labels: readonly Label[], page: Page): Cell {
  let area = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity };
  for (const { line, cell, inline } of labels) {
    const { size } = line;
    const value = inline === '' && isHeading(cell, line) ? cellAt(page.rulings, cell.x1 + 2, (cell.y0 + cell.y1) / 2) : null;
    if (value && isOfForm(value, page) && isBeside(cell, value)) area = { ...area, x1: Math.max(area.x1, value.x1) };
    const box = isClosed(cell)
      ? cell
      : { x0: line.x0 - size, y0: line.y0 - 2.5 * size, x1: line.x1 + 12 * size, y1: line.y1 + size };
    area = {
      x0: Math.min(area.x0, box.x0),
      y0: Math.min(area.y0, box.y0),
      x1: Math.max(area.x1, box.x1),
      y1: Math.max(area.y1, box.y1),
    };
  }
  return area;
}
