import type { DimensionFact } from '../../queues/contract/facts.js';
import { plain } from './numbers.js';

/** Signed deviations, or for `limits` the two limits. */
export interface Tolerance {
  readonly plus: number | null;
  readonly minus: number | null;
  readonly kind: DimensionFact['tolerance_type'];
  readonly fit: string | null;
}

export const noTolerance: Tolerance = { plus: null, minus: null, kind: null, fit: null };

const symmetric = new RegExp(`^\\s*±\\s*(${plain})\\s*(°|mm|"|')?`);
const asymmetric = new RegExp(
  `^\\s*([+-]\\s?${plain}|0)\\s*(?:°|mm|")?\\s*[/,]?\\s*([+-]\\s?${plain}|0(?![\\d.]))\\s*(?:°|mm|")?`,
);
/**
 * One deviation alone; the other is nought. Its sign stands apart from the size, or it would be a range, unless it is a fraction of one:
 * `20-0.1`. Between blanks and before a word it joins a number of something: `Ø9 - 6 Bohrungen`.
 */
const single = new RegExp(
  `^(?:\\s+([+-]${plain}|[+-]\\s${plain}(?!\\d|\\s*\\p{L}{3}))|([+-]0?\\.\\d{1,5}))\\s*(?:°|mm|")?(?![\\d.])`,
  'u',
);
/** The other limit: `8.20/8.00`, `0.126~0.13`, `12.0 - 12.5`. */
const range = new RegExp(`^\\s*(?:\\/|~|-|–|\\bTO\\b)\\s*[ØR]?\\s*(${plain})(?![\\d/.])`, 'i');
const fitLimits = new RegExp(`^\\s*\\(\\s*(${plain})\\s*[/,; -]\\s*(${plain})\\s*\\)`);
const fitClass = /^\s*-?\s*\(?([A-Za-z]{1,2}\d{1,2}(?:\s*\/\s*[A-Za-z]{1,2}\d{1,2})?)\)?(?!\w)/;

/** Letters of ISO 286-1 that open a fit class: H7, h6, JS9, g6, H7/g6; bounded by the number that follows. X is the sign of a product here. */
const fitGrade =
  /^(?:[Jj][Ss]|[A-Ha-hK-Pk-pR-Vr-vYZyz]|ZA|za)(?:[1-9]|1[0-8])(?:\s*\/\s*(?:JS|js|[A-HK-PR-VYZa-hk-pr-vyz])(?:[1-9]|1[0-8]))?$/;

/** The tolerance or fit at the start of the text behind a figure. */
export function matchTolerance(text: string): { length: number; tolerance: Tolerance } {
  const fit = fitClass.exec(text);
  if (fit?.[1] !== undefined && fitGrade.test(fit[1])) {
    const rest = matchDeviation(text.slice(fit[0].length));
    return { length: fit[0].length + rest.length, tolerance: { ...rest.tolerance, fit: fit[1].replace(/\s/g, '') } };
  }
  return matchDeviation(text);
}

/**
 * The second limit of a size that is given by its limits, both with as many decimals: `8.20/8.00`. Two whole numbers are a
 * fraction, a scale or a number of something else.
 */
export function matchLimit(value: number, printed: string, text: string): { length: number; tolerance: Tolerance } | null {
  const other = range.exec(text);
  if (other?.[1] === undefined) return null;
  const [a, b] = [decimalsOf(printed), decimalsOf(other[1])];
  const limit = Number(other[1]);
  if (a === 0 || b === 0 || limit === value || Math.abs(limit - value) > 0.2 * Math.max(limit, value)) return null;
  const [plus, minus] = [Math.max(value, limit), Math.min(value, limit)];
  return { length: other[0].length, tolerance: { plus, minus, kind: 'limits', fit: null } };
}

/** The limits that a fit comes to, in parentheses behind it: `Ø20 H7 (20.021/20.000)`, as deviations from `value`. */
export function matchFitLimits(value: number, text: string): { length: number; plus: number; minus: number } | null {
  const pair = fitLimits.exec(text);
  if (!pair) return null;
  const limits = [Number(pair[1]), Number(pair[2])];
  if (limits.some((limit) => Math.abs(limit - value) > 0.05 * value)) return null;
  // As many decimals as are printed; the difference of two binary numbers has more.
  const [plus = 0, minus = 0] = limits.map((limit) => Math.round((limit - value) * 1e5) / 1e5).sort((a, b) => b - a);
  return { length: pair[0].length, plus, minus };
}

function decimalsOf(text: string): number {
  return /\.(\d+)\D*$/.exec(text)?.[1]?.length ?? 0;
}

function matchDeviation(text: string): { length: number; tolerance: Tolerance } {
  const enclosed = /^\s*\(\s*([^()]*[+±-][^()]*?)\s*\)/.exec(text);
  if (enclosed?.[1] !== undefined) {
    const inside = matchDeviation(` ${enclosed[1]}`);
    if (inside.length === enclosed[1].length + 1) return { ...inside, length: enclosed[0].length };
  }
  const same = symmetric.exec(text);
  if (same) {
    // Minutes of arc stand behind an angle.
    const value = Number(same[1]) / (same[2] === "'" ? 60 : 1);
    return { length: same[0].length, tolerance: { plus: value, minus: -value, kind: 'symmetric', fit: null } };
  }
  const two = asymmetric.exec(text);
  if (!two || !/[+-]/.test(two[0])) return matchSingle(text);
  const [a, b] = [signed(two[1] ?? ''), signed(two[2] ?? '')];
  return { length: two[0].length, tolerance: { plus: Math.max(a, b), minus: Math.min(a, b), kind: 'asymmetric', fit: null } };
}

function matchSingle(text: string): { length: number; tolerance: Tolerance } {
  const one = single.exec(text);
  const printed = one?.[1] ?? one?.[2];
  if (!one || printed === undefined) return { length: 0, tolerance: noTolerance };
  const value = signed(printed);
  const tolerance: Tolerance = { plus: Math.max(value, 0), minus: Math.min(value, 0), kind: 'asymmetric', fit: null };
  return { length: one[0].length, tolerance };
}

function signed(text: string): number {
  return Number(text.replace(/\s/g, ''));
}
