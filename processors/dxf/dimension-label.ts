import type { DimensionType } from '../../queues/contract/facts.js';
import type { DimensionFormat } from './dimension-style.js';
import { plainMtext } from './mtext-codes.js';

const architectural = 4;
const engineering = 3;
const fractional = 5;
const dropLeadingZero = 4;
const dropTrailingZeros = 8;

/**
 * A measurement as its style prints it, tolerances left out.
 * @param printed value in printed units: degrees, or drawing units times the linear factor
 */
export function measurementText(printed: number, type: DimensionType, format: DimensionFormat): string {
  if (type === 'angular') return `${decimal(printed, format.angleDecimals, format)}°`;
  const rounded = format.rounding > 0 ? Math.round(printed / format.rounding) * format.rounding : printed;
  const number = lengthText(rounded, format);
  const { text: affix } = plainMtext(format.postfix.replace(/\[\]/g, ''));
  const around = affix.includes('<>') ? affix : `<>${affix}`;
  const withAffix = around.replace('<>', number);
  const symbol = type === 'diameter' ? 'Ø' : type === 'radial' ? 'R' : '';
  return affix.includes('<>') && !affix.startsWith('<>') ? withAffix : symbol + withAffix;
}

function lengthText(value: number, format: DimensionFormat): string {
  switch (format.lengthFormat) {
    case architectural:
      return feetAndInches(value, (inches) => fraction(inches, format.decimals));
    case engineering:
      return feetAndInches(value, (inches) => decimal(inches, format.decimals, format));
    case fractional:
      return fraction(value, format.decimals);
    default:
      return decimal(value, format.decimals, format);
  }
}

export function decimal(value: number, decimals: number, format: Pick<DimensionFormat, 'zeros' | 'decimalSeparator'>): string {
  let text = value.toFixed(Math.min(12, Math.max(0, Math.round(decimals))));
  if ((format.zeros & dropTrailingZeros) !== 0 && text.includes('.')) text = text.replace(/\.?0+$/, '');
  if ((format.zeros & dropLeadingZero) !== 0) text = text.replace(/^(-?)0\./, '$1.');
  return format.decimalSeparator === '.' ? text : text.replace('.', format.decimalSeparator);
}

/** Inches and a fraction with the denominator 2^precision, reduced. */
function fraction(value: number, precision: number): string {
  const denominator = 2 ** Math.min(8, Math.max(0, Math.round(precision)));
  let parts = Math.round(Math.abs(value) * denominator);
  const sign = value < 0 && parts > 0 ? '-' : '';
  const whole = Math.floor(parts / denominator);
  parts -= whole * denominator;
  if (parts === 0) return `${sign}${whole}`;
  let lower = denominator;
  while (parts % 2 === 0) {
    parts /= 2;
    lower /= 2;
  }
  return whole === 0 ? `${sign}${parts}/${lower}` : `${sign}${whole} ${parts}/${lower}`;
}

function feetAndInches(value: number, inchText: (inches: number) => string): string {
  let feet = Math.floor(Math.abs(value) / 12);
  let inches = inchText(Math.abs(value) - feet * 12);
  if (inches === '12' || /^12[.,]0*$/.test(inches)) {
    feet += 1;
    inches = inchText(0);
  }
  const sign = value < 0 ? '-' : '';
  return feet === 0 ? `${sign}${inches}"` : `${sign}${feet}'-${inches}"`;
}
