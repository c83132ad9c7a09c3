import type { Bounds } from '../flat-pattern/contour.js';
import type { TitleField } from './title-fields.js';

/** A title block that was found: its fields with a value, and where it is. */
export interface TitleResult {
  readonly fields: ReadonlyMap<TitleField, string>;
  readonly bounds: Bounds | null;
  /** Container that the bounds are in; null for a text grid, whose page is known. */
  readonly container: number | null;
  /** Which rule found it: `attributes` of an insertion, or a `text grid`. */
  readonly rule: 'attributes' | 'text grid';
  readonly confidence: number;
}
