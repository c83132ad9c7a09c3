import type { DimensionFact, DimensionType } from '../../queues/contract/facts.js';
import { measurementText } from './dimension-label.js';
import { formatOf } from './dimension-style.js';
import { noTolerance, toleranceOf } from './dimension-tolerance.js';
import type { DimensionRecord, Drawing } from './drawing.js';
import { plainMtext } from './mtext-codes.js';
import { plottedLength, type PlottedLength } from './plot-scale.js';
import { printedUnit, unitName } from './units.js';

const quantityBefore = /^\s*\(?(\d{1,3})\)?\s*[xX×](?=\s|[ØR(<]|M\d|\d*[.,]?\d)/;
const quantityAfter = /\((\d{1,3})\s*(?:X|×|PL(?:ACES|CS)?\.?|OFF)\)?|\b(\d{1,3})\s*(?:PL(?:ACES|CS)|HOLES?)\b/i;
/** ISO 286: tolerance class behind a number, `H7`, `g6`, `H7/g6`. */
const fitClass = /(?:\d|<>)\s*((?:[A-HJ-NP-Z]{1,2}|[a-hj-np-z]{1,2})\d{1,2}(?:\s*\/\s*[a-z]{1,2}\d{1,2})?)(?![\w.,])/;
const threadText = /\bM\d+(?:[.,]\d+)?(?:\b|(?=[xX×]))|\b(?:UNC|UNF|UNEF|NPT|BSP|TR\s*\d)/;
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
  const tolerance = value === null ? noTolerance : toleranceOf(printed, override?.text ?? null, override?.stacks ?? [], format);
  const label = isSuppressed
    ? ''
    : labelOf(override?.text ?? '<>', picture, value === null ? '' : measurementText(printed, geometric, format));
  const type = printedType(geometric, override?.text ?? format.postfix);
  const [unit, unitSource] = unitOf(type, drawing, label, plotted, sheet.units);
  return {
    value: value === null || plotted === null ? value : printed,
    unit,
    unit_source: unitSource,
    dimension_type: type,
    tolerance_plus: tolerance.plus === null ? null : tolerance.plus / inValue,
    tolerance_minus: tolerance.minus === null ? null : tolerance.minus / inValue,
    tolerance_type: tolerance.type,
    fit: fitClass.exec(override?.text ?? '')?.[1] ?? null,
    quantity: quantityOf(label),
    label,
    layer,
    source_page: null,
    position_x: record.x,
    position_y: record.y,
    measured_or_stored: value === null ? 'printed' : record.isStored ? 'stored' : 'measured',
  };
}

/** What stands in the drawing: the picture's text where the override leaves room for the measurement and there is one. */
function labelOf(override: string, picture: readonly string[], measurement: string): string {
  if (!override.includes('<>')) return override.trim();
  const drawn = picture.join(' ').trim();
  return drawn === '' ? override.replaceAll('<>', measurement).trim() : drawn;
}

/** The text may say more than the geometry: a linear dimension across a shaft carries the diameter sign. */
function printedType(type: DimensionType, text: string): DimensionType {
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
