import type { DimensionStyle, PlacedDimension } from './dimension.js';
import type { Primitive, TextPrimitive } from './primitives.js';
import type { SheetSize } from './sheet-frame.js';
import type { TitleBlock } from './title-block.js';
import type { BomRow, RevisionRow } from './tables.js';

/** What a drawing is about: the codes and words that its title block prints. */
export interface Subject {
  /** Seeds everything that belongs to the part itself, so that all documents of a part agree. */
  readonly partKey: string;
  readonly drawingNumber: string;
  readonly partNumber: string | null;
  readonly revision: string;
  readonly project: string;
  /** Fixed title, e.g. of a plan; null: named after what is drawn. */
  readonly title: string | null;
  readonly sheet: string;
}

/** One sheet, ready to be drawn as PDF, DXF or picture. */
export interface Drawing {
  readonly size: SheetSize;
  /** Unit of the views' measures, stated or not. */
  readonly drawnIn: 'mm' | 'inch';
  /** The unit that the sheet states, or that its dimensions bear as marks; else null. */
  readonly unit: 'mm' | 'inch' | null;
  /** Paper millimetres per drawing unit. */
  readonly factor: number;
  readonly primitives: readonly Primitive[];
  /** The numbered notes, line by line from the top, apart because a DXF may hold them as one MTEXT. */
  readonly noteTexts: readonly TextPrimitive[];
  readonly dimensions: readonly PlacedDimension[];
  readonly dimensionStyle: DimensionStyle;
  readonly title: TitleBlock;
  readonly notes: readonly string[];
  readonly bom: readonly BomRow[];
  readonly revisions: readonly RevisionRow[];
}
