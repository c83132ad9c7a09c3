import { cellAt, contains, isClosed, type Cell } from '../layout/cells.js';
import type { Page } from '../page.js';
import type { Line } from '../text/lines.js';
import { isBelow, isBeside, isHeading, isOfForm, middle } from './form-cells.js';
import { isFurniture, type Field } from './labels.js';
import { toleranceLines } from './tolerance-lines.js';
import { numberByFileName, unlabelledDate } from './unlabelled.js';
import { titleWithoutLabel, type FreeCell } from './unlabelled-title.js';
import { acceptValue } from './values.js';

export interface FieldValue {
  readonly value: string;
  readonly rule: string;
  readonly confidence: number;
  readonly page: number;
  readonly box: [number, number, number, number];
}

export interface Label {
  readonly field: Field;
  readonly inline: string;
  readonly line: Line;
  /** Open where no ruling lines of the form bound it. */
  readonly cell: Cell;
  /** Of 1, how much such a label is to be believed. */
  readonly trust: number;
}

/** Finds the values of a block's labels, in their cells or beside them. */
export class BlockReader {
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
    const title = kinds.has('title') ? null : titleWithoutLabel(this.#freeCells());
    if (title) put('title', title.map((line) => line.text).join(' '), title, 'largest-cell', 0.5);
    return fields;
  }

  /** The form's cells without a label. */
  #freeCells(): FreeCell[] {
    const cells: { cell: Cell; lines: Line[] }[] = [];
    for (const line of this.#members) {
      const host = cells.find(({ cell }) => contains(cell, ...middle(line)));
      if (host) {
        host.lines.push(line);
        continue;
      }
      const cell = cellAt(this.#page.rulings, ...middle(line));
      if (isOfForm(cell, this.#page)) cells.push({ cell, lines: [line] });
    }
    return cells.filter(({ lines }) => lines.every((line) => this.#isFree(line)));
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
    const own = this.#linesOf(label, this.#linesIn(label.cell));
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

  /** Where labels share a cell, each has what stands below it or to its right, up to the next; what stands over all of them may be any's. */
  #linesOf(label: Label, lines: readonly Line[]): Line[] {
    const rivals = this.#labels.filter((other) => contains(label.cell, ...middle(other.line)));
    if (rivals.length < 2) return [...lines];
    return lines.filter((line) => {
      const over = rivals.filter(
        ({ line: { v, x0, size } }) => v > line.v - 0.5 * Math.max(size, line.size) && x0 < line.x0 + 2 * size,
      );
      const [owner] = over.sort((a, b) => a.line.v - b.line.v || b.line.x0 - a.line.x0);
      return owner === undefined || owner === label;
    });
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
