import type { DimensionRecord, Drawing } from './drawing.js';

/** How a dimension is printed: its style, overridden by its own variables, with the header's for drawings without styles. */
export interface DimensionFormat {
  /** DIMLFAC: printed length = measured length x factor. Negative: in paper space only. */
  readonly linearFactor: number;
  readonly hasTolerance: boolean;
  readonly hasLimits: boolean;
  /** DIMTP and DIMTM in printed units; the lower one counts downwards. */
  readonly upper: number;
  readonly lower: number;
  /** Negative DIMGAP draws a box around the text: a basic dimension. */
  readonly isBasic: boolean;
  readonly decimals: number;
  readonly toleranceDecimals: number;
  readonly angleDecimals: number;
  /** DIMPOST, with `<>` for the measurement. */
  readonly postfix: string;
  readonly decimalSeparator: string;
  /** DIMZIN bits: 4 drops leading zeros, 8 trailing ones. */
  readonly zeros: number;
  readonly rounding: number;
  /** DIMLUNIT: 1 scientific, 2 decimal, 3 engineering, 4 architectural, 5 fractional, 6 desktop. */
  readonly lengthFormat: number;
}

const code = {
  postfix: 3,
  rounding: 45,
  upper: 47,
  lower: 48,
  tolerance: 71,
  limits: 72,
  zeros: 78,
  linearFactor: 144,
  gap: 147,
  angleDecimals: 179,
  oldUnit: 270,
  decimals: 271,
  toleranceDecimals: 272,
  lengthFormat: 277,
  separator: 278,
} as const;

export function formatOf(drawing: Drawing, record: DimensionRecord): DimensionFormat {
  const name = (record.style === '' ? 'STANDARD' : record.style).toUpperCase();
  const base = drawing.dimensionStyles.get(name) ?? drawing.headerDimension;
  const read = (variable: number): number | string | undefined => record.overrides?.get(variable) ?? base.get(variable);
  const number = (variable: number, missing: number): number => {
    const value = read(variable);
    return typeof value === 'number' ? value : missing;
  };
  const postfix = read(code.postfix);
  const separator = number(code.separator, 0x2e);
  const decimals = number(code.decimals, 4);
  return {
    linearFactor: linearFactor(number(code.linearFactor, 1), drawing, record),
    hasTolerance: number(code.tolerance, 0) !== 0,
    hasLimits: number(code.limits, 0) !== 0,
    upper: number(code.upper, 0),
    lower: number(code.lower, 0),
    isBasic: number(code.gap, 0) < 0,
    decimals,
    toleranceDecimals: number(code.toleranceDecimals, decimals),
    angleDecimals: number(code.angleDecimals, 0) < 0 ? decimals : number(code.angleDecimals, 0),
    postfix: typeof postfix === 'string' ? postfix : '',
    decimalSeparator: separator >= 0x20 && separator < 0x7f ? String.fromCharCode(separator) : '.',
    zeros: number(code.zeros, 0),
    rounding: number(code.rounding, 0),
    lengthFormat: number(code.lengthFormat, number(code.oldUnit, 2)),
  };
}

function linearFactor(factor: number, drawing: Drawing, record: DimensionRecord): number {
  if (factor === 0) return 1;
  if (factor > 0) return factor;
  return drawing.containerAt(record.container).role === 'paper' ? -factor : 1;
}
