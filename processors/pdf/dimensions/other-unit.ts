import type { DimensionFact } from '../../../queues/contract/facts.js';
import { normalised } from './normalised.js';

const bracketed = /^\[\s*[ØR]?\s*(\d*\.?\d+)[\d\s.±+/-]*(?:mm|in\.?|")?[\d\s.±+/-]*\]$/;
/** Inch over millimetre and the reverse. */
const ratios = [25.4, 1 / 25.4];
/** Both are rounded to their own decimals. */
const slack = 0.03;

/** Whether two numbers say the same length, one in millimetres and one in inches. */
export function isOtherUnit(a: number, b: number): boolean {
  return ratios.some((ratio) => Math.abs(a / b / ratio - 1) < slack);
}

/** Whether a line, `[1.00]` below `25.4`, says the size above it again in the other unit. */
export function otherUnitOf(above: readonly DimensionFact[], text: string): boolean {
  const printed = bracketed.exec(normalised(text))?.[1];
  if (printed === undefined) return false;
  return above.some(({ value }) => value !== null && isOtherUnit(Number(printed), value));
}
