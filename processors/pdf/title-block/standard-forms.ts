import { cellAt, contains, isClosed, type Cell } from '../layout/cells.js';
import type { Page } from '../page.js';
import type { Line } from '../text/lines.js';
import type { FieldValue } from './block-reader.js';
import { middle } from './form-cells.js';
import { isFurniture, labelOf, type Field } from './labels.js';
import { acceptValue } from './values.js';

/** What the places of a standard form hold. */
export interface StandardForm {
  readonly fields: Partial<Record<Field, FieldValue>>;
  /** Fields that the form has a place for, filled or not. */
  readonly places: ReadonlySet<Field>;
  readonly box: Cell;
}

/**
 * Forms whose cells have no labels, because the standard says what stands where: GOST 2.104 (forms 1, 2 and 2a: designation above, name
 * and material left of `Лит. Масса Масштаб`) and GB/T 10609.1 (material above `阶段标记 重量 比例`, name and designation right of it). They are
 * known by those headings side by side in cells of one height; sizes in millimetres play no part, as sheets are printed at any scale.
 */
export function readStandardForm(page: Page, lines: readonly Line[]): StandardForm | null {
  const form = new FormReader(page, lines);
  return form.gost1() ?? form.gost2() ?? form.gost2a() ?? form.chinese();
}

/** Points by which corners of neighbouring cells may differ. */
const crooked = 3;
const inside = 2;

const words = {
  mass: /^(?:МАССА|МАСА)$/iu,
  scale: /^(?:МАСШТАБ|МАСШТ)$/iu,
  letter: /^(?:ЛИТ|ЛИТЕРА|Л[ІI]Т)$/iu,
  sheet: /^(?:ЛИСТ|АРКУШ|АРК)$/iu,
  sheets: /^(?:ЛИСТОВ|АРКУШ[ІI]В)$/iu,
  change: /^(?:ИЗМ|ЗМ)$/iu,
  document: /^№?ДОКУМ/iu,
  chineseMass: /^[重质質]量(?:\(kg\))?$/iu,
  chineseScale: /^比例$/u,
};

interface Heading {
  readonly line: Line;
  readonly cell: Cell;
}

class FormReader {
  readonly #page: Page;
  readonly #lines: readonly Line[];
  readonly #texts: readonly (readonly [string, Line])[];
  readonly #fields: Partial<Record<Field, FieldValue>> = {};
  readonly #places = new Set<Field>();

  constructor(page: Page, lines: readonly Line[]) {
    this.#page = page;
    this.#lines = lines;
    this.#texts = lines.map((line) => [line.text.replace(/[\s.,:]/g, ''), line]);
  }

  /** First sheet of a drawing. */
  gost1(): StandardForm | null {
    for (const [mass, scale] of this.#pairs(words.mass, words.scale)) {
      const letter = this.#leftOf(mass.cell);
      const title = this.#leftOf(letter);
      const number = this.#above(mass.cell);
      if (!isLevel(letter, mass.cell) || !isTitleOf(title, letter) || !isOver(number, title, scale.cell)) continue;
      this.#gostNameAndNumber(title, number);
      const material = this.#below(title);
      if (isSame(material.x0, title.x0) && isSame(material.x1, title.x1)) this.#put('material', material);
      this.#put('weight', this.#below(mass.cell));
      this.#put('scale', this.#below(scale.cell));
      this.#countedSheet({ x0: title.x1, x1: scale.cell.x1, y0: title.y0, y1: this.#below(mass.cell).y0 });
      return this.#form('gost-form-1', {
        ...title,
        x1: scale.cell.x1,
        y0: isClosed(material) ? material.y0 : title.y0,
        y1: number.y1,
      });
    }
    return null;
  }

  /** First sheet of a text document, also of a parts list. */
  gost2(): StandardForm | null {
    for (const [sheet, sheets] of this.#pairs(words.sheet, words.sheets)) {
      const letter = this.#leftOf(sheet.cell);
      const title = this.#leftOf(letter);
      const number = this.#above(sheet.cell);
      if (!isLevel(letter, sheet.cell) || !isTitleOf(title, letter) || !isOver(number, title, sheets.cell)) continue;
      this.#gostNameAndNumber(title, number);
      const [page, count] = [sheet, sheets].map(({ cell }) =>
        this.#linesIn(this.#below(cell)).find(({ text }) => /^\d+$/.test(text)),
      );
      this.#putSheet(page, count);
      return this.#form('gost-form-2', { ...title, x1: sheets.cell.x1, y1: number.y1 });
    }
    return null;
  }

  /** Further sheets of either: the designation beside `Лист`, which stands over its number. */
  gost2a(): StandardForm | null {
    if (!this.#texts.some(([text]) => words.document.test(text))) return null;
    for (const { cell } of this.#headings(words.sheet)) {
      const below = this.#below(cell);
      const number = this.#leftOf(cell);
      if (!isSame(below.x0, cell.x0) || !isSame(below.x1, cell.x1)) continue;
      if (!isSame(number.y1, cell.y1) || !isSame(number.y0, below.y0) || width(number) < 4 * width(cell)) continue;
      this.#put('drawing_number', number);
      this.#putSheet(this.#linesIn(below).find(({ text }) => /^\d+$/.test(text)));
      return this.#form('gost-form-2a', { ...number, x1: cell.x1 });
    }
    return null;
  }

  /** GB/T 10609.1: maker, name and designation below each other at the right; below them there may be room for the projection's sign. */
  chinese(): StandardForm | null {
    for (const [mass, scale] of this.#pairs(words.chineseMass, words.chineseScale)) {
      const material = this.#above(mass.cell);
      const values = this.#below(mass.cell);
      const sheets = this.#below(values);
      if (!isSame(material.x1, scale.cell.x1) || height(material) < 1.5 * height(mass.cell)) continue;
      const column = this.#column(scale.cell.x1 + inside, material.y1, isClosed(sheets) ? sheets.y0 : values.y0);
      const last = column.findLastIndex((cell) => this.#accepted('drawing_number', cell) !== null);
      const [title, number] = [column[last - 1], column[last]];
      if (!title || !number) continue;
      this.#put('title', title);
      this.#put('drawing_number', number);
      this.#put('material', material);
      this.#put('weight', values);
      this.#put('scale', this.#below(scale.cell));
      if (isClosed(sheets)) this.#countedSheet({ ...sheets, x0: material.x0, x1: material.x1 });
      return this.#form('gb-form', { ...material, x1: number.x1, y0: number.y0 });
    }
    return null;
  }

  #gostNameAndNumber(title: Cell, number: Cell): void {
    this.#put('title', title);
    this.#put('drawing_number', number);
    this.#places.add('revision');
    // Changes are entered from the heading upwards: the uppermost is the last.
    for (const { cell } of this.#headings(words.change)) {
      for (let entry = this.#above(cell); isSame(entry.x0, cell.x0) && isSame(entry.x1, cell.x1); entry = this.#above(entry)) {
        this.#put('revision', entry);
      }
    }
  }

  /** `Лист 1 | Листов 2` or `共 2 张 | 第 1 张` in a row of cells. */
  #countedSheet(row: Cell): void {
    const lines = this.#lines.filter((line) => contains(row, ...middle(line))).sort((a, b) => a.x0 - b.x0);
    const text = lines.map((line) => line.text).join(' ');
    const page = /(?:ЛИСТ|АРКУШ)\s*(\d+)|第\s*(\d+)/iu.exec(text);
    const count = /(?:ЛИСТОВ|АРКУШ[ІI]В)\s*(\d+)|共\s*(\d+)/iu.exec(text);
    this.#places.add('sheet');
    this.#store('sheet', sheetOf(page?.[1] ?? page?.[2], count?.[1] ?? count?.[2]), lines);
  }

  #putSheet(page: Line | undefined, count?: Line): void {
    this.#places.add('sheet');
    this.#store(
      'sheet',
      sheetOf(page?.text, count?.text),
      [page, count].filter((line) => line !== undefined),
    );
  }

  #put(field: Field, cell: Cell): void {
    this.#places.add(field);
    const found = this.#accepted(field, cell);
    if (found) this.#store(field, found.value, found.lines);
  }

  #store(field: Field, value: string | null, lines: readonly Line[]): void {
    if (value === null || lines.length === 0) return;
    const box: FieldValue['box'] = [
      Math.min(...lines.map((line) => line.x0)),
      Math.min(...lines.map((line) => line.y0)),
      Math.max(...lines.map((line) => line.x1)),
      Math.max(...lines.map((line) => line.y1)),
    ];
    this.#fields[field] = { value, rule: '', confidence: 0.85, page: this.#page.number, box };
  }

  #accepted(field: Field, cell: Cell): { value: string; lines: Line[] } | null {
    const lines = this.#linesIn(cell).sort((a, b) => b.v - a.v || a.x0 - b.x0);
    const whole =
      field === 'material' ? lines : lines.filter((line) => line.size >= 0.6 * Math.max(...lines.map(({ size }) => size)));
    const choices =
      field === 'title' || field === 'material' ? [whole] : lines.sort((a, b) => b.size - a.size).map((line) => [line]);
    for (const chosen of choices) {
      const text = chosen
        .map((line) => line.text)
        .join(' ')
        .replace(/\s*[-–—]{3,}\s*/g, ' ');
      const value = acceptValue(field, text);
      if (value !== null && (field !== 'drawing_number' || /\d/.test(value))) return { value, lines: chosen };
    }
    return null;
  }

  #form(rule: string, box: Cell): StandardForm {
    for (const [field, found] of Object.entries(this.#fields)) this.#fields[field as Field] = { ...found, rule };
    return { fields: this.#fields, places: this.#places, box };
  }

  #linesIn(cell: Cell): Line[] {
    if (!isClosed(cell)) return [];
    return this.#lines.filter(
      (line) => contains(cell, ...middle(line)) && !isFurniture(line.text) && labelOf(line.text)?.inline !== '',
    );
  }

  #headings(word: RegExp): Heading[] {
    return this.#texts
      .filter(([text]) => word.test(text))
      .map(([, line]) => ({ line, cell: cellAt(this.#page.rulings, ...middle(line)) }))
      .filter(({ cell }) => isClosed(cell));
  }

  /** Two headings in cells beside each other. */
  #pairs(left: RegExp, right: RegExp): [Heading, Heading][] {
    return this.#headings(left).flatMap((first) =>
      this.#headings(right)
        .filter(({ cell }) => isSame(cell.x0, first.cell.x1) && isLevel(cell, first.cell))
        .map((second): [Heading, Heading] => [first, second]),
    );
  }

  #leftOf(cell: Cell): Cell {
    return cellAt(this.#page.rulings, cell.x0 - inside, (cell.y0 + cell.y1) / 2);
  }

  #above(cell: Cell): Cell {
    return cellAt(this.#page.rulings, (cell.x0 + cell.x1) / 2, cell.y1 + inside);
  }

  #below(cell: Cell): Cell {
    return cellAt(this.#page.rulings, (cell.x0 + cell.x1) / 2, cell.y0 - inside);
  }

  /** Closed cells from the top of the form to its foot. */
  #column(x: number, top: number, foot: number): Cell[] {
    const cells: Cell[] = [];
    let y = top - inside;
    while (y > foot && cells.length < mostInColumn) {
      const cell = cellAt(this.#page.rulings, x, y);
      if (!isClosed(cell)) return [];
      cells.push(cell);
      y = cell.y0 - inside;
    }
    return cells;
  }
}

const mostInColumn = 6;

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) < crooked;
}

function isLevel(a: Cell, b: Cell): boolean {
  return isSame(a.y0, b.y0) && isSame(a.y1, b.y1);
}

/** The name reaches from the top of the headings far below them. */
function isTitleOf(title: Cell, letter: Cell): boolean {
  return (
    isClosed(title) && isSame(title.y1, letter.y1) && height(title) > 2.5 * height(letter) && width(title) > 2 * width(letter)
  );
}

/** The designation covers the width from the name to the last heading. */
function isOver(number: Cell, title: Cell, last: Cell): boolean {
  return isClosed(number) && isSame(number.x0, title.x0) && isSame(number.x1, last.x1);
}

function width({ x0, x1 }: Cell): number {
  return x1 - x0;
}

function height({ y0, y1 }: Cell): number {
  return y1 - y0;
}

/** A count alone says nothing of which sheet this is. */
function sheetOf(page: string | undefined, count: string | undefined): string | null {
  if (page === undefined) return null;
  return count === undefined ? page : `${page}/${count}`;
}
