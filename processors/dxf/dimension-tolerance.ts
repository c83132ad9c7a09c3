import type { DimensionFact } from '../../queues/contract/facts.js';
import type { DimensionFormat } from './dimension-style.js';
import type { Stack } from './mtext-codes.js';

/** Deviations in printed units, as in `DimensionFact`; for limits, the two limits. */
export interface Tolerance {
  readonly plus: number | null;
  readonly minus: number | null;
  readonly type: DimensionFact['tolerance_type'];
}

export const noTolerance: Tolerance = { plus: null, minus: null, type: null };

const number = String.raw`(\d+(?:[.,]\d*)?|[.,]\d+)`;
const plusMinus = new RegExp(String.raw`±\s*${number}`);
const signedPair = new RegExp(String.raw`\+\s*${number}\s*[°"]?\s*[/^\s]\s*[-−–]\s*${number}`);
const signedNumber = new RegExp(String.raw`^([+\-−±]?)\s*${number}`);

/**
 * A dimension's tolerance: what its text says, else what its style says.
 * @param printed the measurement in printed units
 * @param text the override, decoded; null when the style alone decides
 */
export function toleranceOf(printed: number, text: string | null, stacks: readonly Stack[], format: DimensionFormat): Tolerance {
  const written = text === null ? null : (fromStacks(printed, text, stacks) ?? fromText(text));
  if (written !== null) return written;
  // An override without `<>` replaces the style's tolerance together with the measurement.
  const isReplaced = text !== null && text.trim() !== '' && !text.includes('<>');
  const styled = isReplaced ? noTolerance : fromStyle(printed, format);
  if (styled.type !== null) return styled;
  if (text !== null && /\(\s*[^()]*(?:<>|\d)[^()]*\)/.test(text)) return { plus: null, minus: null, type: 'reference' };
  return format.isBasic ? { plus: null, minus: null, type: 'basic' } : noTolerance;
}

function fromStyle(printed: number, format: DimensionFormat): Tolerance {
  const { upper, lower } = format;
  if (format.hasLimits) return { plus: printed + upper, minus: printed - lower, type: 'limits' };
  if (!format.hasTolerance || (upper === 0 && lower === 0)) return noTolerance;
  return deviations(upper, -lower);
}

function fromText(text: string): Tolerance | null {
  const both = plusMinus.exec(text);
  if (both !== null) return deviations(toNumber(both[1]), -toNumber(both[1]));
  const pair = signedPair.exec(text);
  return pair === null ? null : deviations(toNumber(pair[1]), -toNumber(pair[2]));
}

/** A stack without a bar holds two deviations, or the two limits where no measurement stands beside it. */
function fromStacks(printed: number, text: string, stacks: readonly Stack[]): Tolerance | null {
  for (const stack of stacks) {
    const upper = signed(stack.upper, 1);
    const lower = signed(stack.lower, -1);
    if (upper === null || lower === null) continue;
    const hasSigns = /[+\-−±]/.test(stack.upper + stack.lower);
    if (stack.type !== '^' && !hasSigns) continue;
    const limits = [Math.abs(upper), Math.abs(lower)];
    const isNear = limits.every((limit) => Math.abs(limit - printed) <= 0.2 * Math.abs(printed));
    const isSize = isNear || (isNoOtherNumber(text, stack) && Math.abs(upper + lower) < 0.16 * Math.abs(upper));
    if (!hasSigns && isSize && !text.includes('<>'))
      return { plus: Math.max(...limits), minus: Math.min(...limits), type: 'limits' };
    return deviations(upper, lower);
  }
  return null;
}

/** Whether the stack is all that an override says in figures, a count in front aside. */
function isNoOtherNumber(text: string, { upper, lower, type }: Stack): boolean {
  return !/\d/.test(text.replace(`${upper}${type}${lower}`, '').replace(/^\s*\d{1,3}\s*[xX×]/, ''));
}

function deviations(plus: number, minus: number): Tolerance {
  return { plus, minus, type: plus === -minus ? 'symmetric' : 'asymmetric' };
}

/** The number at the head of a stack's part; without a sign it counts in the given direction. */
function signed(text: string, direction: 1 | -1): number | null {
  const found = signedNumber.exec(text);
  if (found === null) return text.trim() === '' ? 0 : null;
  const value = toNumber(found[2]);
  if (found[1] === '') return value === 0 ? 0 : value * direction;
  return found[1] === '+' || found[1] === '±' ? value : -value;
}

function toNumber(text: string | undefined): number {
  return Number((text ?? '').replace(',', '.'));
}
