import type { PlacedDimension } from '../drawing/dimension.js';
import { dimensionLineEnds } from '../drawing/dimension-picture.js';
import type { Label } from '../drawing/label.js';
import { type Point, distance, polar } from '../part/outline.js';
import type { Random } from '../random.js';
import { round } from '../random.js';
import { type Entity, point } from './entity.js';
import type { DimensionStyleTags } from './tables.js';
import type { DxfVersion, Tag } from './tags.js';

/** How one file writes its dimensions. */
export interface DimensionHabits {
  readonly version: DxfVersion;
  /** Stores the measured value in group 42. */
  readonly storesMeasurement: boolean;
  /** Where tolerances go: into the style, into XDATA overrides of the style, or into the text. */
  readonly toleranceIn: 'style' | 'xdata' | 'text';
  readonly layer: string;
}

export interface WrittenDimension {
  readonly entity: Entity;
  /** Low bits of group 70. */
  readonly type: 0 | 1 | 2 | 3 | 4 | 5 | 6;
  readonly text: string;
  readonly style: DimensionStyleTags | null;
  readonly stored: number | null;
}

/** A DIMENSION entity; null for leaders with a callout, which are no dimensions in DXF. `at` maps paper to drawing coordinates. */
export function dimensionEntity(
  dimension: PlacedDimension,
  block: string,
  textPoint: Point,
  at: (point: Point) => Point,
  habits: DimensionHabits,
  random: Random,
): WrittenDimension | null {
  if (dimension.kind === 'callout') return null;
  const geometry = geometryOf(dimension, at, habits.version, random);
  const { style, text, xdata } = appearance(dimension.label, dimension.kind === 'linear', habits);
  const stored = habits.storesMeasurement ? storedValue(dimension.label) : null;
  const common: Tag[] = [
    [2, block],
    ...point(10, geometry.definition),
    ...point(11, at(textPoint)),
    [70, geometry.type + (habits.version === 'AC1009' ? 0 : 32) + (geometry.flags ?? 0)],
    ...(habits.version === 'AC1009' ? [] : ([[71, 5]] as Tag[])),
    ...(stored === null ? [] : ([[42, stored]] as Tag[])),
    [1, text],
    [3, style?.name ?? 'STANDARD'],
  ];
  const parts: [string, Tag[]][] = [['AcDbDimension', common], ...geometry.parts];
  return {
    entity: { type: 'DIMENSION', layer: habits.layer, parts, ...(xdata.length > 0 ? { xdata } : {}) },
    type: geometry.type,
    text,
    style,
    stored,
  };
}

/** Angular measurements are stored in radians. */
const storedValue = (label: Label): number => (label.type === 'angle' ? (label.value * Math.PI) / 180 : label.value);

interface Geometry {
  readonly type: WrittenDimension['type'];
  readonly flags?: number;
  readonly definition: Point;
  readonly parts: [string, Tag[]][];
}

function geometryOf(
  dimension: Exclude<PlacedDimension, { kind: 'callout' }>,
  at: (point: Point) => Point,
  version: DxfVersion,
  random: Random,
): Geometry {
  switch (dimension.kind) {
    case 'linear': {
      const [, second] = dimensionLineEnds(dimension);
      const aligned = dimension.angleDeg !== 0 && dimension.angleDeg !== 90;
      const ends: Tag[] = [...point(13, at(dimension.from)), ...point(14, at(dimension.to))];
      if (aligned) return { type: 1, definition: at(second), parts: [['AcDbAlignedDimension', ends]] };
      return {
        type: 0,
        definition: at(second),
        parts: [
          ['AcDbAlignedDimension', [...ends, [50, dimension.angleDeg]]],
          ['AcDbRotatedDimension', []],
        ],
      };
    }
    case 'diameter': {
      const opposite = { x: 2 * dimension.centre.x - dimension.edge.x, y: 2 * dimension.centre.y - dimension.edge.y };
      return {
        type: 3,
        definition: at(opposite),
        parts: [
          ['AcDbDiametricDimension', [...point(15, at(dimension.edge)), [40, distance(at(dimension.edge), at(dimension.elbow))]]],
        ],
      };
    }
    case 'radius':
      return {
        type: 4,
        definition: at(dimension.centre),
        parts: [
          ['AcDbRadialDimension', [...point(15, at(dimension.edge)), [40, distance(at(dimension.edge), at(dimension.elbow))]]],
        ],
      };
    case 'angular': {
      const { vertex, startDeg, endDeg, radius } = dimension;
      const [first, second] = [polar(vertex, radius, startDeg), polar(vertex, radius, endDeg)];
      const onArc = polar(vertex, radius, startDeg + ((endDeg - startDeg + 360) % 360) / 2);
      if (random.chance(0.5)) {
        return {
          type: 5,
          definition: at(onArc),
          parts: [['AcDb3PointAngularDimension', [...point(13, at(first)), ...point(14, at(second)), ...point(15, at(vertex))]]],
        };
      }
      const lines: Tag[] = [...point(13, at(vertex)), ...point(14, at(first)), ...point(15, at(vertex)), ...point(16, at(onArc))];
      return { type: 2, definition: at(second), parts: [[version === 'AC1009' ? '' : 'AcDb2LineAngularDimension', lines]] };
    }
    case 'ordinate':
      return {
        type: 6,
        flags: dimension.axis === 'x' ? 64 : 0,
        definition: at(dimension.origin),
        parts: [['AcDbOrdinateDimension', [...point(13, at(dimension.feature)), ...point(14, at(dimension.end))]]],
      };
  }
}

interface Appearance {
  readonly style: DimensionStyleTags | null;
  readonly text: string;
  readonly xdata: Tag[];
}

/** `<>` stands for the measurement; only what differs from it is written around it. */
function appearance(label: Label, linear: boolean, { version, toleranceIn }: DimensionHabits): Appearance {
  const quantity = label.quantity > 1 ? `${label.quantity}x ` : '';
  const sign = linear && label.type === 'diameter' ? '%%c' : '';
  const suffix = label.type === 'angle' ? '' : label.suffix;
  const wrap = (inner: string): string => {
    const text = `${quantity}${sign}${inner}${suffix}`;
    const bracketed = label.reference ? `(${text})` : text;
    return bracketed === '<>' ? '' : bracketed;
  };
  const { upper, lower } = label.printed;
  if (label.tolerance === null || upper === null || lower === null) return { style: null, text: wrap('<>'), xdata: [] };
  const limits = label.printed.value === null;
  const [plus, minus] = limits ? [upper - label.value, label.value - lower] : [upper, -lower];
  const tags: Tag[] = [
    [71, limits ? 0 : 1],
    [72, limits ? 1 : 0],
    [47, round(plus, 6)],
    [48, round(minus, 6)],
  ];
  if (toleranceIn === 'style') return { style: { name: styleName(limits, plus, minus), tags }, text: wrap('<>'), xdata: [] };
  if (toleranceIn === 'xdata' && version !== 'AC1009') {
    const overrides = tags.flatMap(([code, value]): Tag[] => [
      [1070, code],
      [code < 60 ? 1040 : 1070, value],
    ]);
    return { style: null, text: wrap('<>'), xdata: [[1001, 'ACAD'], [1000, 'DSTYLE'], [1002, '{'], ...overrides, [1002, '}']] };
  }
  const { tolerance } = label;
  if (!tolerance.stacked) return { style: null, text: wrap(`<> ${tolerance.upper.replace('±', '%%p')}`), xdata: [] };
  const stack =
    version === 'AC1009' ? ` ${tolerance.upper} ${tolerance.lower}` : `{\\H0.7x;\\S${tolerance.upper}^ ${tolerance.lower};}`;
  if (limits) return { style: null, text: wrap(`${label.prefix.replace('Ø', '%%c')}${stack.trim()}`), xdata: [] };
  return { style: null, text: wrap(`<>${stack}`), xdata: [] };
}

function styleName(limits: boolean, plus: number, minus: number): string {
  const part = (value: number): string => String(round(value, 6)).replace('.', '_').replace('-', 'N');
  return `${limits ? 'LIM' : 'TOL'}_${part(plus)}_${part(minus)}`;
}
