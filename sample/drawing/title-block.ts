import type { Random } from '../random.js';
import { type Primitive, type TextWidth, rectangle, text } from './primitives.js';
import { projectionSymbol, shifted } from './projection-symbol.js';
import type { PrintedField, TitleFields } from './title-fields.js';
import { type TitleForm, titleForms } from './title-forms.js';

/** A cell of a title block on paper. */
export interface TitleCell {
  readonly field: PrintedField | null;
  readonly label: string;
  readonly value: string;
  readonly valueAt: { readonly x: number; readonly y: number };
  readonly valueHeight: number;
}

export interface TitleBlock {
  readonly primitives: readonly Primitive[];
  /** Values apart from the primitives above, because a DXF holds them as attributes. */
  readonly cells: readonly TitleCell[];
  /** Where the symbol of the stated projection stands, apart because a DXF nests it as a block. */
  readonly symbol: { readonly projection: string; readonly x: number; readonly y: number } | null;
  readonly width: number;
  readonly height: number;
  /** What a reader can find on the sheet: fields without a cell are null. */
  readonly stated: TitleFields;
}

const labelHeight = 1.6;

export function chooseTitleForm(random: Random): TitleForm {
  return random.pick(titleForms);
}

/** The title block with its lower right corner at (`right`, `bottom`). */
export function titleBlock(
  form: TitleForm,
  fields: TitleFields,
  company: string,
  right: number,
  bottom: number,
  textWidth: TextWidth,
): TitleBlock {
  const left = right - form.width;
  const primitives: Primitive[] = [rectangle(left, bottom, form.width, form.height, 'visible')];
  const cells: TitleCell[] = [];
  const printed = new Set<PrintedField>();
  let symbol: TitleBlock['symbol'] = null;
  for (const cell of form.cells) {
    const [x, y] = [left + cell.x, bottom + cell.y];
    primitives.push(rectangle(x, y, cell.width, cell.height));
    if (cell.company)
      primitives.push(
        text(company, x + cell.width / 2, y + cell.height / 2 - 1.7, shrink(company, 3.4, cell.width - 4, textWidth), {
          align: 'middle',
          bold: true,
        }),
      );
    if (cell.statements && fields.projection !== null)
      symbol = { projection: fields.projection, x: x + cell.width - 7, y: y + 3.5 };
    if (cell.statements) primitives.push(...statements(fields, x, y + cell.height, cell.width, textWidth));
    const value = cell.field === null ? (cell.fixed ?? '') : (fields[cell.field] ?? '');
    if (cell.field !== null) printed.add(cell.field);
    if (cell.label === '') continue;
    const inline = cell.height < 6.5;
    const labelY = inline ? y + cell.height / 2 - labelHeight / 2 : y + cell.height - labelHeight - 1;
    primitives.push(text(cell.label, x + 1, labelY, labelHeight));
    const valueX = inline ? x + 2.5 + textWidth(cell.label, labelHeight) : x + 2;
    const height = shrink(
      value,
      inline ? 2.2 : Math.min(4, (cell.height - labelHeight - 2) * 0.55),
      x + cell.width - 1.5 - valueX,
      textWidth,
    );
    const valueY = inline ? y + cell.height / 2 - height / 2 : y + (cell.height - labelHeight - 1 - height) / 2;
    cells.push({ field: cell.field, label: cell.label, value, valueAt: { x: valueX, y: valueY }, valueHeight: height });
  }
  return { primitives, cells, symbol, width: form.width, height: form.height, stated: stated(form, fields, printed) };
}

/** The values as texts and the symbol as lines, for a sheet without attributes. */
export function titleValues({ cells, symbol }: TitleBlock): Primitive[] {
  const values = cells
    .filter(({ value }) => value !== '')
    .map(({ value, valueAt, valueHeight }) => text(value, valueAt.x, valueAt.y, valueHeight));
  return symbol === null ? values : [...values, ...shifted(projectionSymbol(symbol.projection), symbol.x, symbol.y)];
}

function stated(form: TitleForm, fields: TitleFields, printed: ReadonlySet<PrintedField>): TitleFields {
  const keep = (field: PrintedField): string | null => (printed.has(field) ? (fields[field] ?? '') : null);
  const statesUnits = form.cells.some((cell) => cell.statements);
  return {
    drawing_number: keep('drawing_number'),
    part_number: keep('part_number'),
    title: keep('title'),
    revision: keep('revision'),
    material: keep('material'),
    finish: keep('finish'),
    scale: keep('scale'),
    weight: keep('weight'),
    date: keep('date'),
    drawn_by: null,
    sheet: keep('sheet'),
    units: statesUnits ? fields.units : null,
    general_tolerance: statesUnits ? fields.general_tolerance : null,
    projection: statesUnits ? fields.projection : null,
  };
}

function shrink(content: string, height: number, room: number, textWidth: TextWidth): number {
  const width = textWidth(content, height);
  return width <= room ? height : height * (room / width);
}

function statements(fields: TitleFields, x: number, top: number, width: number, textWidth: TextWidth): Primitive[] {
  const lines = ['UNLESS OTHERWISE SPECIFIED:'];
  if (fields.units === 'mm') lines.push('DIMENSIONS ARE IN MILLIMETERS');
  if (fields.units === 'inch') lines.push('DIMENSIONS ARE IN INCHES');
  if (fields.general_tolerance !== null) lines.push(`TOLERANCES: ${fields.general_tolerance}`);
  if (fields.projection !== null) lines.push(`${fields.projection.toUpperCase()} PROJECTION`);
  lines.push('DEBURR AND BREAK SHARP EDGES', 'DO NOT SCALE DRAWING');
  return lines.map((content, index) => text(content, x + 1, top - 3 - 2.9 * index, shrink(content, 1.7, width - 2, textWidth)));
}
