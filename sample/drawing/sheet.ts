import { companies, shopNotes } from '../lexicon.js';
import type { Point } from '../part/outline.js';
import type { Random } from '../random.js';
import type { DimensionStyle } from './dimension.js';
import type { Drawing, Subject } from './drawing.js';
import type { NumberStyle } from './label.js';
import type { View } from './part-view.js';
import { type Primitive, type TextPrimitive, type TextWidth, text } from './primitives.js';
import { type SheetSize, sheetFrame, sheetSizes } from './sheet-frame.js';
import {
  type BomRow,
  type RevisionRow,
  bomCells,
  bomColumns,
  revisionColumns,
  revisionRows,
  shortDate,
  table,
  tableHeight,
} from './tables.js';
import { chooseTitleForm, titleBlock } from './title-block.js';
import type { TitleFields } from './title-fields.js';

/** How one office draws: everything that is the same for all views of a sheet. */
export interface SheetStyle {
  readonly size: SheetSize;
  readonly number: NumberStyle;
  readonly dimension: DimensionStyle;
  readonly margin: number;
}

export interface SheetOptions {
  readonly unit: NumberStyle['unit'];
  readonly textWidth: TextWidth;
  /** Strokes cannot be told from characters in a DXF, where a sign is part of the text. */
  readonly allowDrawnSigns: boolean;
}

export function sheetStyle(random: Random, { unit, textWidth, allowDrawnSigns }: SheetOptions): SheetStyle {
  const { A4, A3, A, B } = sheetSizes;
  const size =
    unit === 'mm' ? random.weighted([[A4, 4] as const, [A3, 5] as const]) : random.weighted([[A, 3] as const, [B, 6] as const]);
  const decimalComma = unit === 'mm' && random.chance(0.2);
  return {
    size,
    number: {
      unit,
      decimals: unit === 'mm' ? random.pick([1, 2]) : 3,
      decimalComma,
      leadingZero: unit === 'mm' || random.chance(0.4),
    },
    dimension: {
      textHeight: size.width > 400 ? 3 : 2.5,
      placement: random.chance(0.6) ? 'aligned' : 'horizontal',
      drawnDiameterSign: allowDrawnSigns && random.chance(0.2),
      textWidth,
    },
    margin: 10,
  };
}

/** A rectangle on paper that a view may fill. */
export interface Room {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface SheetContent {
  readonly fields: TitleFields;
  readonly notes: readonly string[];
  readonly bom: readonly BomRow[];
  readonly revisions: readonly RevisionRow[];
  readonly scale: Scale;
  readonly draw: (room: Room) => View;
}

export interface Scale {
  readonly text: string;
  /** Paper millimetres per drawing unit. */
  readonly factor: number;
}

const metricScales = [5, 2, 1, 1 / 2, 1 / 5, 1 / 10, 1 / 20, 1 / 50];
const inchScales = [2, 1, 1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 24, 1 / 48];

/** The largest usual scale at which a view of the given size, in drawing units, fits the room. */
export function fittingScale(width: number, height: number, room: Room, unit: NumberStyle['unit']): Scale {
  const [scales, perUnit] = unit === 'mm' ? [metricScales, 1] : [inchScales, 25.4];
  const fits = (scale: number): boolean => width * scale * perUnit <= room.width && height * scale * perUnit <= room.height;
  const scale = scales.find(fits) ?? scales.at(-1) ?? 1;
  return { text: scale >= 1 ? `${scale}:1` : `1:${Math.round(1 / scale)}`, factor: scale * perUnit };
}

/** Where the lower left corner of a view goes so that it stands in the middle of the room. */
export function centred(width: number, height: number, scale: Scale, room: Room): Point {
  return { x: room.x + (room.width - width * scale.factor) / 2, y: room.y + (room.height - height * scale.factor) / 2 };
}

const bomTable = { rowHeight: 5.5, textHeight: 2.1, headingsAtBottom: true, ruled: true };
const revisionTable = { rowHeight: 5, textHeight: 1.9, headingsAtBottom: false, ruled: true };

/** Distance between upright dimension lines: figures that stay upright need room for their width. */
export function dimensionColumn({ dimension, number }: SheetStyle): number {
  if (dimension.placement === 'aligned') return 9;
  return number.unit === 'feet-inch' ? 25 : 20;
}

/** The room between frame, title block, tables and notes, less what dimensions and callouts need around the view. */
export function viewRoom(style: SheetStyle, bomCount: number): Room {
  const { size, margin } = style;
  const bottom = margin + 48 + (bomCount > 0 ? tableHeight(bomCount, bomTable) : 0) + 38;
  const top = size.height - margin - 30;
  const left = margin + 14 + (style.number.unit === 'feet-inch' ? 2 : 4) * dimensionColumn(style);
  return { x: left, y: bottom, width: size.width - margin - 62 - left, height: top - bottom };
}

export function drawSheet(style: SheetStyle, subject: Subject, content: SheetContent, room: Room, random: Random): Drawing {
  const { size, margin, dimension } = style;
  const { textWidth } = dimension;
  const title = titleBlock(
    chooseTitleForm(random),
    content.fields,
    random.pick(companies),
    size.width - margin,
    margin,
    textWidth,
  );
  const primitives: Primitive[] = [...sheetFrame(size, { margin, zones: random.chance(0.7) })];
  const view = content.draw(room);
  primitives.push(...view.primitives);
  if (content.revisions.length > 0) {
    const rows = content.revisions.map(({ revision, description, date }) => [revision, description, date]);
    const height = tableHeight(rows.length, revisionTable);
    primitives.push(
      ...table(revisionColumns, rows, size.width - margin - 82, size.height - margin - height, revisionTable, textWidth),
    );
  }
  if (content.bom.length > 0) {
    primitives.push(
      ...table(bomColumns, content.bom.map(bomCells), size.width - margin - 160, margin + title.height, bomTable, textWidth),
    );
  }
  if (random.chance(0.5)) primitives.push(text(`PROJECT: ${subject.project}`, margin + 4, size.height - margin - 7, 2.5));
  const statedUnit = title.stated.units ?? (style.number.unit === 'feet-inch' ? 'inch' : null);
  return {
    size,
    drawnIn: style.number.unit === 'mm' ? 'mm' : 'inch',
    unit: statedUnit,
    factor: content.scale.factor,
    primitives,
    noteTexts: noteTexts(content.notes, margin + 4, margin + 30, textWidth, size.width - 2 * margin - title.width - 8),
    dimensions: view.dimensions,
    dimensionStyle: dimension,
    title: { ...title, stated: { ...title.stated, units: statedUnit } },
    notes: content.notes,
    bom: content.bom,
    revisions: content.revisions,
  };
}

function noteTexts(notes: readonly string[], x: number, top: number, textWidth: TextWidth, room: number): TextPrimitive[] {
  if (notes.length === 0) return [];
  const lines = ['NOTES:', ...notes.map((note, index) => `${index + 1}. ${note}`)];
  const widest = Math.max(...lines.map((content) => textWidth(content, 2.2)));
  const height = Math.min(2.2, (2.2 * room) / widest);
  return lines.map((content, index) => text(content, x, top - index * 4.2, height));
}

export function chooseNotes(random: Random, material: string | null): string[] {
  const notes = random.shuffle(shopNotes).slice(0, random.int(0, 4));
  return material === null || notes.length === 0 ? notes : [...notes, material];
}

export interface FieldChoices {
  readonly title: string;
  readonly material: string | null;
  readonly finish: string | null;
  readonly weight: string | null;
  readonly scale: Scale;
}

/** The values of the title block; some cells stay empty, as they do in offices. */
export function titleFields(random: Random, subject: Subject, style: SheetStyle, choices: FieldChoices): TitleFields {
  const { unit } = style.number;
  const sometimes = (value: string | null, probability: number): string =>
    value !== null && random.chance(probability) ? value : '';
  const comma = (value: string): string => (style.number.decimalComma ? value.replace('.', ',') : value);
  const millimetres = random.pick(['ISO 2768-mK', 'ISO 2768-fH', comma('±0.5 mm'), comma('±0.25 mm')]);
  return {
    drawing_number: subject.drawingNumber,
    part_number: subject.partNumber,
    title: choices.title,
    revision: subject.revision,
    material: sometimes(choices.material, 0.9),
    finish: sometimes(choices.finish, 0.75),
    scale: choices.scale.text,
    weight: sometimes(choices.weight, 0.5),
    date: sometimes(shortDate(random), 0.9),
    drawn_by: null,
    sheet: subject.sheet,
    units: unit === 'feet-inch' ? null : unit,
    general_tolerance: random.chance(0.75) ? (unit === 'mm' ? millimetres : random.pick(['±.010"', '±.005"', '±1/16"'])) : null,
    projection: random.chance(0.4) ? (unit === 'mm' ? 'first angle' : 'third angle') : null,
  };
}

export const drawnRevisions = (random: Random, subject: Subject): RevisionRow[] =>
  subject.revision !== '' && random.chance(0.4) ? revisionRows(random, subject.revision) : [];
