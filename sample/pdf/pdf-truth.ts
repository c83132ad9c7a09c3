import type { Drawing } from '../drawing/drawing.js';
import { type Label, plainText } from '../drawing/label.js';
import type { BomRow, RevisionRow } from '../drawing/tables.js';
import { type TitleFields, noTitleFields } from '../drawing/title-fields.js';

/** What a reader finds in a PDF, in the shape of the corpus truth (`pdf/truth-rules.md` there), with `revisions` besides. */
export interface PdfTruth {
  readonly pages: number;
  readonly kind: 'drawing' | 'bom' | 'other';
  readonly text: 'native' | 'outlined' | 'scanned' | 'mixed';
  readonly title_block: TitleFields;
  readonly dimensions: readonly PdfDimensionTruth[];
  readonly dimensions_complete: true;
  readonly bom: readonly {
    readonly item: string;
    readonly part_number: string;
    readonly description: string;
    readonly quantity: number;
    readonly material: string | null;
  }[];
  readonly notes: readonly string[];
  readonly revisions: readonly RevisionRow[];
  /** Every word that is printed, for character and number recall; reading order is not implied. */
  readonly printed_texts: readonly string[];
  readonly remarks: string;
}

export interface PdfDimensionTruth {
  readonly type: Label['type'];
  readonly value: number | null;
  readonly unit: string | null;
  readonly upper: number | null;
  readonly lower: number | null;
  readonly fit: string | null;
  readonly quantity: number;
  readonly text: string;
  readonly page: number;
}

export function drawingTruth(sheets: readonly Drawing[], text: PdfTruth['text'], printedTexts: readonly string[]): PdfTruth {
  const first = sheets[0];
  return {
    pages: sheets.length,
    kind: 'drawing',
    text,
    title_block: statedFields(first?.title.stated ?? noTitleFields),
    dimensions: sheets.flatMap((sheet, index) =>
      sheet.dimensions.map(({ label }) => dimensionTruth(label, sheet.unit, index + 1)),
    ),
    dimensions_complete: true,
    bom: sheets.flatMap(({ bom }) => bom.map(bomTruth)),
    notes: sheets.flatMap(({ notes }) => notes),
    revisions: first?.revisions ?? [],
    printed_texts: printedTexts,
    remarks: sheets.some(({ dimensionStyle }) => dimensionStyle.drawnDiameterSign) ? 'Diameter signs are drawn as strokes.' : '',
  };
}

/** A material cell that refers to the parts list names no material: its label is there and its value is not. */
function statedFields(fields: TitleFields): TitleFields {
  return fields.material === 'SEE PARTS LIST' ? { ...fields, material: '' } : fields;
}

function dimensionTruth(label: Label, unit: 'mm' | 'inch' | null, page: number): PdfDimensionTruth {
  return {
    type: label.type,
    value: label.printed.value,
    unit: label.type === 'angle' ? 'deg' : label.type === 'roughness' ? null : label.number.startsWith('M') ? 'mm' : unit,
    upper: label.printed.upper,
    lower: label.printed.lower,
    fit: label.fit,
    quantity: label.quantity,
    text: plainText(label),
    page,
  };
}

export function bomTruth({ item, part_number, description, quantity, material }: BomRow): PdfTruth['bom'][number] {
  return { item, part_number, description, quantity, material: material === '' ? null : material };
}

export function documentTruth(
  pages: number,
  kind: 'bom' | 'other',
  title: string | null,
  rows: readonly BomRow[],
  printedTexts: readonly string[],
): PdfTruth {
  return {
    pages,
    kind,
    text: 'native',
    title_block: { ...noTitleFields, title },
    dimensions: [],
    dimensions_complete: true,
    bom: rows.map(bomTruth),
    notes: [],
    revisions: [],
    printed_texts: printedTexts,
    remarks: '',
  };
}
