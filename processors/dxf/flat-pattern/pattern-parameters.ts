import type { ParameterFact } from '../../../queues/contract/facts.js';
import type { FlatPattern } from './flat-pattern.js';

const category = 'flat_pattern';

/**
 * A flat pattern as parameters. Lengths in the drawing's unit, areas in its square. Repeated openings are one parameter
 * each with the size as its numeric value and `count x size` as its text.
 */
export function patternParameters(pattern: FlatPattern, unit: string | null): ParameterFact[] {
  const { bounds, holes, slots, cutouts, bends } = pattern;
  const squared = unit === null ? null : `${unit}^2`;
  const total = (groups: readonly { readonly count: number }[]): number => groups.reduce((sum, { count }) => sum + count, 0);
  const parameters = [
    real('overall_width', bounds.maxX - bounds.minX, unit),
    real('overall_height', bounds.maxY - bounds.minY, unit),
    real('outline_perimeter', pattern.perimeter, unit),
    real('outline_area', pattern.area, squared),
    real('net_area', pattern.netArea, squared),
    real('cut_length', pattern.cutLength, unit),
    whole('part_count', pattern.parts),
    whole('hole_count', total(holes)),
    whole('slot_count', total(slots)),
    whole('cutout_count', total(cutouts)),
    whole('bend_count', bends.length),
  ];
  if (pattern.markLength > 0) parameters.push(real('mark_length', pattern.markLength, unit));
  for (const { diameter, count } of holes)
    parameters.push(sized('hole_diameter', diameter, `${count} x Ø${short(diameter)}`, unit));
  for (const { length, width, count } of slots)
    parameters.push(sized('slot', length, `${count} x ${short(length)} x ${short(width)}`, unit));
  for (const { width, height, count } of cutouts)
    parameters.push(sized('cutout', width, `${count} x ${short(width)} x ${short(height)}`, unit));
  for (const { length, lineAngle, direction } of bends) {
    const side = direction === null ? '' : ` ${direction}`;
    parameters.push(sized('bend_line', length, `${short(length)} at ${short(lineAngle)}°${side}`, unit));
  }
  return parameters;
}

function real(name: string, value: number, units: string | null): ParameterFact {
  return { name, value: short(value), value_numeric: value, value_type: 'real', category, units, is_designated: false };
}

function whole(name: string, value: number): ParameterFact {
  return { name, value: String(value), value_numeric: value, value_type: 'integer', category, units: null, is_designated: false };
}

function sized(name: string, size: number, text: string, units: string | null): ParameterFact {
  return { name, value: text, value_numeric: size, value_type: 'real', category, units, is_designated: false };
}

/** Six significant decimals, without trailing zeros. */
function short(value: number): string {
  return String(Number(value.toFixed(6)));
}
