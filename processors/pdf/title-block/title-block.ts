import { cellAt, contains, isClosed, type Cell } from '../layout/cells.js';
import type { Page } from '../page.js';
import type { Line } from '../text/lines.js';
import { isFurniture, labelOf, splitAtLabels, type Field } from './labels.js';
import { toleranceLines } from './tolerance-lines.js';
import { numberByFileName, unlabelledDate } from './unlabelled.js';
import { acceptValue } from './values.js';

export interface FieldValue {
  readonly value: string;
  readonly rule: string;
  readonly confidence: number;
  readonly page: number;
  readonly box: [number, number, number, number];
}

export interface TitleBlock {
  readonly fields: Partial<Record<Field, FieldValue>>;
  /** Lines that belong to the block and are not dimensions. */
  readonly lines: ReadonlySet<Line>;
  /** Fields that the form has a place for, filled or not. */
  readonly labelled: ReadonlySet<Field>;
}

interface Label {
  readonly field: Field;
  readonly inline: string;
  readonly line: Line;
  /** Open where no ruling lines of the form bound it. */
  readonly cell: Cell;
  /** Of 1, how much such a label is to be believed. */
  readonly trust: number;
}

/** Share of the page that one cell of a title block may cover. */
const largestCell = 0.14;
/** A block has at least this many different labels close together; two make one where ruling lines show that they are a form. */
const fewestLabels = 3;

/** Reads the title block of a page; without one, `fields` is empty: nothing is guessed from numbers lying about. */
export function readTitleBlock(page: Page, zones: ReadonlySet<Line>, fileName: string): TitleBlock {
  const upright = page.lines.filter((line) => line.cos > 0.99 && !zones.has(line));
  const labels = clustered(
    upright.flatMap((line) => labelsOf(line, page)),
    page,
  );
  const kinds = new Set(labels.map((label) => label.field));
  if (kinds.size < fewestLabels && !isSmallForm(labels)) return { fields: {}, lines: new Set(), labelled: new Set() };
  const area = areaOf(labels, page);
  const members = upright.filter((line) => contains(area, ...middle(line)));
  const reader = new BlockReader(page, members, labels);
  return {
    fields: { ...reader.withoutLabels(kinds, fileName), ...reader.read(kinds) },
    lines: new Set(page.lines.filter((line) => contains(area, ...middle(line)))),
    labelled: kinds,
  };
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

const open: Cell = { x0: -Infinity, y0: -Infinity, x1: Infinity, y1: Infinity };

/** The frame around the whole drawing is no cell of a form. */
function isOfForm(cell: Cell, page: Page): boolean {
  return isClosed(cell) && (cell.x1 - cell.x0) * (cell.y1 - cell.y0) < largestCell * page.width * page.height;
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

/** A label in a flat cell, or half way up one, is a heading: its value stands in the next cell. */
function isHeading(cell: Cell, line: Line): boolean {
  if (!isClosed(cell)) return false;
  const height = cell.y1 - cell.y0;
  return height <= 3.2 * line.size || Math.abs((line.y0 + line.y1 - cell.y0 - cell.y1) / 2) < 0.15 * height;
}

/** Points by which the sides of neighbouring cells may differ. */
const crooked = 3;

function isBeside(cell: Cell, next: Cell): boolean {
  return Math.abs(cell.y0 - next.y0) < crooked || Math.abs(cell.y1 - next.y1) < crooked;
}

function isBelow(cell: Cell, next: Cell): boolean {
  return Math.abs(cell.x0 - next.x0) < crooked || Math.abs(cell.x1 - next.x1) < crooked;
}

function middle(line: Line): [number, number] {
  return [(line.x0 + line.x1) / 2, (line.y0 + line.y1) / 2];
}

class BlockReader {
  readonly #page: Page;
  readonly #members: readonly Line[];
  readonly #labels: readonly Label[];
  readonly #labelLines: ReadonlySet<Line>;

  constructor(page: Page, members: readonly Line[], labels: readonly Label[]) {
    this.#page = page;
    this.#members = members;
    this.#labels = labels;
    this.#labelLines = new Set(labels.map((label) => label.line));
  }

  read(kinds: ReadonlySet<Field>): Partial<Record<Field, FieldValue>> {
    const fields: Partial<Record<Field, FieldValue>> = {};
    for (const field of kinds) {
      const found = this.#labels
        .filter((label) => label.field === field)
        .map((label) => this.#valueOf(label))
        .filter((value) => value !== null)
        .sort((a, b) => b.confidence - a.confidence);
      if (found[0]) fields[field] = found[0];
    }
    return fields;
  }

  /** What forms print without a label of its own. */
  withoutLabels(kinds: ReadonlySet<Field>, fileName: string): Partial<Record<Field, FieldValue>> {
    const fields: Partial<Record<Field, FieldValue>> = {};
    const put = (field: Field, text: string, lines: readonly Line[], rule: string, confidence: number) => {
      const value = acceptValue(field, text);
      if (value !== null) fields[field] = { value, rule, confidence, page: this.#page.number, box: boxOf(lines) };
    };
    const tolerances = kinds.has('general_tolerance') ? null : toleranceLines(this.#page.lines.filter((line) => line.cos > 0.99));
    if (tolerances) put('general_tolerance', tolerances.text, tolerances.lines, 'tolerance-lines', 0.75);
    const date = kinds.has('date') ? null : unlabelledDate(this.#members);
    if (date) put('date', date.value, [date.line], 'date-in-block', 0.55);
    const numbered = kinds.has('drawing_number') || kinds.has('part_number');
    const free = this.#members.filter((line) => this.#isFree(line));
    const named = numbered ? null : numberByFileName(free, fileName);
    if (named) put('drawing_number', named.text, [named], 'file-name-in-block', 0.6);
    return fields;
  }

  #valueOf(label: Label): FieldValue | null {
    const { field, line } = label;
    const inline = this.#accept(field, this.#continued(label), [line], 'label-inline', 0.95);
    const value = inline ?? (isClosed(label.cell) ? this.#inCell(label) : this.#nearby(label));
    return value === null ? null : { ...value, confidence: value.confidence * label.trust };
  }

  /** A title behind its label may run on in the next lines of its cell, in letters of the same size. */
  #continued({ field, inline, line, cell }: Label): string {
    if (field !== 'title' || inline === '' || !isClosed(cell)) return inline;
    const more = this.#linesIn(cell).filter(
      (other) => other.v < line.v && line.v - other.v < 4.5 * line.size && Math.abs(other.size / line.size - 1) < 0.15,
    );
    return [inline, ...more.sort((a, b) => b.v - a.v).map((other) => other.text)].join(' ');
  }

  #inCell(label: Label): FieldValue | null {
    const own = this.#linesIn(label.cell);
    const value = this.#fromLines(label, own, 'label-cell', 0.9);
    if (value || own.length > 0) return value;
    const { cell, line } = label;
    if (!isHeading(cell, line)) return null;
    const y = (cell.y0 + cell.y1) / 2;
    const right = cellAt(this.#page.rulings, cell.x1 + 2, y);
    const below = cellAt(this.#page.rulings, (cell.x0 + cell.x1) / 2, cell.y0 - 2);
    const rightIsLabel = this.#hasLabel(right);
    const belowIsLabel = this.#hasLabel(below);
    const isColumnOfLabels = belowIsLabel || this.#hasLabel(cellAt(this.#page.rulings, (cell.x0 + cell.x1) / 2, cell.y1 + 2));
    const places = [
      { next: below, labelled: belowIsLabel, fits: isBelow(cell, below) },
      { next: right, labelled: rightIsLabel, fits: isBeside(cell, right) },
    ];
    if (isColumnOfLabels && !rightIsLabel) places.reverse();
    for (const { next, labelled, fits } of places) {
      if (labelled || !fits || !isOfForm(next, this.#page)) continue;
      const found = this.#fromLines(label, this.#linesIn(next), 'label-next-cell', 0.75);
      if (found) return found;
    }
    return null;
  }

  #hasLabel(cell: Cell): boolean {
    return this.#members.some(
      (line) => contains(cell, ...middle(line)) && (this.#labelLines.has(line) || isFurniture(line.text)),
    );
  }

  /** Without ruling lines: what stands to the right on the same baseline, else right below. */
  #nearby(label: Label): FieldValue | null {
    const { line } = label;
    const free = this.#members.filter((other) => this.#isFree(other));
    const right = free
      .filter(
        (other) => Math.abs(other.v - line.v) < 0.5 * line.size && other.x0 >= line.x1 - 1 && other.x0 - line.x1 < 8 * line.size,
      )
      .sort((a, b) => a.x0 - b.x0)
      .slice(0, 1);
    const below = free
      .filter((other) => line.v - other.v > 0.5 * line.size && line.v - other.v < 2.6 * Math.max(line.size, other.size))
      .filter((other) => other.x0 < line.x1 + 2 * line.size && other.x1 > line.x0 - 2)
      .sort((a, b) => b.v - a.v)
      .slice(0, 1);
    return this.#fromLines(label, right, 'label-right', 0.7) ?? this.#fromLines(label, below, 'label-below', 0.6);
  }

  #linesIn(cell: Cell): Line[] {
    return this.#members.filter((line) => contains(cell, ...middle(line)) && this.#isFree(line));
  }

  #isFree(line: Line): boolean {
    return !this.#labelLines.has(line) && !isFurniture(line.text);
  }

  #fromLines(label: Label, lines: readonly Line[], rule: string, confidence: number): FieldValue | null {
    if (lines.length === 0) return null;
    const sorted = [...lines].sort((a, b) => b.v - a.v || a.x0 - b.x0);
    if (joinsLines.has(label.field)) {
      const largest = Math.max(...sorted.map((line) => line.size));
      const chosen = sorted.filter((line) => line.size >= 0.6 * largest);
      return this.#accept(label.field, chosen.map((line) => line.text).join(' '), chosen, rule, confidence);
    }
    for (const line of sorted.sort((a, b) => b.size - a.size)) {
      const value = this.#accept(label.field, line.text, [line], rule, confidence);
      if (value) return value;
    }
    return null;
  }

  #accept(field: Field, text: string, lines: readonly Line[], rule: string, confidence: number): FieldValue | null {
    if (isFurniture(text) && field !== 'revision') return null;
    const value = acceptValue(field, text);
    if (value === null) return null;
    return { value, rule, confidence, page: this.#page.number, box: boxOf(lines) };
  }
}

function boxOf(lines: readonly Line[]): FieldValue['box'] {
  return [
    Math.min(...lines.map((line) => line.x0)),
    Math.min(...lines.map((line) => line.y0)),
    Math.max(...lines.map((line) => line.x1)),
    Math.max(...lines.map((line) => line.y1)),
  ];
}

/** Fields whose value may run over several lines. */
const joinsLines: ReadonlySet<Field> = new Set<Field>(['title', 'material', 'finish', 'general_tolerance']);
