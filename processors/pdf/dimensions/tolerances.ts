import type { DimensionFact } from '../../../queues/contract/facts.js';
import { plain } from './numbers.js';

/** Signed deviations, or for `limits` the two limits. */
export interface Tolerance {
  readonly plus: number | null;
  readonly minus: number | null;
  readonly kind: DimensionFact['tolerance_type'];
  readonly fit: string | null;
}

export const noTolerance: Tolerance = { plus: null, minus: null, kind: null, fit: null };

const symmetric = new RegExp(`^\\s*±\\s*(${plain})\\s*(?:°|mm|")?`);
const asymmetric = new RegExp(
  `^\\s*([+-]\\s?${plain}|0)\\s*(?:°|mm|")?\\s*[/,]?\\s*([+-]\\s?${plain}|0(?![\\d.]))\\s*(?:°|mm|")?`,
);
const fitClass = /^\s*-?\s*\(?([A-Za-z]{1,2}\d{1,2}(?:\s*\/\s*[a-z]{1,2}\d{1,2})?)\)?(?!\w)/;

/** Letters of ISO 286-1 that open a fit class: H7, h6, JS9, g6, H7/g6; bounded by the number that follows. */
const fitGrade = /^(?:JS|js|[A-Ha-hK-Pk-pR-Vr-vX-Zx-z]|ZA|za)(?:[1-9]|1[0-8])(?:\s*\/\s*(?:js|[a-hk-pr-vx-z])(?:[1-9]|1[0-8]))?$/;

/** The tolerance or fit at the start of the text behind a figure. */
export function matchTolerance(text: string): { length: number; tolerance: Tolerance } {
  const fit = fitClass.exec(text);
  if (fit?.[1] !== undefined && fitGrade.test(fit[1])) {
    const rest = matchDeviation(text.slice(fit[0].length));
    return { length: fit[0].length + rest.length, tolerance: { ...rest.tolerance, fit: fit[1].replace(/\s/g, '') } };
  }
  return matchDeviation(text);
}

function matchDeviation(text: string): { length: number; tolerance: Tolerance } {
  const same = symmetric.exec(text);
  if (same) {
    const value = Number(same[1]);
    return { length: same[0].length, tolerance: { plus: value, minus: -value, kind: 'symmetric', fit: null } };
  }
  const two = asymmetric.exec(text);
  if (!two || !/[+-]/.test(two[0])) return { length: 0, tolerance: noTolerance };
  const [a, b] = [signed(two[1] ?? ''), signed(two[2] ?? '')];
  return { length: two[0].length, tolerance: { plus: Math.max(a, b), minus: Math.min(a, b), kind: 'asymmetric', fit: null } };
}

function signed(text: string): number {
  return Number(text.replace(/\s/g, ''));
}
