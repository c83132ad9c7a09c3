import type { Genome } from './genome.js';
import { planePairs, roundFeatures } from './holes.js';
import { fileKinds } from './kinds.js';
import { HashedCounts, unitVector } from './vector.js';

/** A part cut from sheet, by what does not change when it is bent: mm and mm^2. */
export interface SheetProfile {
  /** One side, openings subtracted. */
  readonly netArea: number;
  /** Outline and openings. */
  readonly cutLength: number;
  readonly holes: readonly { readonly diameter: number; readonly count: number }[];
}

export interface SolidMeasures {
  /** mm^3. */
  readonly volume: number | null;
  /** mm^2, all faces. */
  readonly area: number | null;
}

/** Of a sheet the two sides are at least this much of the surface; below it, the part is not cut from sheet. */
const minSideShare = 0.5;

/**
 * The sheet profile of a solid: the thickness is the distance at which most plane lies opposite to plane; one side is then volume by
 * thickness, also when the sheet is bent (its middle surface keeps its area), and what is left of the surface is cut edge.
 * @returns null when the solid is no sheet: no opposite planes, or more edge than side
 */
export function profileOfSolid(genome: Genome, { volume, area }: SolidMeasures): SheetProfile | null {
  if (volume === null || area === null || !(volume > 0) || !(area > 0)) return null;
  const thickness = thicknessOf(genome, volume, area);
  if (thickness === null) return null;
  const netArea = volume / thickness;
  const cutLength = (area - 2 * netArea) / thickness;
  const diameters = roundFeatures(genome).flatMap(({ inner, diameter }) => (inner ? [diameter] : []));
  return { netArea, cutLength, holes: counted(diameters) };
}

function thicknessOf(genome: Genome, volume: number, area: number): number | null {
  const bins = new Map<number, { area: number; distance: number }>();
  for (const pair of planePairs(genome)) {
    if (!pair.opposed) continue;
    const bin = Math.round(Math.log(pair.distance) / 0.01);
    const known = bins.get(bin);
    if (known === undefined) bins.set(bin, { area: pair.area, distance: pair.distance });
    else known.area += pair.area;
  }
  const isSheet = ({ distance }: { distance: number }): boolean => {
    const sides = (2 * volume) / distance;
    return sides <= area && sides >= minSideShare * area;
  };
  const fitting = [...bins.values()].filter(isSheet).sort((a, b) => b.area - a.area || a.distance - b.distance);
  return fitting[0]?.distance ?? null;
}

/** Equal diameters together; they differ by less than a thousandth. */
function counted(diameters: readonly number[]): SheetProfile['holes'] {
  const groups: { diameter: number; count: number }[] = [];
  for (const diameter of [...diameters].sort((a, b) => a - b)) {
    const last = groups.at(-1);
    if (last !== undefined && diameter - last.diameter <= 1e-3 * diameter) last.count += 1;
    else groups.push({ diameter, count: 1 });
  }
  return groups;
}

const mmPerUnit: Readonly<Record<string, number>> = { mm: 1, cm: 10, m: 1000, inch: 25.4, in: 25.4, ft: 304.8 };

/** The sheet profile of a flat pattern as the DXF extraction keeps it; null without one, or without a unit: its sizes say nothing then. */
export function profileOfPattern(pattern: unknown, unit: string | null): SheetProfile | null {
  const mm = mmPerUnit[unit ?? ''];
  if (mm === undefined || typeof pattern !== 'object' || pattern === null) return null;
  const fields = pattern as Readonly<Record<string, unknown>>;
  const [netArea, cutLength, holes] = [fields['netArea'], fields['cutLength'], fields['holes']];
  if (typeof netArea !== 'number' || typeof cutLength !== 'number' || !(netArea > 0) || !(cutLength > 0)) return null;
  const read = (Array.isArray(holes) ? (holes as unknown[]) : []).flatMap((hole) => {
    const { diameter, count } = (hole ?? {}) as Readonly<Record<string, unknown>>;
    return typeof diameter === 'number' && typeof count === 'number' ? [{ diameter: diameter * mm, count }] : [];
  });
  return { netArea: netArea * mm * mm, cutLength: cutLength * mm, holes: read };
}

const weights = { area: 0.6, length: 0.5, holes: 0.6 };

/**
 * A sheet profile as 256 numbers of length 1: area and cut length in bins of 2 and 8 percent, so that a near miss is still near; holes
 * by diameter and by how many there are.
 */
export function embedProfile({ netArea, cutLength, holes }: SheetProfile): number[] | null {
  const { dimensions } = fileKinds.profile;
  const target = new Float64Array(dimensions);
  const block = (fill: (counts: HashedCounts) => void, weight: number): void => {
    const counts = new HashedCounts(dimensions);
    fill(counts);
    counts.addTo(target, weight);
  };
  block((counts) => {
    counts.addSize('area', netArea, 0.02);
    counts.addSize('area-coarse', netArea, 0.08);
  }, weights.area);
  block((counts) => {
    counts.addSize('cut', cutLength, 0.02);
    counts.addSize('cut-coarse', cutLength, 0.08);
  }, weights.length);
  block((counts) => {
    counts.add(`holes:${holes.reduce((sum, { count }) => sum + count, 0)}`);
    for (const { diameter, count } of holes) counts.addSize('hole', diameter, 0.02, count);
  }, weights.holes);
  return unitVector(target);
}
