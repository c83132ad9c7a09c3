import type { CadFact, Facts } from './facts.js';

/** What is known of a model; null and absent mean unknown, a list that is not there included. */
export type PartialModel = { readonly [Key in keyof CadFact]?: CadFact[Key] | null };

/**
 * The model of a file's facts. `cad` is there only where all counts are known; of a file that states mass, volume or components without them, its
 * processor leaves the rest under `properties.cad`.
 */
export function modelOf({ cad, metadata }: Pick<Facts, 'cad' | 'metadata'>): PartialModel | null {
  if (cad !== null) return cad;
  const partial = metadata.properties?.['cad'];
  return typeof partial === 'object' && partial !== null ? partial : null;
}
