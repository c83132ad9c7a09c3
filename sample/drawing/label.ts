import { round } from '../random.js';

/** What a dimension says, and how it is printed. */

export interface NumberStyle {
  /** `feet-inch`: values are in inches and printed like 4'-8 1/2". */
  readonly unit: 'mm' | 'inch' | 'feet-inch';
  readonly decimals: number;
  readonly decimalComma: boolean;
  /** Inch drawings after ASME Y14.5 print .500, not 0.500. */
  readonly leadingZero: boolean;
}

export type Tolerance =
  | { readonly kind: 'symmetric'; readonly amount: number }
  | { readonly kind: 'deviation'; readonly upper: number; readonly lower: number }
  | { readonly kind: 'limits'; readonly upper: number; readonly lower: number };

export type LabelType = 'linear' | 'diameter' | 'radius' | 'angle' | 'thread' | 'chamfer' | 'roughness';

export interface Label {
  readonly type: LabelType;
  /** As measured, in drawing units (inches for feet-inch, degrees for angles). */
  readonly value: number;
  readonly quantity: number;
  /** `Ø`, `R`, ... before the number. */
  readonly prefix: string;
  readonly number: string;
  /** After the number: degree sign, fit, `THRU`, `x 45°`. */
  readonly suffix: string;
  readonly tolerance: { readonly upper: string; readonly lower: string; readonly stacked: boolean } | null;
  readonly fit: string | null;
  /** What a reader of the print gets. */
  readonly printed: { readonly value: number | null; readonly upper: number | null; readonly lower: number | null };
  readonly reference: boolean;
}

export interface LabelOptions {
  readonly quantity?: number;
  readonly tolerance?: Tolerance;
  readonly fit?: string;
  readonly suffix?: string;
  readonly reference?: boolean;
}

const prefixOf: Partial<Record<LabelType, string>> = { diameter: 'Ø', radius: 'R', roughness: 'Ra ' };

export function numberLabel(type: LabelType, value: number, style: NumberStyle, options: LabelOptions = {}): Label {
  const angleStyle: NumberStyle = { ...style, unit: 'mm', decimals: Number.isInteger(round(value, 1)) ? 0 : 1 };
  const used = type === 'angle' ? angleStyle : style;
  const number = formatNumber(value, used);
  const { tolerance } = options;
  const printedValue = asPrinted(value, used);
  const suffix = (type === 'angle' ? '°' : '') + (options.fit === undefined ? '' : ` ${options.fit}`) + (options.suffix ?? '');
  const shared = {
    type,
    value,
    quantity: options.quantity ?? 1,
    prefix: prefixOf[type] ?? '',
    suffix,
    fit: options.fit ?? null,
    reference: options.reference ?? false,
  };
  if (tolerance === undefined)
    return { ...shared, number, tolerance: null, printed: { value: printedValue, upper: null, lower: null } };
  if (tolerance.kind === 'symmetric') {
    const amount = formatNumber(tolerance.amount, used);
    const printed = { value: printedValue, upper: asPrinted(tolerance.amount, used), lower: -asPrinted(tolerance.amount, used) };
    return { ...shared, number, tolerance: { upper: `±${amount}`, lower: '', stacked: false }, printed };
  }
  if (tolerance.kind === 'deviation') {
    const printed = { value: printedValue, upper: asPrinted(tolerance.upper, used), lower: asPrinted(tolerance.lower, used) };
    return {
      ...shared,
      number,
      tolerance: { upper: signed(tolerance.upper, used), lower: signed(tolerance.lower, used), stacked: true },
      printed,
    };
  }
  const limits = { upper: formatNumber(tolerance.upper, used), lower: formatNumber(tolerance.lower, used), stacked: true };
  return {
    ...shared,
    number: '',
    tolerance: limits,
    printed: { value: null, upper: asPrinted(tolerance.upper, used), lower: asPrinted(tolerance.lower, used) },
  };
}

/** A callout whose size is a name, such as M6x1 or 1/4-20 UNC. */
export function threadLabel(name: string, nominal: number, quantity: number, suffix = ''): Label {
  const printed = { value: nominal, upper: null, lower: null };
  return {
    type: 'thread',
    value: nominal,
    quantity,
    prefix: '',
    number: name,
    suffix,
    tolerance: null,
    fit: null,
    printed,
    reference: false,
  };
}

/** The label on one line, as a person would read it aloud to a scribe. */
export function plainText(label: Label): string {
  const quantity = label.quantity > 1 ? `${label.quantity}x ` : '';
  const tolerance = label.tolerance === null ? '' : ` ${label.tolerance.upper} ${label.tolerance.lower}`.trimEnd();
  const body = `${quantity}${label.prefix}${label.number}${label.suffix}${tolerance}`.replace(/(Ø|R) /, '$1');
  return label.reference ? `(${body})` : body;
}

export function formatNumber(value: number, style: NumberStyle): string {
  if (style.unit === 'feet-inch') return feetInch(value);
  const fixed = round(value, style.decimals).toFixed(style.decimals);
  const trimmed = style.leadingZero ? fixed : fixed.replace(/^(-?)0\./, '$1.');
  return style.decimalComma ? trimmed.replace('.', ',') : trimmed;
}

function signed(value: number, style: NumberStyle): string {
  if (value === 0) return formatNumber(0, { ...style, leadingZero: true });
  return (value > 0 ? '+' : '') + formatNumber(value, style);
}

/** The number that a reader of the print gets: no finer than it is printed. */
function asPrinted(value: number, { unit, decimals }: NumberStyle): number {
  return unit === 'feet-inch' ? roundToSixteenth(value) : round(value, decimals);
}

const roundToSixteenth = (inches: number): number => Math.round(inches * 16) / 16;

/** 56.5 -> 4'-8 1/2", 8.25 -> 8 1/4", 0.5 -> 1/2" */
export function feetInch(inches: number): string {
  const sixteenths = Math.round(inches * 16);
  const feet = Math.floor(sixteenths / 192);
  const whole = Math.floor((sixteenths % 192) / 16);
  const fraction = fractionText(sixteenths % 16);
  const inchText = fraction === '' ? String(whole) : whole === 0 && feet === 0 ? fraction : `${whole} ${fraction}`;
  return feet === 0 ? `${inchText}"` : `${feet}'-${inchText}"`;
}

function fractionText(sixteenths: number): string {
  if (sixteenths === 0) return '';
  let [numerator, denominator] = [sixteenths, 16];
  while (numerator % 2 === 0) [numerator, denominator] = [numerator / 2, denominator / 2];
  return `${numerator}/${denominator}`;
}
