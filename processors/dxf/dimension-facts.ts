import type { DimensionFact, DimensionType } from '../../queues/contract/facts.js';
import { parseCallout, type ParsedDimension } from '../callout/grammar.js';
import { measurementText } from './dimension-label.js';
import { formatOf } from './dimension-style.js';
import { noTolerance, toleranceOf, type Tolerance } from './dimension-tolerance.js';
import type { DimensionRecord, Drawing } from './drawing.js';
import { plainMtext } from './mtext-codes.js';
import { plottedLength, type PlottedLength } from './plot-scale.js';
import { printedUnit, unitName } from './units.js';

const quantityBefore = /^\s*\(?(\d{1,3})\)?\s*[xX×](?=\s|[ØR(<]|M\d|\d*[.,]?\d)/;
const quantityAfter = /\((\d{1,3})\s*(?:X|×|PL(?:ACES|CS)?\.?|OFF)\)?|\b(\d{1,3})\s*(?:PL(?:ACES|CS)|HOLES?)\b/i;
const threadText = /\bM\d+(?:[.,]\d+)?(?:\b|(?=[xX×]))|\b(?:UNC|UNF|UNEF|NPT|BSP|TR\s*\d)/;
/** What the text of a dimension between two points may make of it. */
const saysMore: ReadonlySet<DimensionType> = new Set<DimensionType>(['diameter', 'radial', 'chamfer', 'arc_length']);
const chamferText = /(?:\d|<>)\s*[xX×]\s*45\s*°|\bCHAMFER\b/i;

/** As the sheet states them in words; null where it does not. */
export interface DimensionedSheet {
  /** Of the title block, `1:4`. */
  readonly scale: string | null;
  readonly units: string | null;
}

/**
 * Facts of one dimension. `value` is the true measurement in drawing units (degrees for angles), as its definition points
 * have it; where the drawing has the size of its paper, that of the part, which is printed. `label` is what is printed, with DIMLFAC, prefix,
 * override and rounding. Tolerances are in the unit of `value`.
 * @param sheet what the sheet around the dimension says
 */
export function dimensionFact(
  record: DimensionRecord,
  drawing: Drawing,
  layer: string,
  picture: readonly string[],
  sheet: DimensionedSheet,
): DimensionFact {
  const { value, type: geometric } = record;
  const format = formatOf(drawing, record);
  const factor = geometric === 'angular' ? 1 : format.linearFactor;
  const printed = (value ?? 0) * factor;
  const plotted = plottedLength(factor, sheet.scale);
  const inValue = plotted === null ? factor : 1;
  const override = record.text === null || record.text === '' ? null : plainMtext(record.text);
  const isSuppressed = override !== null && override.text.trim() === '' && record.text !== '';
  const measurement = value === null ? '' : measurementText(printed, geometric, format);
  const label = isSuppressed ? '' : labelOf(override?.text ?? '<>', picture, measurement);
  const written = override !== null || format.postfix !== '' ? calloutOf(override?.text ?? '<>', measurement) : null;
  const tolerance = value === null ? noTolerance : toleranceOf(printed, override?.text ?? null, override?.stacks ?? [], format);
  const { plus, minus, type: toleranceType } = tolerance.type === null && written !== null ? toleranceIn(written) : tolerance;
  const type = printedType(geometric, override?.text ?? format.postfix, written);
  const [unit, unitSource] = unitOf(type, drawing, label, plotted, sheet.units);
  return {
    value: value === null || plotted === null ? value : printed,
    unit,
    unit_source: unitSource,
    dimension_type: type,
    tolerance_plus: plus === null ? null : plus / inValue,
    tolerance_minus: minus === null ? null : minus / inValue,
    tolerance_type: toleranceType,
    fit: written?.fit ?? null,
    quantity: written?.quantity ?? quantityOf(label),
    label,
    layer,
    source_page: null,
    position_x: record.x,
    position_y: record.y,
    measured_or_stored: value === null ? 'printed' : record.isStored ? 'stored' : 'measured',
  };
}

/** What an override says around the measurement, read as a callout: `4x <> H7`; null where it is no callout. */
function calloutOf(override: string, measurement: string): ParsedDimension | null {
  const text = override.replaceAll('<>', `${measurement} `).replace(/[\^\s]+/g, ' ');
  return parseCallout(text)[0] ?? null;
}

function toleranceIn({ plus, minus, kind, reference }: ParsedDimension): Tolerance {
  return { plus, minus, type: kind ?? (reference ? 'reference' : null) };
}

/** What stands in the drawing: the picture's text where the override leaves room for the measurement and there is one. */
function labelOf(override: string, picture: readonly string[], measurement: string): string {
  if (!override.includes('<>')) return override.trim();
  const drawn = picture.join(' ').trim();
  // A picture that repeats the code was not drawn by a CAD program.
  return drawn === '' || drawn.includes('<>') ? override.replaceAll('<>', measurement).trim() : drawn;
}

/** The text may say more than the geometry: a linear dimension across a shaft carries the diameter sign. */
function printedType(type: DimensionType, text: string, written: ParsedDimension | null): DimensionType {
  const says = written?.type ?? 'unknown';
  if (says === 'thread' && type !== 'angular') return says;
  if (type === 'linear' && saysMore.has(says)) return says;
  if (threadText.test(text)) return 'thread';
  if (chamferText.test(text)) return 'chamfer';
  if (type === 'linear' && /(?:^|[\s(xX×])[Ø⌀∅]/.test(plainMtext(text).text)) return 'diameter';
  return type;
}

function quantityOf(label: string): number {
  const after = quantityAfter.exec(label);
  const found = quantityBefore.exec(label)?.[1] ?? after?.[1] ?? after?.[2];
  const quantity = Number(found ?? 1);
  return quantity > 0 ? quantity : 1;
}

function unitOf(
  type: DimensionType,
  drawing: Drawing,
  label: string,
  plotted: PlottedLength | null,
  statedUnits: string | null,
): [string | null, DimensionFact['unit_source']] {
  if (type === 'angular') return ['deg', 'dimension'];
  if (plotted !== null && plotted.unit !== null) return [plotted.unit, 'dimension'];
  const header = unitName(drawing.header.get('$INSUNITS'));
  if (header !== null) return [header, 'header'];
  const printed = printedUnit(label);
  const stated = printed ?? statedUnits;
  return stated === null ? [null, 'unknown'] : [stated, 'stated'];
}
