import type { DimensionFact } from '../../../queues/contract/facts.js';
import { normalised } from '../../callout/normalised.js';
import { isOtherUnit } from '../../callout/other-unit.js';

const bracketed = /^\[\s*[ØR]?\s*(\d*\.?\d+)[\d\s.±+/-]*(?:mm|in\.?|")?[\d\s.±+/-]*\]$/;
/** Whether a line, `[1.00]` below `25.4`, says the size above it again in the other unit. */
export function otherUnitOf(above: readonly DimensionFact[], text: string): boolean {
  const printed = bracketed.exec(normalised(text))?.[1];
  if (printed === undefined) return false;
  return above.some(({ value }) => value !== null && isOtherUnit(Number(printed), value));
}
