import type { Random } from '../random.js';

/** How one shop's software lays out a flat pattern. */
export interface FlatHabits {
  readonly outline: 'edges' | 'polyline';
  readonly outlineLayer: string;
  readonly holesAsArcs: boolean;
  readonly bend: { readonly layer: string; readonly linetype: string | null };
  readonly marking: 'none' | 'text' | 'block' | 'lettering';
  readonly dimensioned: boolean;
}

export const flatHabits = (random: Random): FlatHabits => ({
  outline: random.chance(0.6) ? 'edges' : 'polyline',
  outlineLayer: random.pick(['0', 'CUT', 'OUTLINE', 'OUTER_PROFILES', 'Cut']),
  holesAsArcs: random.chance(0.1),
  bend: random.pick([
    { layer: 'BEND', linetype: null },
    { layer: 'BEND_UP', linetype: 'CENTER' },
    { layer: 'IV_BEND', linetype: null },
    { layer: '0', linetype: 'PHANTOM' },
    { layer: 'BENDLINES', linetype: 'DASHED' },
  ]),
  marking: random.weighted([['none', 3] as const, ['text', 4] as const, ['block', 3] as const, ['lettering', 1] as const]),
  dimensioned: random.chance(0.15),
});
