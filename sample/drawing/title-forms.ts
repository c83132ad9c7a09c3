import type { PrintedField } from './title-fields.js';

export interface FormCell {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly field: PrintedField | null;
  /** Printed in a cell without a field, e.g. the sheet size. */
  readonly fixed: string | null;
  readonly company: boolean;
  /** Holds the statements on units, tolerances and projection. */
  readonly statements: boolean;
}

/** A printed form: cells in millimetres from its lower left corner. */
export interface TitleForm {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly cells: readonly FormCell[];
}

type Content = PrintedField | 'company' | 'statements' | null;

function cell(
  x: number,
  y: number,
  width: number,
  height: number,
  label: string,
  content: Content,
  fixed: string | null = null,
): FormCell {
  const field = content === 'company' || content === 'statements' ? null : content;
  return { x, y, width, height, label, field, fixed, company: content === 'company', statements: content === 'statements' };
}

export const titleForms: readonly TitleForm[] = [
  {
    name: 'ansi',
    width: 160,
    height: 48,
    cells: [
      cell(0, 24, 50, 24, '', 'statements'),
      cell(0, 12, 50, 12, 'MATERIAL', 'material'),
      cell(0, 0, 50, 12, 'FINISH', 'finish'),
      cell(50, 36, 30, 12, 'DRAWN', null, 'JM'),
      cell(50, 24, 30, 12, 'DATE', 'date'),
      cell(50, 12, 30, 12, 'CHECKED', null),
      cell(50, 0, 30, 12, 'PART NO.', 'part_number'),
      cell(80, 36, 80, 12, '', 'company'),
      cell(80, 22, 80, 14, 'TITLE:', 'title'),
      cell(80, 9, 12, 13, 'SIZE', null, 'B'),
      cell(92, 9, 54, 13, 'DWG. NO.', 'drawing_number'),
      cell(146, 9, 14, 13, 'REV', 'revision'),
      cell(80, 0, 24, 9, 'SCALE:', 'scale'),
      cell(104, 0, 30, 9, 'WEIGHT:', 'weight'),
      cell(134, 0, 26, 9, 'SHEET', 'sheet'),
    ],
  },
  {
    name: 'iso',
    width: 180,
    height: 40,
    cells: [
      cell(0, 20, 56, 20, '', 'statements'),
      cell(0, 10, 56, 10, 'Material', 'material'),
      cell(0, 0, 56, 10, 'Surface finish', 'finish'),
      cell(56, 30, 44, 10, 'Drawn by', null, 'AK'),
      cell(56, 20, 44, 10, 'Date', 'date'),
      cell(56, 10, 44, 10, 'Weight', 'weight'),
      cell(56, 0, 44, 10, 'Scale', 'scale'),
      cell(100, 28, 80, 12, '', 'company'),
      cell(100, 14, 80, 14, 'Title', 'title'),
      cell(100, 0, 50, 14, 'Drawing number', 'drawing_number'),
      cell(150, 0, 14, 14, 'Rev.', 'revision'),
      cell(164, 0, 16, 14, 'Sheet', 'sheet'),
    ],
  },
  {
    name: 'shop',
    width: 120,
    height: 42,
    cells: [
      cell(0, 30, 120, 12, '', 'company'),
      cell(0, 24, 120, 6, 'DESCRIPTION:', 'title'),
      cell(0, 18, 72, 6, 'DRAWING NO:', 'drawing_number'),
      cell(72, 18, 48, 6, 'REVISION:', 'revision'),
      cell(0, 12, 72, 6, 'MATL:', 'material'),
      cell(72, 12, 48, 6, 'SCALE:', 'scale'),
      cell(0, 6, 72, 6, 'FINISH:', 'finish'),
      cell(72, 6, 48, 6, 'DATE:', 'date'),
      cell(0, 0, 72, 6, 'PROJECT:', null),
      cell(72, 0, 48, 6, 'SHEET:', 'sheet'),
    ],
  },
];
